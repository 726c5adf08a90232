"""What the address of the document page names, and which part of the text is shown for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.models import Document
from kb.span import Span
from ui.web.document.reading import ReadingView, page_at, page_view, paged, stretch
from ui.web.numbers import number_in


@dataclass(frozen=True, slots=True)
class DocumentAddress:
    """A passage, a page of the file (from 1), a section or an offset; ``problem`` is what is wrong
    with the address."""

    target: Span | None = None
    page: int | None = None
    section: int | None = None
    at: int | None = None
    problem: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str], document: Document) -> DocumentAddress:
        """What the query parameters name in ``document``; what it does not have is left out."""
        start, end = number_in(parameters, "start"), number_in(parameters, "end")
        target, problem = None, ""
        if start is not None and end is not None:
            if start < end <= len(document.text):
                target = Span(start, end)
            else:
                problem = (
                    f"The link names characters {start} to {end}, but the document has "
                    f"{len(document.text):,}. It may have been read again since the link was "
                    "made. The beginning is shown."
                )
        section = number_in(parameters, "section")
        if section is not None and section >= len(document.sections):
            section = None
            problem = "The link names a section that the document does not have."
        return cls(
            target, number_in(parameters, "page"), section, number_in(parameters, "at"), problem
        )

    def view(self, document: Document) -> tuple[ReadingView, int]:
        """What is shown, and for a PDF the position of its page."""
        section = None if self.section is None else document.sections[self.section].span
        if not paged(document):
            start = self.at
            if start is None and section is not None and self.target is None:
                start = section.start
            return stretch(document, self.target, start), 0
        position = 0
        if self.page is not None:
            wanted = self.page - 1
            indexes = [p.index for p in document.pages]
            position = min(range(len(indexes)), key=lambda i: abs(indexes[i] - wanted))
        elif self.target or section:
            position = page_at(document, self.target or section or Span(0, 0))
        return page_view(document, position, self.target), position
