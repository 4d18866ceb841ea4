"""Words broken at line ends are whole for reading and as printed for quoting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.sources.document import Block, Document, Zone
from kg.sources.hyphens import rejoin


def document(text: str) -> Document:
    broken = tuple(i for i in range(len(text) - 1) if text[i : i + 2] == "- ")
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Block(at, at + len(line), Zone.BODY))
        at += len(line) + 1
    return Document("x", text, tuple(lines), broken=broken)


def test_words_are_whole_again() -> None:
    joined = rejoin(document("five days of negotia- tions, non- military and Saudi- and US-led."))
    assert joined.document.text == "five days of negotiations, non-military and Saudi- and US-led."


def test_a_quote_goes_back_to_what_is_printed() -> None:
    joined = rejoin(document("after five days of negotia- tions in the town hall, by Oba- sanjo"))
    assert joined.original("days of negotiations in") == "days of negotia- tions in"
    assert joined.original("by Obasanjo") == "by Oba- sanjo"
    assert joined.original("after five") == "after five"
    assert joined.original("not there") == "not there"


def test_blocks_move_with_the_text() -> None:
    before = document("the sum- mer\nends in the au- tumn\nof a year")
    after = rejoin(before).document
    assert [after.block_text(b) for b in after.blocks] == [
        "the summer",
        "ends in the autumn",
        "of a year",
    ]


@given(st.text(alphabet="ab-n \n", max_size=60), st.data())
def test_every_stretch_has_its_original(text: str, data: st.DataObject) -> None:
    before = document(text)
    joined = rejoin(before)
    after = joined.document
    assert len(after.blocks) == len(before.blocks)
    start = data.draw(st.integers(0, len(after.text)))
    quote = after.text[start : data.draw(st.integers(start, len(after.text)))]
    original = joined.original(quote)
    assert original in before.text
    assert original.replace("-", "").replace(" ", "") == quote.replace("-", "").replace(" ", "")
