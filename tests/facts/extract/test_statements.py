"""Quotations go to whoever says them, and to nobody where the text does not tell."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.extract.statements.quotes import quotes_in
from kg.facts.model import Sheet, Statement

Read = Callable[..., Sheet]
TITLE = "Second round of talks between Norway and Chad opens in Oslo"
OPENING = (
    "The second round of peace talks between Norway and Chad opened in Oslo on Monday. "
    "The Chadian delegation is led by Foreign Minister Idris Hamdoun."
)


def said(read: Read, *paragraphs: str) -> list[Statement]:
    return read(TITLE, OPENING, *paragraphs).statements


@pytest.mark.parametrize(
    "sentence",
    [
        "“We came to sign a real peace,” said Idris Hamdoun, who leads the delegation.",
        "“We came to sign a real peace,” Hamdoun told reporters in Bergen.",
        "Hamdoun told reporters: “We came to sign a real peace.”",
        'Speaking after the session, Hamdoun said: "We came to sign a real peace."',
        "The foreign minister, Idris Hamdoun, insisted that “we came to sign a real peace”.",
    ],
)
def test_the_speaker_is_found_wherever_the_verb_stands(read: Read, sentence: str) -> None:
    found = said(read, sentence)
    assert [s.speaker for s in found] == ["Idris Hamdoun"]
    assert "came to sign a real peace" in found[0].quote


def test_the_place_of_speaking_is_kept(read: Read) -> None:
    found = said(read, "“We came to sign a real peace,” Hamdoun told reporters in Bergen.")
    assert found[0].place == "Bergen"
    assert found[0].on_behalf_of == "Chad"


def test_a_quote_split_by_its_speaker_is_one(read: Read) -> None:
    found = said(read, "“The gaps that remain,” Hamdoun said, “are narrower than they were.”")
    assert [s.quote for s in found] == ["The gaps that remain, are narrower than they were."]


def test_two_sentences_around_the_speaker_are_two(read: Read) -> None:
    found = said(read, "“The gaps are narrower now,” Hamdoun said. “We will be back on Friday.”")
    assert [s.quote for s in found] == ["The gaps are narrower now", "We will be back on Friday."]
    assert {s.speaker for s in found} == {"Idris Hamdoun"}


def test_he_is_whoever_the_sentence_before_is_about(read: Read) -> None:
    found = said(
        read, "Hamdoun was in no hurry to leave. “We have time until the winter,” he said."
    )
    assert [s.speaker for s in found] == ["Idris Hamdoun"]


def test_he_is_nobody_when_the_sentence_before_is_about_nobody_named(read: Read) -> None:
    assert not said(
        read, "A diplomat was less kind. “They have talked for a week about chairs,” he said."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "“They have talked for a week about chairs,” a senior official said on Tuesday.",
        "Hamdoun spoke of “open war”.",
        "The joint statement said: “The sides held frank talks and will meet again.”",
        "My father used to say, “A man who counts steps will not climb.”",
    ],
)
def test_no_statement_without_a_known_speaker_or_a_sentence(read: Read, sentence: str) -> None:
    assert not said(read, sentence)


def test_an_office_may_speak_without_a_name(read: Read) -> None:
    found = said(
        read,
        "Chad’s Ministry of Foreign Affairs said the talks were useful.",
        "“We are in Oslo with the same intent as in Accra,” the spokesperson said.",
    )
    assert [(s.speaker, s.post) for s in found] == [(None, "spokesperson")]
    assert found[0].organisation == "Ministry of Foreign Affairs"


def test_turns_of_a_transcript_belong_to_those_who_have_the_floor(read: Read) -> None:
    found = read(
        "Transcript: briefing on the Oslo peace talks",
        "We are joined by Ingrid Solheim, the mediator of the talks between Norway and Chad.",
        "MODERATOR: Welcome to all of you, and please say your names.",
        "MS. SOLHEIM: The delegations met this morning and they will meet again tomorrow.",
        "QUESTION: Is there a date for the next round of the talks?",
        "MS. SOLHEIM: There is no date that I could give you today.",
        "MODERATOR: Thank you all for coming here today.",
    ).statements
    assert [s.speaker for s in found] == ["Ingrid Solheim", "Ingrid Solheim"]


def test_evidence_stands_in_the_text(read: Read) -> None:
    line = "“We came to sign a real peace,” said Hamdoun. “Others came to be photographed.”"
    for statement in said(read, line):
        assert all(quote in line for quote in statement.evidence)


@given(st.text(alphabet='“”"‘’«»„ \nabcA.,!?', max_size=200))
def test_quotes_never_overlap_and_stay_inside(text: str) -> None:
    found = quotes_in(text, 0, len(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_paragraph_of_nothing_but_marks_is_soon_read(read: Read) -> None:
    assert not said(read, '“ " ‘ ” said he, ' * 600)


def test_the_answers_of_an_interview_are_of_whom_the_head_names(read: Read) -> None:
    sheet = read(
        "We walked the corridor",
        "A conversation with Mara Lindqvist, who sat on the peace panel of Moldova in Oslo.",
        "Q: When did the delegations of Moldova and Ukraine meet?",
        "A: They met on 4 March for talks about a ceasefire, and I sat at the end of the table.",
        "Q: And the mediators?",
        "A: They walked between the two rooms all night.",
    )
    assert {s.speaker for s in sheet.statements} == {"Mara Lindqvist"}
    assert len(sheet.statements) == 2


def test_turns_in_a_parliament_go_by_titles(read: Read) -> None:
    sheet = read(
        "Record of the Senate on the talks between Moldova and Ukraine",
        "Sen. Abernathy: I ask the chair about the ceasefire talks of Moldova and Ukraine in Oslo.",
        "Sen. (Dr.) Brandt: The delegations met on 4 March and nobody has met since.",
        "Sen. Abernathy: That is no answer to what I asked about the mediators.",
    )
    assert [s.speaker for s in sheet.statements] == ["Abernathy", "Brandt", "Abernathy"]
