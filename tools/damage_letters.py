"""Makers of damage to letters, marks and words, for tools/make_damage.py: what programs do to a page's glyphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tools.typesetting import wrapped

__all__ = ["codes_at_start", "late_shadda", "lost_glyph", "pulled_codes", "run_together", "split_words"]

LETTER = "\u0621-\u063a\u0641-\u064a"
SHADDA = "\u0651"
MARKS = "\u064b-\u0652\u0670"
TEH_MARBUTA = "\u0629"

#: What joins the letter behind it: only in a ligature does a mark come late, or in any two letters with one advance.
JOINS = "\u0626\u0628\u062a-\u062e\u0633-\u063a\u0641-\u0647\u064a"

#: Of the shaddas that can, so many come late: the rest are in pairs that the font has no ligature for.
LATE_SHARES = (0.5, 0.9)

#: How often a lost glyph is a ligature of two letters, and how often one place of it is lost and not every one.
LIGATURES = 0.08
ONE_PLACE = 0.5

#: Of the words and of the spaces, so many are split or lost.
SPLIT = 0.1
RUN = 0.1

#: So many paragraphs make a text: a single one need not show the damage.
TOGETHER = 5


def late_shadda(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write the shadda of one letter behind the next."""
    fitting = [paragraph for paragraph in paragraphs if SHADDA in paragraph]
    if not fitting:
        return None
    true, share = rng.choice(fitting), rng.choice(LATE_SHARES)
    bearer = JOINS if rng.random() < 0.5 else LETTER

    def late(match: re.Match[str]) -> str:
        return match[1] + match[3] + match[2] if rng.random() < share else match[0]

    damaged = re.sub(f"([{bearer}])({SHADDA}[\u064e-\u0650]?)([{LETTER}])", late, true)
    return (damaged, true) if damaged != true else None


def lost_glyph(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write a private code for a glyph: in one place of it, or in every place in the paragraph, as a font does.

    A glyph is a letter in one joining form, now and then a ligature of two letters.
    """
    true = rng.choice(paragraphs)
    words = [match.span() for match in re.finditer(f"(?<![{LETTER}])[{LETTER}]{{4,}}(?![{LETTER}])", true)]
    if not words:
        return None
    start, end = rng.choice(words)
    size = 2 if rng.random() < LIGATURES else 1
    place = rng.randrange(start + 1, end - size + 1)
    code, lost = chr(rng.randrange(0xE000, 0xF8FF)), true[place : place + size]
    if rng.random() < ONE_PLACE:
        return true[:place] + code + true[place + size :], true
    form = _form(true, place, size)
    return re.sub(re.escape(lost), lambda m: code if _form(true, m.start(), size) == form else lost, true), true


def _form(text: str, place: int, size: int) -> tuple[bool, bool]:
    """Return whether the letter before joins these, and whether a letter behind is joined by them."""
    joined = re.match(f"[{JOINS}]", text[place - 1 : place]) is not None
    return joined, re.match(f"[{LETTER}]", text[place + size : place + size + 1]) is not None


def pulled_codes(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Lose the end of a line's last word behind codes, and write the codes at the line's start.

    True is the text with the codes where the letters were: which letters is another question.
    """
    lines = wrapped(rng.choice(paragraphs), rng.randrange(55, 95))
    count = rng.choice((1, 2, 2))
    fitting = [k for k, line in enumerate(lines[:-1]) if re.search(f"^[{LETTER}]{{2,}}\\b.* [{LETTER}]{{3,}}$", line)]
    if not fitting:
        return None
    k = rng.choice(fitting)
    codes = "".join(chr(rng.randrange(0xE000, 0xF000)) for _ in range(count))
    whole, cut = lines[k], lines[k][:-count]
    damaged, true = [*lines], [*lines]
    damaged[k], true[k] = codes + cut, cut + codes
    assert whole.startswith(cut)
    return "\n".join(damaged), "\n".join(true)


def codes_at_start(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Leave codes at a line's start that belong there: its first letters were lost, or a sign stands before it.

    What pulled codes are taken for; true is the text as it stands.
    """
    lines = wrapped(rng.choice(paragraphs), rng.randrange(55, 95))
    fitting = [k for k, line in enumerate(lines[:-1]) if re.search(f"^[{LETTER}]{{4,}}\\b.* [{LETTER}]{{3,}}$", line)]
    if not fitting:
        return None
    k, count = rng.choice(fitting), rng.choice((1, 2, 2))
    codes = "".join(chr(rng.randrange(0xE000, 0xF000)) for _ in range(count))
    lines[k] = codes + lines[k][count if rng.random() < 0.5 else 0 :]
    return "\n".join(lines), "\n".join(lines)


def split_words(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Put a space into words, as where room between letters reads as one; teh marbuta is cut off first."""
    true = "\n".join(rng.sample(list(paragraphs), min(len(paragraphs), TOGETHER)))

    def part(match: re.Match[str]) -> str:
        place = len(match[0]) - 1 if match[0][-1] == TEH_MARBUTA else rng.randrange(1, len(match[0]))
        return f"{match[0][:place]} {match[0][place:]}" if rng.random() < SPLIT else match[0]

    damaged = re.sub(f"(?<![{LETTER}{MARKS}])[{LETTER}]{{4,}}(?![{LETTER}{MARKS}])", part, true)
    return (damaged, true) if damaged != true else None


def run_together(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Lose spaces between words."""
    true = "\n".join(rng.sample(list(paragraphs), min(len(paragraphs), TOGETHER)))
    between = f"(?<=[{LETTER}]{{2}}) (?=[{LETTER}]{{2}})"
    damaged = re.sub(between, lambda _: "" if rng.random() < RUN else " ", true)
    return (damaged, true) if damaged != true else None
