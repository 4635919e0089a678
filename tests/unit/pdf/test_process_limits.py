"""What a host program set up in pikepdf is as it was once our files are closed."""

from __future__ import annotations

import logging
from typing import Any

import pikepdf
import pytest

import tarmim
from tarmim.pdf.document import open_document
from tarmim.pdf.process_limits import STREAM_LIMIT
from tests.unit.reading.sheets import line, made


def limit() -> int | bool:
    return pikepdf.settings.get_qpdf_limits()["flate_max_memory"]


def test_limits_hold_while_a_file_is_open_and_are_put_back() -> None:
    before = pikepdf.settings.get_qpdf_limits()
    with open_document(made(b"")):
        assert limit() == STREAM_LIMIT
    assert pikepdf.settings.get_qpdf_limits() == before


def test_the_last_of_several_files_puts_them_back() -> None:
    before = limit()
    first, second = open_document(made(b"")), open_document(made(b""))
    first.close()
    first.close()
    assert limit() == STREAM_LIMIT
    second.close()
    assert limit() == before


@pytest.mark.parametrize(
    "data", [b"no pdf", b"%PDF-1.7 broken", made(b"", encryption=pikepdf.Encryption(user="a", owner="b"))]
)
def test_a_file_that_cannot_be_opened_leaves_nothing_behind(data: bytes) -> None:
    before = limit()
    with pytest.raises(tarmim.TarmimError):
        open_document(data)
    assert limit() == before


def test_a_host_keeps_the_limits_it_chose() -> None:
    previous: dict[str, Any] = dict(pikepdf.settings.set_qpdf_limits(flate_max_memory=12345678))
    try:
        tarmim.extract(made(line("كتاب", 300)))
        assert limit() == 12345678
    finally:
        pikepdf.settings.set_qpdf_limits(**previous)


def test_the_logger_of_pikepdf_has_the_handlers_it_had() -> None:
    logger = logging.getLogger("pikepdf")
    before = list(logger.handlers)
    with open_document(made(b"")):
        assert logger.handlers
    assert logger.handlers == before


def test_where_the_limits_cannot_be_set_the_next_file_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**limits: int) -> None:
        raise RuntimeError("not today")

    with monkeypatch.context() as patch:
        patch.setattr(pikepdf.settings, "set_qpdf_limits", refuse)
        with pytest.raises(RuntimeError):
            open_document(made(b""))
    with open_document(made(b"")):
        assert limit() == STREAM_LIMIT
