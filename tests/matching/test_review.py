"""Reviewing in the terminal, and judging by a command, as a person meets them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from desks import corpus_of

from kg.cli import run
from kg.corpus import Corpus

TWO = {"courier": [("Wahid Yaqoob", "Ruritania")], "gazette": [("Waheed Yaqub", "Ruritania")]}
A, B = "person/wahid-yaqoob", "person/waheed-yaqub"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    corpus_of(tmp_path / "corpus", TWO)
    return tmp_path / "corpus"


def sulh(desk: Path, *arguments: str) -> int:
    return run(["--corpus", str(desk), *arguments])


def type_in(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(keys) + "\n"))


def people(desk: Path, capsys: pytest.CaptureFixture[str]) -> int:
    capsys.readouterr()
    query = "SELECT DISTINCT ?p { ?x <https://w3id.org/sulh/ontology#person> ?p }"
    assert sulh(desk, "query", query, "--format", "json") == 0
    return len(json.loads(capsys.readouterr().out)["results"]["bindings"])


def test_both_sides_are_on_screen_and_one_key_joins_them(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, "s")
    assert sulh(desk, "review", "--by", "editor") == 0
    shown = capsys.readouterr().out
    assert "“Wahid Yaqoob was there”" in shown and "“Waheed Yaqub was there”" in shown
    assert "Oslo, May 2024" in shown and "yaqoob and yaqub are one name" in shown
    (line,) = Corpus.open(desk).judgement_lines()
    assert (line["verdict"], line["by"]) == ("same", "editor")
    assert people(desk, capsys) == 1
    assert sulh(desk, "review") == 0
    assert "Nothing is open" in capsys.readouterr().err


def test_back_takes_the_last_answer_back(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus_of(desk, {"herald": [("Mira Lund", "Elbonia")], "post": [("Mira Lundh", "Elbonia")]})
    type_in(monkeypatch, "sbdq")
    assert sulh(desk, "review", "--kind", "person", "--by", "editor") == 0
    assert [line["verdict"] for line in Corpus.open(desk).judgement_lines()] == [
        "same",
        "undone",
        "different",
    ]
    assert "1 judged" in capsys.readouterr().err


def test_nonsense_and_the_end_of_the_input_judge_nothing(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "x?")
    assert sulh(desk, "review") == 0
    assert Corpus.open(desk).judgement_lines() == []


def test_the_list_is_json_for_programs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sulh(desk, "review", "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert {one["a"]["id"], one["b"]["id"]} == {A, B}
    assert one["a"]["mentions"][0]["quote"].endswith("was there")


def test_judging_by_name_and_taking_it_back(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sulh(desk, "judge", "Wahid Yaqoob", B, "same", "--why", "one post") == 0
    assert people(desk, capsys) == 1
    assert sulh(desk, "judge", A, B, "undone") == 0
    assert people(desk, capsys) == 2


def test_a_name_that_nobody_bears_is_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sulh(desk, "judge", "Nobody", B, "same") == 2
    assert "Nothing here is called 'Nobody'" in capsys.readouterr().err


def test_check_reports_judgements_that_do_not_hold(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = Corpus.open(desk)
    for a, b, verdict in (
        (A, B, "same"),
        (A, "person/gone", "different"),
        (B, A, "different"),
        (A, B, "same"),
        (A, A, "same"),
        (A, "actor/ruritania", "same"),
        (B, "person/x", "same"),
        ("person/x", A, "same"),
        (A, "person/x", "different"),
    ):
        corpus.judge({"a": a, "b": b, "verdict": verdict, "by": "hand", "at": "2024-05-05"})
    assert sulh(desk, "check", "--json") == 1
    found = {(f["where"], f["severity"]) for f in json.loads(capsys.readouterr().out)}
    assert ("judgements.jsonl:5", "warning") in found
    assert ("judgements.jsonl:6", "error") in found


def test_check_reports_a_judgement_about_something_gone(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sulh(desk, "judge", A, B, "same") == 0
    assert sulh(desk, "retract", "gazette") == 0
    capsys.readouterr()
    assert sulh(desk, "check", "--json") == 0
    what = [f["what"] for f in json.loads(capsys.readouterr().out)]
    assert any(text.startswith(f"{B} is in no source") for text in what)
    assert len(Corpus.open(desk).judgement_lines()) == 1


def test_check_names_the_entity_file_that_holds_an_id_twice(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "entities.yaml").write_text(
        "entities:\n- {id: person/x, labels: {en: X}}\n- {id: person/x, labels: {en: Y}}\n", "utf-8"
    )
    assert sulh(desk, "check") == 1
    shown = capsys.readouterr().out
    assert "entities.yaml" in shown and "person/x is used twice" in " ".join(shown.split())


def test_the_same_id_elsewhere_joins_by_itself(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "entities.yaml").write_text(
        f"entities:\n- {{id: {A}, labels: {{en: Wahid Yaqoob}}, same_as: {{wikidata: Q7}}}}\n"
        f"- {{id: {B}, labels: {{en: Waheed Yaqub}}, same_as: {{wikidata: Q7}}}}\n",
        "utf-8",
    )
    assert people(desk, capsys) == 1
