"""A PDF read, as plain text: a paragraph or a row of a table a line."""

from __future__ import annotations

from collections.abc import Iterator

from tarmim.model.document import Document

__all__ = ["write_text"]

_FORM_FEED = "\f"


def write_text(document: Document, *, page_breaks: bool = False) -> Iterator[str]:
    r"""Yield the document's text, which ends in a line feed; nothing for a document without text.

    page_breaks  put a form feed between pages, so that a text split at them has as many parts as there are pages; a
                 paragraph that goes on over a page's end stands, whole, before the form feed
    """
    if not page_breaks:
        yield from (document.text, "\n") if document.text else ()
        return
    for number, page in enumerate(document):
        text = page.text
        yield (_FORM_FEED if number else "") + text + ("\n" if text else "")
