"""Citations: exact to the page or section, verified against the document, in the usual styles."""

from kb.cite.pincite import PageRef, PinCite, cite_text, page_text, pin, where
from kb.cite.relocate import Change, Relocation, change, locate, relocate
from kb.cite.verify import Verification, VerificationStatus, pin_verified, verify

__all__ = [
    "Change",
    "PageRef",
    "PinCite",
    "Relocation",
    "Verification",
    "VerificationStatus",
    "change",
    "cite_text",
    "locate",
    "page_text",
    "pin",
    "pin_verified",
    "relocate",
    "verify",
    "where",
]
