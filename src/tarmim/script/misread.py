"""Readings: stretches of text that are Arabic when their bytes are read with another table, and how sure that is.

What decides is the letters of the reading (see letter_pairs), the line they stand in and the rest of the document;
what is written in good French, German, Vietnamese or Persian gives no reading at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tarmim.model.edit import Cause
from tarmim.script.codepages import ARABIC_TABLES, READERS, Reader, mac_only, reader, western_to
from tarmim.script.letter_pairs import surprise

__all__ = ["Decoding", "read_as_arabic", "read_as_utf8"]


@dataclass(frozen=True, slots=True)
class Decoding:
    """text[start:end] read as `text`; `widths` says how many characters each of its characters was."""

    start: int
    end: int
    text: str
    cause: Cause
    widths: Sequence[int] | None


# ------------------------------------------------------------------ how much a reading looks like Arabic

#: Bits a letter of chance costs: log2 of 40 letters. What words cost less is evidence for words.
_CHANCE_BITS = 5.3

#: What a sign costs that has no place in Arabic words: an accented letter left over, a mark on no letter.
_FOREIGN_SIGN_BITS = 8.0

#: Letters, marks and tatweel of Arabic script, joiners among them: a word.
_WORD = "[\u0610-\u061a\u0620-\u065f\u0670-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u200c\u200d]+"

#: What words do not hold: letters that are rare in every alphabet the pairs were counted in, marks that follow no
#: letter, tanwin damm and tanwin kasr inside a word, signs and digits inside a word.
_STRANGE = (
    "[\u0672\u0673\u0675-\u0678\u067a-\u067d\u067f-\u0685\u0687\u068a-\u0690\u0692-\u0697\u0699-\u06a8"
    "\u06aa-\u06ae\u06b0-\u06b9\u06bb-\u06bd\u06bf\u06c3-\u06cb\u06cd-\u06d1\u06d3]"
    "|(?<![\u0620-\u065f\u0670-\u06d3])[\u064b-\u0652]"
    "|[\u064c\u064d](?=[\u0621-\u064a])"
    "|(?<=[\u0621-\u06d3])[0-9#-&*+<-@\\[-`{-~\u00a2-\u00a9\u00ae-\u00b9\u00bc-\u00be\u0660-\u066a\u274a](?=[\u0621-\u06d3])"
)

#: Letters of the Western tables beyond ASCII, and the control codes that stand for letters where Latin-1 was read.
_HIGH = "\u0080-\u009f\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"


def _evidence(text: str) -> float:
    """Return the bits of evidence that the text is words in Arabic script."""
    bits, pairs = surprise(re.findall(_WORD, text))
    foreign = len(re.findall(f"[{_HIGH}]", text)) + len(re.findall(_STRANGE, text))
    return _CHANCE_BITS * pairs - bits - _FOREIGN_SIGN_BITS * foreign


# ------------------------------------------------------------------ UTF-8 read with a table of one byte a letter

#: Arabic letters a piece needs to prove itself. Two pairs such as O-slash section, U-grave quote are no language; in
#: the Arabic table the pairs are letters too, and Persian has a word of two (the magpie).
_LEAST_LETTERS = 2
_LEAST_LETTERS_1256 = 3

#: A word's mean surprise may exceed chance by this much: short names do, in one word of a hundred.
_RARE = -0.9

#: Proven pieces after which a file is held to be damaged throughout.
_LEAST_PROVEN_PIECES = 3

#: Of a line read as Windows-1256 at most this share of Arabic letters may stand outside the pieces.
_MOST_OUTSIDE_SHARE = 0.2

_SURE, _LIKELY, _UNSURE = 0.98, 0.93, 0.6


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    text: str
    widths: Sequence[int]
    arabic: int  # letters read from two characters each
    proven: bool


def read_as_utf8(text: str, name: str) -> list[Decoding]:
    """Return what of the text was UTF-8 and was read with the table of that name in READERS; in text order."""
    table = reader(name)
    if not re.search(table.piece, text):
        return []
    pieces = list(_pieces(text, table))
    proven = sum(piece.proven for piece in pieces)
    readings: list[Decoding] = []
    for line in _lines(text, pieces):
        readings.extend(_judged(text, line, table, proven))
    return readings


def _pieces(text: str, table: Reader) -> Iterator[_Piece]:
    known: dict[str, tuple[str, Sequence[int], int, bool]] = {}  # words come again
    for match in re.finditer(table.piece, text):
        found = known.get(match[0]) or known.setdefault(match[0], _weighed(match[0], table))
        yield _Piece(match.start(), match.end(), *found)


def _weighed(piece: str, table: Reader) -> tuple[str, Sequence[int], int, bool]:
    """Return the piece's reading, the widths, how many Arabic letters it has, and whether it proves itself."""
    proof = _LEAST_LETTERS_1256 if table.name == "cp1256" else _LEAST_LETTERS
    read, widths = table.read(piece)
    arabic = sum(width == 2 and "\u0600" <= letter <= "\u06ff" for letter, width in zip(read, widths, strict=True))
    arabic += sum("\ufb50" <= letter <= "\ufefc" for letter in read)
    certain = arabic >= proof + 2 and table.name in ("western", "cp1256")
    return read, widths, arabic, certain or (arabic >= proof and _reads_well(read, arabic, table))


