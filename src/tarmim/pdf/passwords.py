"""Passwords as PDF 2.0 has them: by the profile SASLprep (ISO 32000-2 7.6.4.3.3, RFC 4013)."""

from __future__ import annotations

__all__ = ["prepared"]


def prepared(password: str) -> str:
    r"""Return a password with its blanks and compatibility forms folded; one that may not be used comes back as it is.

    >>> prepared("\ufefb") == "\u0644\u0627", prepared("I\u00adX"), prepared("\u00a0a")
    (True, 'IX', ' a')
    """
    import stringprep
    import unicodedata

    mapped = "".join(
        " " if stringprep.in_table_c12(one) else one for one in password if not stringprep.in_table_b1(one)
    )
    return unicodedata.normalize("NFKC", mapped)
