"""Text inside XML."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["as_attribute", "as_content"]

#: What XML 1.0 cannot hold, escaped or not (section 2.2).
_UNWRITABLE: Final = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def as_content(text: str) -> str:
    """Return a text as it stands between tags; U+FFFD for what XML cannot hold.

    >>> as_content("a < b & c")
    'a &lt; b &amp; c'
    """
    found = re.sub(_UNWRITABLE, "\ufffd", text)
    return found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_attribute(text: str) -> str:
    """Return a text as an attribute's value, quoted; line breaks and tabulators are kept.

    >>> as_attribute('a "b"')
    '"a &quot;b&quot;"'
    """
    found = as_content(text).replace('"', "&quot;")
    return '"' + found.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;") + '"'
