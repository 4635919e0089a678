"""Texts as codes: what the words of a document are where each letter is a code of a font."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tarmim.identity.decision.code_words import CodeWord, WordScorer
from tarmim.identity.readings import Code
from tarmim.language.models import load

SAMPLES = Path(__file__).parents[3] / "samples"

#: A story, a household and a school in Sorani, a language without a model here.
KURDISH = """
من لە ماڵەوە کتێبێکی نوێ دەخوێنمەوە و برایەکەم لە باخچەکە یاری دەکات
دایکم نانی گەرم ئامادە دەکات و باوکم لە کارگەکە دەگەڕێتەوە
ئەمڕۆ هەوا خۆشە و منداڵەکان لە دەرەوە گۆرانی دەڵێن
مامۆستاکەمان وانەیەکی نوێی لەسەر مێژووی شارەکە پێ گوتین
ئێوارە هەموومان لە ژوورەکەدا کۆبووینەوە و چیرۆکێکی درێژمان گوێ لێ گرت
گوندەکەمان لە نێوان دوو چیای بەرزدا هەڵکەوتووە و ڕووبارێکی سارد بە تەنیشتیدا دەڕوات
خەڵکی گوندەکە بەیانیان زوو هەڵدەستن و بەرەو کێڵگەکانیان دەڕۆن
کچەکە پەنجەرەکەی کردەوە و سەیری بەفری سەر لوتکەکانی کرد
"""


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text("utf-8")


def language(name: str = "ar") -> WordScorer:
    models = load(name)
    assert models is not None
    return WordScorer(models)


def in_codes(text: str, *, font: int = 0, spelling: Mapping[str, int] | None = None) -> Counter[CodeWord]:
    """Return the words of a text and how often each occurs; a letter's code is its code point, or `spelling` says."""
    numbers = spelling or {}
    words = re.split(r"\s+", text.strip())
    return Counter(tuple((font, numbers.get(char, ord(char))) for char in word) for word in words if word)


def sound(words: Mapping[CodeWord, int]) -> dict[Code, str]:
    """Return what the codes of words are, each its own code point."""
    return {symbol: chr(symbol[1]) for word in words for symbol in word if not isinstance(symbol, str)}
