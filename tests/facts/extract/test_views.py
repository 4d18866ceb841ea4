from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.facts.extract.text.sentences import sentence_spans
from kg.facts.extract.text.views import plain_view


@given(st.text(max_size=400))
def test_the_plain_view_keeps_every_offset(text: str) -> None:
    assert len(plain_view(text)) == len(text)


@given(st.text(max_size=400))
def test_sentences_lie_in_order_and_do_not_overlap(text: str) -> None:
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        last = end


def test_titles_and_initials_end_no_sentence() -> None:
    text = "Lt. Gen. A. Brandt met Mr. Osei. They talked. “Not now.” He left."
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Lt. Gen. A. Brandt met Mr. Osei.",
        "They talked.",
        "“Not now.”",
        "He left.",
    ]


def test_a_line_in_capitals_is_calmed_and_acronyms_stay() -> None:
    view = plain_view("TALKS BETWEEN THE UN AND VARDIA RESUME", frozenset({"UN"}))
    assert view == "Talks Between the UN and Vardia Resume"
