"""What a file says of itself: the document information dictionary and the catalogue (ISO 32000-2 14.3.3, 7.7.2)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from tarmim.model.metadata import Metadata
from tarmim.model.unprintable import without_unprintable
from tarmim.pdf.objects import Dictionary, text_string
from tarmim.pdf.open import PdfFile

__all__ = ["date_of", "metadata_of", "plain_text"]

#: The longest text that is kept of a title, an author or a bookmark. By judgement: real ones have some hundred.
_MOST_CHARACTERS: Final = 2000
#: A language inside a text string: escape, code, escape (ISO 32000-2 7.9.2.2).
_LANGUAGE_CODE: Final = "\x1b[^\x1b]{0,16}\x1b"
#: Embeddings, overrides and isolates of directions: in a list of titles they would turn what stands after them.
_DIRECTION_CONTROLS: Final = "[\u202a-\u202e\u2066-\u2069]"
#: D:YYYYMMDDHHmmSSOHH'mm', of which all but the year may be left out (ISO 32000-2 7.9.4).
_DATE: Final = (
    r"(?:D:)?\s*(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d))?)?)?)?)?"
    r"\s*(?:(Z)(?:00'?(?:00'?)?)?|([+-])(\d\d)'?(?:(\d\d)'?)?)?\s*\Z"
)


def metadata_of(file: PdfFile, *, is_tagged: bool) -> Metadata:
    """Return what a file says of itself; what is damaged counts as not said."""
    information = file.information()
    catalogue = file.catalogue()
    return Metadata(
        title=_text(information, "Title"),
        author=_text(information, "Author"),
        subject=_text(information, "Subject"),
        keywords=_text(information, "Keywords"),
        creator=_text(information, "Creator"),
        producer=_text(information, "Producer"),
        created=_date(information, "CreationDate"),
        modified=_date(information, "ModDate"),
        pdf_version=max(file.version, catalogue.name("Version")[:_LONGEST_VERSION]),
        page_count=file.page_count,
        is_encrypted=file.is_encrypted,
        permissions=file.permissions,
        is_tagged=is_tagged,
        language=_language(catalogue),
    )


#: 1.7 or 2.0.
_LONGEST_VERSION: Final = 8


def plain_text(value: object) -> str:
    """Return a text string of the file on one line, without what a terminal would act on; "" for anything else."""
    if not isinstance(value, bytes):
        return ""
    text = re.sub(_LANGUAGE_CODE, "", text_string(value[: 4 * _MOST_CHARACTERS]))
    text = re.sub(_DIRECTION_CONTROLS, "", " ".join(text.split()))
    return without_unprintable(text)[:_MOST_CHARACTERS]


def date_of(text: str) -> datetime | None:
    """Return the time that a date of the file stands for, with its zone where it has one; None for what is no date.

    >>> date_of("D:20240229101500+03'00'").isoformat(), date_of("D:2024").isoformat(), date_of("yesterday")
    ('2024-02-29T10:15:00+03:00', '2024-01-01T00:00:00', None)
    """
    found = re.match(_DATE, text)
    try:
        if found is None:
            return datetime.fromisoformat(text)
        parts = zip(found.group(1, 2, 3, 4, 5, 6), (1, 1, 1, 0, 0, 0), strict=True)
        year, month, day, hour, minute, second = (int(part) if part else least for part, least in parts)
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(found))
    except ValueError:
        return None


def _zone(found: re.Match[str]) -> timezone | None:
    utc, sign, hours, minutes = found.group(7, 8, 9, 10)
    if utc or sign is None:
        return UTC if utc else None
    away = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-away if sign == "-" else away)


def _text(dictionary: Dictionary | None, key: str) -> str | None:
    return plain_text(dictionary.get(key)) or None if dictionary is not None else None


#: A tag of a language: a language of two to eight letters, or x, then subtags (RFC 5646 2.1).
_LANGUAGE_TAG: Final = "(?:[A-Za-z]{2,8}|[xi])(?:-[A-Za-z0-9]{1,8})*"


def _language(catalogue: Dictionary) -> str | None:
    """Return the language that the file says it is in, None for what is no tag of a language."""
    found = _text(catalogue, "Lang")
    return found if found is not None and re.fullmatch(_LANGUAGE_TAG, found) else None


def _date(dictionary: Dictionary | None, key: str) -> datetime | None:
    text = _text(dictionary, key)
    return date_of(text) if text else None
