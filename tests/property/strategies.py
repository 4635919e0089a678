"""Random text in which damage is likely: letters, marks, strokes, forms, numbers, stops, breaks, controls, mixed."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.alphabets import (
    BREAKS,
    CODES,
    CONTROLS,
    DIGITS,
    FORMS,
    KNOTS,
    LATIN,
    LETTERS,
    MARKS,
    OTHER_LETTERS,
    SPACES,
    STOPS,
    STROKES,
)

__all__ = ["any_text", "arabic_text", "lines", "unicode_text", "words"]

#: Parts of a word; a letter is the likeliest.
_word_parts = st.one_of(
    st.sampled_from(LETTERS),
    st.sampled_from(LETTERS),
    st.sampled_from(KNOTS),
    st.sampled_from(MARKS),
    st.sampled_from(STROKES),
    st.sampled_from(FORMS),
    st.sampled_from(OTHER_LETTERS),
)

words = st.lists(_word_parts, min_size=1, max_size=8).map("".join)

_between = st.one_of(
    st.just(" "),
    st.just(" "),
    st.sampled_from(SPACES),
    st.sampled_from(STOPS),
    st.sampled_from(DIGITS),
    st.sampled_from(LATIN),
    st.sampled_from(CONTROLS),
    st.sampled_from(CODES),
    st.sampled_from(BREAKS),
    st.sampled_from(MARKS),
)

_whole_words = st.one_of(words, words, words, st.sampled_from(DIGITS), st.sampled_from(LATIN))

#: A line long enough to look like a line of a paragraph.
lines = st.lists(_whole_words, min_size=1, max_size=14).map(" ".join)

#: Lines of like length with breaks between them: what the rule for wraps looks at.
_paragraphs = st.lists(st.tuples(lines, st.sampled_from(BREAKS)), min_size=1, max_size=8).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)

#: Words and what stands between them, without order.
arabic_text = st.lists(st.one_of(words, _between, _between), max_size=40).map("".join)

#: Every character there is, those of the Arabic blocks more often; lone surrogates too.
unicode_text = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
        st.characters(min_codepoint=0x0750, max_codepoint=0x08FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF, categories=["Cs"]),
        st.characters(min_codepoint=0x1EC70, max_codepoint=0x1EEFF),
        st.characters(max_codepoint=0x00FF),
        st.characters(),
    ),
    max_size=80,
)

any_text = st.one_of(arabic_text, _paragraphs, unicode_text, st.tuples(arabic_text, _paragraphs).map("".join))
