"""The questions on the example corpus, with the answers that a careful reader of it gives."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from kg.corpus import Corpus
from kg.errors import NotFound, UsageError
from kg.facts import sheets
from kg.queries.answer import sources_of
from kg.queries.registry import ask, find_question, questions
from kg.store import MemoryStore
from kg.store.base import View
from kg.store.sync import sync

BASE = "https://w3id.org/sulh/id/"
DOHA = "round/pakistan-afghanistan-doha-2025-10"
ISTANBUL = "round/pakistan-afghanistan-istanbul-2025-10"
NOVEMBER = "round/pakistan-afghanistan-istanbul-2025-11"


def rows(view: View, name: str, **values: str) -> list[dict[str, Any]]:
    return ask(view, name, base=BASE, **values).rows


def label(ref: dict[str, str] | None) -> str | None:
    return ref["label"] if ref else None


def test_1_who_attended(example_view: View) -> None:
    found = rows(example_view, "attendance", round=ISTANBUL)
    people = {label(row["person"]): row for row in found}
    assert {"Rahmatullah Mujib", "Anas Haqqani", "Noor Ahmad Noor", "Suhail Shaheen"} <= set(people)
    assert {label(row["for"]) for row in found} == {"Afghanistan", "Pakistan"}
    mujib = people["Rahmatullah Mujib"]
    assert mujib["roles"] == ["head"] and mujib["contested"]
    assert [post.lower() for post in mujib["posts"]] == ["deputy interior minister"]
    assert set(sources_of(mujib)) == {"jago-times-2025-10", "samaa-2025-10-25"}
    unnamed = [row for row in found if row["person"] is None]
    assert [row["organisation"] for row in unnamed] == [["Ministry of Foreign Affairs"]]
    assert not people["Anas Haqqani"]["contested"]


def test_2_who_led(example_view: View) -> None:
    found = rows(example_view, "leaders")
    afghan = {
        label(row["person"])
        for row in found
        if row["round"]["id"] == ISTANBUL and label(row["for"]) == "Afghanistan"
    }
    assert afghan == {"Rahmatullah Mujib", "Rahmatullah Najib", "Haji Najeeb", "Najib Haqqani"}
    november = {label(r["person"]) for r in found if r["round"]["id"] == NOVEMBER}
    assert november == {"Abdul Haq Wasiq", "Asim Malik"}


def test_3_who_mediated(example_view: View) -> None:
    found = {row["actor"]["id"]: row for row in rows(example_view, "third-parties", round=ISTANBUL)}
    assert found["actor/turkiye"]["roles"] == ["host", "mediator"]
    assert found["actor/qatar"]["roles"] == ["mediator"]
    assert set(sources_of(found["actor/qatar"])) == {"pa-x-2025-10-30", "trt-world-2025-10"}


def test_4_where_sources_disagree(example_view: View) -> None:
    found = {(r["property"], r["subject"]["id"]): r for r in rows(example_view, "contested")}
    assert {p for p, _ in found} >= {"head", "size", "dates", "post", "ordinal", "outcome", "role"}
    size = found["size", "delegation/pakistan-afghanistan-istanbul-2025-10/pakistan"]
    assert {v["label"]: v["sources"] for v in size["values"]} == {
        "2": ["htn-world-2025-10-25"],
        "7": ["samaa-2025-10-25"],
    }
    assert size["verdict"] == "incompatible"
    partial = found["third-party", ISTANBUL]
    assert partial["verdict"] == "partial"
    truce = {value["label"] for value in found["commitment-type", DOHA]["values"]}
    assert {"immediate", "temporary", "permanent"} <= truce
    embassy = next(row for (p, s), row in found.items() if p == "post" and "qatar" in s)
    assert {value["label"] for value in embassy["values"]} == {
        "Anas Haqqani",
        "Noor Ahmad Noor",
        "Suhail Shaheen",
    }


def test_4_reprints_count_once(example_view: View) -> None:
    found = rows(example_view, "support", round=ISTANBUL)
    qatar = next(
        row for row in found if label(row["subject"]) == "Qatar" and row["kind"] == "third party"
    )
    assert len(sources_of(qatar)) == 2 and qatar["independent"] == 1


def test_5_the_sentence_behind_an_edge(example_view: View) -> None:
    found = ask(
        example_view, "evidence", base=BASE, **{"from": "person/anas-haqqani", "to": ISTANBUL}
    ).rows
    assert {row["kind"] for row in found} == {"Participation"}
    assert all("Anas Haqqani" in item["quote"] for row in found for item in row["evidence"])


def test_6_what_was_committed(example_view: View) -> None:
    found = rows(example_view, "commitments", round=DOHA)
    types = {row["type"] for row in found if row["action"] == "made"}
    assert {"ceasefire", "follow-up-meeting"} <= types
    ceasefire = next(r for r in found if r["type"] == "ceasefire" and r["action"] == "made")
    assert {label(actor) for actor in ceasefire["by"]} == {"Afghanistan", "Pakistan"}


def test_9_what_each_round_produced(example_view: View) -> None:
    found = {row["round"]["id"]: row for row in rows(example_view, "outcomes")}
    assert found[NOVEMBER]["outcome"] == ["no-agreement"]
    assert found[ISTANBUL]["contested"]
    assert {"joint-statement", "no-agreement"} <= set(found[ISTANBUL]["outcome"])


def test_14_when_and_how_exact(example_view: View) -> None:
    found = {row["dates"]: row for row in rows(example_view, "dates", round=DOHA)}
    assert found["2025-10-18/2025-10-19"]["latest"] == "2025-10-19"
    assert found["2025-10"]["earliest"] == "2025-10-01"
    assert {"2025-10-18", "2025-10-19"} <= set(found)
    assert all(row["contested"] for row in found.values())


def test_18_rounds_of_a_process_and_rival_numbers(example_view: View) -> None:
    found = {
        row["round"]["id"]: row
        for row in rows(example_view, "numbering", process="pakistan-afghanistan-2025")
    }
    assert set(found) >= {DOHA, ISTANBUL, NOVEMBER}
    assert found[ISTANBUL]["ordinal"] == [1, 2] and found[ISTANBUL]["contested"]


def test_29_unnamed_or_only_a_number(example_view: View) -> None:
    found = rows(example_view, "unnamed", round=ISTANBUL)
    assert sorted(row["size"] for row in found if row["size"]) == [2, 7]
    assert [row["organisation"] for row in found if not row["size"]] == [
        ["Ministry of Foreign Affairs"]
    ]


OF_A_GRAPH = [question for question in questions() if question.record != "since"]


@pytest.mark.parametrize("question", OF_A_GRAPH, ids=lambda q: q.name)
def test_every_question_answers_its_example_with_words_of_the_text(
    question, example_view: View, example: Path
) -> None:
    name, *values = shlex.split(question.example)
    given = dict(zip([p.name for p in question.parameters], values, strict=False))
    corpus = Corpus.open(example)
    for row in ask(example_view, name, base=BASE, **given).rows:
        for item in row["evidence"]:
            text = corpus.source_text(item["source"])
            assert text is not None
            stands = text[item["start"] : item["end"]]
            assert stands.split() == item["quote"].split()


def test_all_thirty_two_questions_are_there() -> None:
    assert [question.number for question in questions()] == sorted(q.number for q in questions())
    assert {question.number for question in questions()} == set(range(1, 33))


def test_what_changed_is_asked_of_a_corpus(example_view: View) -> None:
    with pytest.raises(UsageError, match="sulh diff"):
        rows(example_view, "what-changed", date="2025-11-01")


def test_what_does_not_exist_is_said_with_a_hint(example_view: View) -> None:
    with pytest.raises(NotFound, match="attendance"):
        find_question("atendance")
    with pytest.raises(NotFound, match="Did you mean"):
        rows(example_view, "attendance", round="pakistan-afghanistan-doha-2025")
    with pytest.raises(UsageError, match="needs round"):
        rows(example_view, "attendance")
    with pytest.raises(UsageError, match="no parameter 'where'"):
        rows(example_view, "outcomes", where="x")


def test_a_value_is_never_a_part_of_the_query(example_view: View) -> None:
    for hostile in ("x> } DELETE { ?s ?p ?o", 'round/x"', "round/../../y z"):
        with pytest.raises((NotFound, UsageError)):
            rows(example_view, "attendance", round=hostile)


@pytest.mark.parametrize("name", ["commitments", "statements", "rounds", "third-parties"])
def test_a_question_about_a_round_is_answered_about_that_alone(
    example_view: View, name: str
) -> None:
    """Also where sources may leave the round out: what they say of others is not said of it."""
    everything = [row for row in rows(example_view, name) if row["round"]]
    for id in {row["round"]["id"] for row in everything}:
        about = [row for row in everything if row["round"]["id"] == id]
        assert rows(example_view, name, round=id) == about


@pytest.mark.parametrize("name", ["leaders", "outcomes", "numbering", "intervals"])
def test_a_question_about_a_process_passes_over_other_processes(tmp_path: Path, name: str) -> None:
    corpus = Corpus.init(tmp_path)
    for number, process in enumerate(("Harbour talks", "Valley talks")):
        corpus.add(sheets.loads(PROCESS.format(number=number, process=process)), None)
    store = MemoryStore()
    sync(corpus, store, base=BASE)
    with store.view() as view:
        assert len(rows(view, name)) == 2
        (found,) = rows(view, name, process="harbour")
    assert found["round"]["id"] == "round/harbour-doha-2025-10"


PROCESS = """
format: sulh-facts/1
source: {{id: paper-{number}}}
rounds:
- {{id: r, process: {process}, place: Doha, dates: 2025-1{number}-03, ordinal: 1, evidence: [x]}}
participants:
- {{round: r, person: Jane Doe, for: Qatar, roles: [head], evidence: [x]}}
"""
