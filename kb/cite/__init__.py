"""Citations: exact to the page or section, verified against the record, in the usual styles."""

from kb.cite.pincite import PageRef, PinCite, cite_text, page_text, pin, where
from kb.cite.verify import Verification, VerificationStatus, locate, verify

__all__ = [
    "PageRef",
    "PinCite",
    "Verification",
    "VerificationStatus",
    "cite_text",
    "locate",
    "page_text",
    "pin",
    "verify",
    "where",
]
