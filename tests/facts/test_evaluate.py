"""The score: a perfect sheet gets 1.0, and each kind of error lowers what it should."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.errors import UnsupportedLanguage, UsageError
from kg.facts.evaluate import Report, as_json, as_table, evaluate
from kg.facts.evaluate.names import People, defined_names, registry_names
from kg.facts.evaluate.report import as_errors
from kg.facts.model import Sheet
from kg.sources.document import Document

TEXT = """Second round of Norland talks opens in Bergdorf

The second round of talks between Norland and the Southern Front opened in Bergdorf on 4 May 2031.
Turkey hosts the talks. Norland's five-member delegation is led by Foreign Minister Ilse Brandt.
Deputy Justice Minister Omar Said is also there, with a colonel from the General Staff.
The first round was held in Turin in March 2031 and ended with a truce of thirty days.
The Southern Front demands the release of all prisoners.
“We have come to listen and to sign,” Brandt said.
Two soldiers were killed in a clash near Holm on 2 May 2031.
"""

GOLD: dict[str, Any] = {
    "format": "sulh-facts/1",
    "source": {"id": "example-2031-05-04", "published": "2031-05-04", "publisher": "Example"},
    "rounds": [
        {
            "id": "bergdorf",
            "ordinal": 2,
            "place": "Bergdorf",
            "dates": "2031-05-04/..",
            "status": "under-way",
            "parties": ["Norland", "Southern Front"],
            "evidence": ["The second round of talks"],
        },
        {
            "id": "turin",
            "ordinal": 1,
            "place": "Turin",
            "dates": "2031-03",
            "evidence": ["The first round was held in Turin in March 2031"],
        },
    ],
    "third_parties": [
        {
            "round": "bergdorf",
            "actor": "Turkey",
            "roles": ["host"],
            "evidence": ["Turkey hosts the talks."],
        }
    ],
    "delegations": [
        {
            "round": "bergdorf",
            "party": "Norland",
            "size": 5,
            "evidence": ["Norland's five-member delegation"],
        }
    ],
    "participants": [
        {
            "round": "bergdorf",
            "for": "Norland",
            "person": "Ilse Brandt",
            "posts": ["Foreign Minister"],
            "roles": ["head"],
            "evidence": ["led by Foreign Minister Ilse Brandt"],
        },
        {
            "round": "bergdorf",
            "for": "Norland",
            "person": "Omar Said",
            "posts": ["Deputy Justice Minister"],
            "evidence": ["Deputy Justice Minister Omar Said is also there"],
        },
        {
            "round": "bergdorf",
            "for": "Norland",
            "person": None,
            "posts": ["colonel from the General Staff"],
            "evidence": ["a colonel from the General Staff"],
        },
    ],
    "commitments": [
        {
            "round": "turin",
            "by": ["Norland", "Southern Front"],
            "type": "truce-fixed-term",
            "text": "A truce of thirty days.",
            "evidence": ["ended with a truce of thirty days"],
        }
    ],
    "positions": [
        {
            "round": "bergdorf",
            "by": "Southern Front",
            "kind": "demand",
            "text": "Release of all prisoners.",
            "evidence": ["The Southern Front demands the release of all prisoners."],
        }
    ],
    "statements": [
        {
            "speaker": "Ilse Brandt",
            "on_behalf_of": "Norland",
            "about": "bergdorf",
            "quote": "We have come to listen and to sign",
            "evidence": ["“We have come to listen and to sign,” Brandt said."],
        }
    ],
    "incidents": [
        {
            "type": "clash",
            "dates": "2031-05-02",
            "places": ["Holm"],
            "text": "Two soldiers were killed.",
            "evidence": ["Two soldiers were killed in a clash near Holm on 2 May 2031."],
        }
    ],
}

Change = Callable[[dict[str, Any]], None]


class Told:
    """An extractor that answers with a given sheet and keeps the document it saw."""

    def __init__(self, sheet: dict[str, Any]) -> None:
        self._sheet = Sheet.model_validate(sheet)
        self.seen: list[Document] = []

    def extract(self, document: Document) -> Sheet:
        self.seen.append(document)
        return self._sheet


class Unable:
    def extract(self, document: Document) -> Sheet:
        raise UnsupportedLanguage("only English is read")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.facts.yaml").write_text(yaml.safe_dump(GOLD), encoding="utf-8")
    return tmp_path


def score(folder: Path, *changes: Change) -> Report:
    sheet = json.loads(json.dumps(GOLD))
    for change in changes:
        change(sheet)
    return evaluate(folder, Told(sheet))


def test_a_perfect_sheet_scores_one(folder: Path) -> None:
    report = score(folder)
    assert (report.micro, report.macro, report.grounding) == (1.0, 1.0, 1.0)
    assert report.mistakes == []
    shares = [part.share for tally in report.kinds.values() for part in tally.parts.values()]
    assert set(shares) <= {1.0, None}


def test_an_empty_sheet_scores_nothing_but_invents_nothing(folder: Path) -> None:
    report = evaluate(folder, Told({"format": "sulh-facts/1", "source": {"id": "x"}}))
    assert (report.micro, report.macro, report.grounding) == (0.0, 0.0, 1.0)
    assert {m.what for m in report.mistakes} == {"miss"}


def put(kind: str, index: int, /, **values: Any) -> Change:
    return lambda sheet: sheet[kind][index].update(values)


def drop(kind: str, index: int) -> Change:
    def change(sheet: dict[str, Any]) -> None:
        del sheet[kind][index]

    return change


@pytest.mark.parametrize(
    ("change", "kind", "part", "share"),
    [
        (put("rounds", 1, place=None), "rounds", "place", 1 / 2),
        (put("rounds", 0, ordinal=None), "rounds", "ordinal", 1 / 2),
        (put("rounds", 0, dates="2031-05-04"), "rounds", "dates", 1 / 2),
        (put("rounds", 0, status="concluded"), "rounds", "status", 0.0),
        (put("rounds", 0, parties=["Norland"]), "rounds", "parties", 2 / 3),
        (put("third_parties", 0, roles=["mediator"]), "third_parties", "role", 0.0),
        (put("delegations", 0, size=7), "delegations", "size", 0.0),
        (put("participants", 0, roles=["member"]), "participants", "head or not", 2 / 3),
        (put("participants", 1, posts=["driver"]), "participants", "post", 2 / 3),
        (put("participants", 1, organisation="X"), "participants", "organisation", 0.0),
        (put("commitments", 0, round="bergdorf"), "commitments", "round", 0.0),
        (put("commitments", 0, deadline="2031-06"), "commitments", "deadline", 0.0),
        (put("statements", 0, on_behalf_of=None), "statements", "on_behalf_of", 0.0),
        (put("statements", 0, place="Bergdorf"), "statements", "place", 0.0),
        (put("incidents", 0, dates=None), "incidents", "dates", 0.0),
        (put("incidents", 0, places=[]), "incidents", "places", 0.0),
    ],
)
def test_a_wrong_part_lowers_that_part_and_nothing_else(
    folder: Path, change: Change, kind: str, part: str, share: float
) -> None:
    report = score(folder, change)
    assert report.micro == 1.0
    assert report.kinds[kind].parts[part].share == pytest.approx(share)
    assert [m.what for m in report.mistakes] == [f"wrong {part}"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (put("third_parties", 0, actor="Qatar"), "third_parties"),
        (put("third_parties", 0, round="turin"), "third_parties"),
        (put("delegations", 0, party="Southern Front"), "delegations"),
        (put("participants", 0, person="Ilse Brand"), "participants"),
        (put("participants", 0, **{"for": "Southern Front"}), "participants"),
        (put("participants", 2, posts=["driver"]), "participants"),
        (put("commitments", 0, by=["Norland"]), "commitments"),
        (put("commitments", 0, type="ceasefire"), "commitments"),
        (put("commitments", 0, action="reaffirmed"), "commitments"),
        (put("positions", 0, kind="proposal"), "positions"),
        (put("positions", 0, evidence=["Turkey hosts the talks."]), "positions"),
        (put("statements", 0, speaker="Omar Said"), "statements"),
        (put("statements", 0, quote="We have come"), "statements"),
        (put("incidents", 0, type="attack"), "incidents"),
    ],
)
def test_a_wrong_key_is_a_miss_and_a_false_alarm(folder: Path, change: Change, kind: str) -> None:
    report = score(folder, change)
    tally = report.kinds[kind]
    assert tally.correct == tally.gold - 1 == tally.found - 1
    assert sorted(m.what for m in report.mistakes if m.kind == kind) == ["false alarm", "miss"]
    others = [t for name, t in report.kinds.items() if name != kind]
    assert all(t.f1 == 1.0 for t in others)


@pytest.mark.parametrize("kind", [k for k in GOLD if isinstance(GOLD[k], list) and k != "rounds"])
def test_a_missing_fact_lowers_recall_and_a_twin_lowers_precision(folder: Path, kind: str) -> None:
    missing = score(folder, drop(kind, 0)).kinds[kind]
    assert missing.recall is not None
    assert missing.recall < 1.0
    twin = score(folder, lambda sheet: sheet[kind].append(sheet[kind][0])).kinds[kind]
    assert (twin.recall, twin.correct) == (1.0, twin.gold)
    assert twin.precision is not None
    assert twin.precision < 1.0


@pytest.mark.parametrize(
    "change",
    [
        put("rounds", 0, place="Oslo"),
        put("rounds", 0, ordinal=3),
        put("rounds", 0, dates="2031-04"),
        lambda sheet: sheet["rounds"][0].update(
            ordinal=None, dates=None, parties=["Norland", "Westland"]
        ),
    ],
)
def test_a_round_that_contradicts_or_says_too_little_is_another_round(
    folder: Path, change: Change
) -> None:
    report = score(folder, change)
    assert report.kinds["rounds"].correct == 1
    assert report.kinds["participants"].correct == 0


def test_a_round_matches_on_two_agreements(folder: Path) -> None:
    report = score(folder, put("rounds", 0, dates=None, parties=[], status=None))
    assert report.kinds["rounds"].correct == 2


def test_local_ids_do_not_matter(folder: Path) -> None:
    text = json.dumps(GOLD).replace('"bergdorf"', '"r1"').replace('"turin"', '"r2"')
    assert evaluate(folder, Told(json.loads(text))).micro == 1.0


def test_names_are_compared_without_spelling_titles_and_aliases(folder: Path) -> None:
    report = score(
        folder,
        put("third_parties", 0, actor="Türkiye"),
        put("participants", 0, person="Mrs. Brandt"),
        put("statements", 0, speaker="BRANDT ILSE"),
    )
    assert report.micro == 1.0


def test_a_surname_borne_by_two_is_nobody() -> None:
    people = People(["Ilse Brandt", "Karl Brandt", "Brandt", "Omar Said"])
    assert not people.same("Ilse Brandt", "Brandt")
    assert people.same("Said", "Omar Said")
    assert not people.same("Omar", "Omar Said")


def test_actors_by_alias_and_by_government() -> None:
    same = registry_names()
    assert same("Turkey", "Türkiye")
    assert same("the Government of Türkiye", "Turkiye")
    assert same("African Union (AU)", "African Union")
    assert not same("Norland", "Southern Front")


def test_a_short_form_that_the_text_explains_is_the_full_name() -> None:
    text = "The Northern Reef Council (NRC), and the ARF, or Archipelago Rescue Front, met."
    same = defined_names(text, registry_names())
    assert same("NRC", "Northern Reef Council")
    assert same("the Archipelago Rescue Front", "ARF")
    assert not same("NRC", "ARF")
    assert not same("NRC", "Norland")


def test_a_quote_that_the_text_does_not_hold_is_counted_apart(folder: Path) -> None:
    report = score(folder, put("third_parties", 0, evidence=["Turkey will host the talks."]))
    assert report.grounding == pytest.approx(1 - 1 / report.found)
    assert "not grounded" in {m.what for m in report.mistakes}


def test_evidence_may_be_folded_and_hyphenated(folder: Path) -> None:
    scanned = ["The Southern\nFront demands the re- lease of all prisoners."]
    assert score(folder, put("positions", 0, evidence=scanned)).kinds["positions"].correct == 1


def test_an_article_that_cannot_be_read_counts_as_empty(folder: Path) -> None:
    report = evaluate(folder, Unable())
    assert report.failures == [("a", "only English is read")]
    assert report.micro == 0.0


def test_the_extractor_is_told_when_the_article_appeared(folder: Path) -> None:
    extractor = Told(GOLD)
    evaluate(folder, extractor)
    assert extractor.seen[0].metadata.published == "2031-05-04"
    evaluate(folder, extractor, told=False)
    assert extractor.seen[1].metadata.publisher is None


def test_reports_read_well(folder: Path) -> None:
    report = score(folder, put("third_parties", 0, actor="Qatar"))
    assert "third_parties" in as_table(report)
    assert "macro-F1" in as_table(report)
    assert "“Turkey hosts the talks.”" in as_errors(report)
    assert as_errors(report, ["rounds"]) == ""
    data = json.loads(as_json(report, errors=True))
    assert data["kinds"]["third_parties"]["f1"] == 0.0
    assert data["kinds"]["rounds"]["parts"]["place"] == {"share": 1.0, "of": 2}
    assert {e["what"] for e in data["errors"]} == {"miss", "false alarm"}


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no"):
        evaluate(tmp_path, Unable())