def _reads_well(read: str, arabic: int, table: Reader) -> bool:
    """Tell whether what was read is words, or, where Windows-1252 or -1256 did the damage twice, will be."""
    if _evidence(read) > _RARE * arabic:
        return True
    if table.name != "cp1256" or re.fullmatch(table.piece, read) is None:
        return False
    again, _ = table.read(read)
    return _evidence(again) > _RARE * len(again)


def _lines(text: str, pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    end = -1
    for piece in pieces:
        if piece.start > end:
            if line:
                yield line
            line, end = [], text.find("\n", piece.start)
            end = len(text) if end < 0 else end
        line.append(piece)
    if line:
        yield line


def _judged(text: str, line: list[_Piece], table: Reader, proven: int) -> Iterator[Decoding]:
    here = any(piece.proven for piece in line)
    letters = sum(piece.arabic for piece in line if piece.proven)
    lone = False
    if table.name == "cp1256":
        if not here or _count_outside(text, line, "[\u0621-\u06d3]") > _MOST_OUTSIDE_SHARE * letters:
            line = [piece for piece in line if piece.proven]
        lone = proven == 1 and letters < 2 * _LEAST_LETTERS_1256
    foreign = 0.0 if here or table.name != "western" else _confidence_of_foreign(text, line)
    reason = f"each letter had become two signs: the file was UTF-8 and was read with {READERS[table.name]}"
    for piece in line:
        if piece.proven:
            confidence = _UNSURE if lone else _SURE
        elif here or (proven >= _LEAST_PROVEN_PIECES and piece.arabic and table.name != "cp1256"):
            confidence = _LIKELY
        else:
            confidence = foreign
        if confidence and text[piece.start : piece.end] != piece.text:
            yield Decoding(piece.start, piece.end, piece.text, Cause(reason, confidence), piece.widths)


def _confidence_of_foreign(text: str, line: list[_Piece]) -> float:
    """Return how sure a line without a misread Arabic word is UTF-8 read as Western.

    Only where all its accented letters are of that kind, as ftfy demands too, which knows what languages write.
    """
    if any(1 in piece.widths for piece in line) or _count_outside(text, line, "[\x80-\u024f]"):
        return 0.0
    from ftfy.badness import is_bad

    if not all(is_bad(text[piece.start : piece.end]) for piece in line):
        return 0.0
    return _UNSURE if any(piece.arabic for piece in line) else _LIKELY


def _count_outside(text: str, line: list[_Piece], letters: str) -> int:
    """Return how many of the letters stand in the line outside its pieces."""
    start = text.rfind("\n", 0, line[0].start) + 1
    end = text.find("\n", line[-1].end)
    whole = text[start : end if end >= 0 else len(text)]
    inside = sum(len(re.findall(letters, text[piece.start : piece.end])) for piece in line)
    return len(re.findall(letters, whole)) - inside


# ------------------------------------------------------------- an Arabic table of one byte a letter, read as Western

#: What may stand between the letters of a run: ASCII but letters and line feeds, the signs of Latin-1 and of
#: Windows-1252, Arabic stops and digits, spaces and direction marks.
_BETWEEN = "\\x00-\\x09\\x0b-@\\[-`{-\\x7f\u00a0-\u00bf\u2000-\u206f\u20ac\u2122\u060c\u061b\u061f\u0640\u0660-\u0669"

#: A run: from an accented letter that no Latin letter precedes, as far as neither a Latin letter nor a line's end is
#: met. One class repeated: linear.
_RUN = f"(?<![A-Za-z\u0100-\u024f\u1e00-\u1eff])[{_HIGH}][{_HIGH}{_BETWEEN}]*"

#: Stops that may end a run: inverted marks and signs where Arabic tables have comma, semicolon, question mark, point.
_STOPS = "\u00a1\u00ba\u00bf\u00ac\u00bb\u00ae"

#: Evidence, in bits, that decides by itself; that is worth reporting; and of all runs together, that lets a short run
#: follow the others. Runs of Greek, Russian, Hebrew, Thai and Chinese misread as Western reach 0 (tests/unit).
_DECIDING_BITS, _REPORTED_BITS, _MAJORITY_BITS = 11.0, 8.0, 40.0

#: Runs looked at to find the document's table.
_RUNS_SAMPLED = 400


def read_as_arabic(text: str) -> list[Decoding]:
    """Return what of the text was in an Arabic table of one byte a letter and was read as Western; in text order."""
    runs = list(_runs(text))
    name, total = _table_of([text[start:end] for start, end in runs[:_RUNS_SAMPLED]])
    table = western_to(name)
    was, read = ARABIC_TABLES[name], READERS["western"]
    reason = f"each letter had become another sign: the file was {was} and was read with {read}"
    readings: list[Decoding] = []
    for start, end in runs:
        run = text[start:end]
        evidence = _evidence(run.translate(table))
        confidence = _confidence(evidence, total, run)
        if confidence:
            cause = Cause(reason, confidence)
            readings.extend(_words(run, start, table, cause))
    return readings


def _confidence(evidence: float, total: float, run: str) -> float:
    if evidence >= _DECIDING_BITS and re.search(f"[{_HIGH}]{{3}}", run):
        return _SURE
    if total >= _MAJORITY_BITS and total > 4 * evidence and evidence > 0:
        return _LIKELY
    return _UNSURE if evidence >= _REPORTED_BITS else 0.0


def _table_of(runs: list[str]) -> tuple[str, float]:
    """Return the Arabic table that reads the runs best, and the evidence for it; between equals the first."""
    best, most = "cp1256", float("-inf")
    signs = sum(len(re.findall(f"[{re.escape(mac_only())}]", run)) for run in runs)
    for name in ARABIC_TABLES:
        table = western_to(name)
        total = sum(max(0.0, _evidence(run.translate(table))) for run in runs)
        total += signs if name == "mac_arabic" else 0  # its digits, and the stops and spaces it has twice
        if total > most:
            best, most = name, total
    return best, most


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(_RUN, text):
        run = match[0]
        if text[match.end() : match.end() + 1].isalpha():  # the last word goes on in other letters: not of the run
            run = run[: len(run) - len(_last_word(run))]
        end = len(run)
        while end and not _ends_run(run[end - 1]):
            end -= 1
        if end:
            yield match.start(), match.start() + end


def _last_word(run: str) -> str:
    place = len(run)
    while place and re.match(f"[{_HIGH}]", run[place - 1]):
        place -= 1
    return run[place:]


def _ends_run(sign: str) -> bool:
    return re.match(f"[{_HIGH}{_STOPS}]", sign) is not None


def _words(run: str, offset: int, table: Mapping[int, str], cause: Cause) -> Iterator[Decoding]:
    for match in re.finditer("[^\\x00-\\x7f]+", run):
        read = match[0].translate(table)
        if read != match[0]:
            yield Decoding(offset + match.start(), offset + match.end(), read, cause, (1,) * len(read))
