"""Files encrypted anew, and files whose encryption is damaged (ISO 32000-2 7.6).

Keys and initialisation vectors are random, whatever the seed: these mutants alone come out otherwise each time.
"""

from __future__ import annotations

import io
import re
from random import Random
from typing import Final, Literal

import pikepdf

from tests.fuzz.damage_bytes import change_numbers, flip, keyword_damage

__all__ = ["damage_encryption", "encrypt"]

#: Revisions of the standard security handler: RC4 of 40 and 128 bits, AES of 128 and 256 (7.6.4).
_REVISIONS: Final[tuple[Literal[2, 3, 4, 6], ...]] = (2, 3, 4, 6)
_ENTRIES: Final = (
    b"/Encrypt",
    b"/AESV3",
    b"/AESV2",
    b"/V ",
    b"/R ",
    b"/ID",
    b"/Standard",
    b"/CF",
    b"/StmF",
    b"/O ",
    b"/U ",
)


def encrypt(random: Random, data: bytes) -> bytes:
    """Encrypted soundly, mostly without a user password."""
    revision, user = random.choice(_REVISIONS), random.choice(("", "", "", "secret"))
    is_aes = revision >= 4
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            out = io.BytesIO()
            how = pikepdf.Encryption(owner="owner", user=user, R=revision, aes=is_aes, metadata=is_aes)
            pdf.save(out, encryption=how, static_id=True)
            return out.getvalue()
    except pikepdf.PdfError:
        return data


def damage_encryption(random: Random, data: bytes) -> bytes:
    """Encrypted, and then the dictionary of the encryption, the file's name of itself or the bytes are damaged."""
    data = encrypt(random, data)
    start = max(0, data.find(b"/Standard") - 400)
    how = random.choice((change_numbers, flip, keyword_damage))
    if random.random() < 0.4:
        return data[:start] + how(random, data[start : start + 800]) + data[start + 800 :]
    if random.random() < 0.5:
        return flip(random, data)
    return re.sub(re.escape(random.choice(_ENTRIES)), random.choice((b"/X", b"/Standard", b"/V")), data, count=1)
