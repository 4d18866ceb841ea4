"""What did we know on a day, what changed since, and how to cite it: through the command line."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli import run
from kg.corpus import Corpus
from kg.store.directory import DirectoryStore, discard
from kg.store.past import KEPT

ROUND = "ruritania-elbonia-oslo-2024-05"
FIRST = """\
format: sulh-facts/1
source: {id: gazette, title: Talks in Oslo, publisher: The Gazette, published: 2024-05-03}
rounds:
- {id: oslo, place: Oslo, dates: 2024-05-03, parties: [Ruritania, Elbonia],
   evidence: ["Envoys of Ruritania and Elbonia met in Oslo on 3 May 2024"]}
participants:
- {round: oslo, for: Ruritania, person: Ivan Petrov, roles: [head],
   evidence: ["Ivan Petrov led the team of Ruritania"]}
"""
TEXT = (
    "Envoys of Ruritania and Elbonia met in Oslo on 3 May 2024. "
    "Ivan Petrov led the team of Ruritania. Ivan Petroff, a minister, came too.\n"
)
SECOND = FIRST.replace("gazette", "herald").replace("The Gazette", "The Herald")


class Desk:
    """A corpus at work, and one beside it that only ever holds what it is given."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        run(["init", str(folder / "corpus")])

    def put(self, name: str, sheet: str, text: str = TEXT, corpus: str = "corpus") -> None:
        (self.folder / f"{name}.facts.yaml").write_text(sheet, "utf-8")
        (self.folder / f"{name}.txt").write_text(text, "utf-8")
        assert self.sulh("add", str(self.folder / f"{name}.facts.yaml"), corpus=corpus)[0] == 0

    def sulh(self, *arguments: str, corpus: str = "corpus") -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = run(["--corpus", str(self.folder / corpus), *arguments])
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err and "unexpected" not in err
        return code, out, err

    def now(self) -> str:
        """The moment of the last change."""
        return Corpus.open(self.folder / "corpus").recorded_until()

    def graph(self, *arguments: str, corpus: str = "corpus") -> bytes:
        target = self.folder / "out.nq"
        assert self.sulh("export", str(target), *arguments, corpus=corpus)[0] == 0
        return target.read_bytes()

    def sheet(self, id: str = "gazette") -> Path:
        return self.folder / "corpus" / "sheets" / f"{id}.facts.yaml"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path, capsys)
    made.put("one", FIRST)
    return made


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_past_is_what_a_corpus_of_that_day_holds(desk: Desk) -> None:
    """Added, edited by hand, judged, described, replaced and retracted later: all is undone."""
    then, before = desk.now(), desk.graph()
    desk.put("two", SECOND)
    edit(desk.sheet(), "Ivan Petrov\n", "Ivan Petroff\n")
    edit(
        desk.sheet(), "Ivan Petrov led the team of Ruritania", "Ivan Petroff, a minister, came too"
    )
    (desk.folder / "corpus" / "entities.yaml").write_text(
        "entities:\n- {id: place/oslo-town, kind: place, labels: {en: Oslo}}\n",
        "utf-8",
    )
    assert desk.sulh("build")[0] == 0
    assert desk.sulh("judge", "person/ivan-petrov", "person/ivan-petroff", "same")[0] == 0
    later, between = desk.now(), desk.graph()
    assert desk.sulh("retract", "gazette", "--why", "withdrawn")[0] == 0
    assert desk.sulh("check", "--no-shacl")[0] == 0
    assert desk.graph("--as-of", then) == before
    assert desk.graph("--as-of", later) == between
    assert len({before, between, desk.graph()}) == 3
    other = Desk(desk.folder / "other", desk.capsys)
    other.put("one", FIRST)
    assert other.graph() == before


def test_a_day_is_its_end_and_a_time_is_a_moment(desk: Desk) -> None:
    then = desk.now()
    desk.put("two", SECOND)
    today = then[:10]
    sources = "SELECT DISTINCT ?s { ?s a <https://w3id.org/sulh/ontology#Source> }"
    for date, count in ((then, 1), (today, 2), (desk.now(), 2), (today[:4], 2)):
        _, out, _ = desk.sulh("query", sources, "--format", "json", "--as-of", date)
        assert len(json.loads(out)["results"]["bindings"]) == count, date
    for date, says in (("yesterday", "is no date"), ("2024-13-01", "is no date"), ("", "DATE")):
        code, _, err = desk.sulh("diff", date)
        assert code in (1, 2) and (says in err or not date)
    code, _, err = desk.sulh("ask", "leaders", "--as-of", "1999-01-01")
    assert code == 1 and "its record begins on" in err


def test_building_the_past_says_which_corpus_that_was(desk: Desk) -> None:
    then = desk.now()
    hash = Corpus.open(desk.folder / "corpus").content_hash()
    desk.put("two", SECOND)
    code, out, _ = desk.sulh("build", "--as-of", then, "--json")
    assert code == 0 and json.loads(out)["hash"] == hash
    _, out, _ = desk.sulh("build", "--json")
    assert json.loads(out)["hash"] == Corpus.open(desk.folder / "corpus").content_hash() != hash


def test_what_changed_is_told_fact_by_fact(desk: Desk) -> None:
    then = desk.now()
    desk.put("two", SECOND)
    edit(desk.sheet(), "roles: [head]", "roles: [member]")
    edit(desk.sheet(), "format:", "reviewed_by: Editor\nformat:")
    desk.sulh("build")
    desk.sulh("judge", "person/ivan-petrov", "person/ivan-petrov-2", "same")
    code, out, _ = desk.sulh("diff", then, "--as", "json")
    found = json.loads(out)
    assert code == 0
    assert {(r["what"], r["kind"], r["source"]) for r in found} == {
        ("came", "source", "herald"),
        ("came", "rounds", "herald"),
        ("came", "participants", "herald"),
        ("changed", "source", "gazette"),
        ("changed", "participants", "gazette"),
    }
    changed = next(r for r in found if r["kind"] == "participants" and r["what"] == "changed")
    assert changed["fields"] == ["roles"]
    assert "head" in changed["before"] and "member" in changed["after"]
    assert "Ivan Petrov led the team" in changed["after"]
    _, table, _ = desk.sulh("diff", then)
    assert "came" in table and "herald" in table
    later = desk.now()
    desk.sulh("retract", "herald")
    went = json.loads(desk.sulh("diff", later, "--as", "json")[1])
    assert {(r["what"], r["source"]) for r in went} == {("went", "herald")}
    assert json.loads(desk.sulh("diff", then, later, "--as", "json")[1]) == found
    assert "Nothing changed" in desk.sulh("diff", desk.now())[2]


def test_judgements_and_entities_are_changes_too(desk: Desk) -> None:
    desk.put(
        "two",
        SECOND.replace("person: Ivan Petrov", "person: Ivan Petroff")
        .replace("Ivan Petrov led the team of Ruritania", "Ivan Petroff, a minister, came too")
        .replace(", roles: [head]", ""),
    )
    then = desk.now()
    made = desk.sulh(
        "judge", "person/ivan-petrov", "person/ivan-petroff", "same", "--why", "spelling"
    )
    assert made[0] == 0
    (desk.folder / "corpus" / "entities.yaml").write_text(
        "entities:\n- {id: person/ivan-petrov, kind: person, labels: {en: Ivan I. Petrov}}\n",
        "utf-8",
    )
    rows = json.loads(desk.sulh("diff", then, "--as", "json")[1])
    assert [(r["what"], r["kind"]) for r in rows] == [("came", "judgement"), ("came", "entity")]
    assert "spelling" in rows[0]["after"] and "Ivan I. Petrov" in rows[1]["after"]


def test_the_two_questions_about_the_record(desk: Desk) -> None:
    then = desk.now()
    edit(desk.sheet(), "Ivan Petrov\n", "Ivan Petroff\n")
    edit(
        desk.sheet(), "Ivan Petrov led the team of Ruritania", "Ivan Petroff, a minister, came too"
    )
    _, out, _ = desk.sulh("ask", "16", then, ROUND, "--json")
    knew = {text for row in json.loads(out)["rows"] for text in row["text"]}
    assert "Ivan Petrov" in knew and "Ivan Petroff" not in knew
    _, out, _ = desk.sulh("ask", "17", then, "--json")
    rows = json.loads(out)["rows"]
    assert [(r["what"], sorted(r["fields"])) for r in rows] == [("changed", ["evidence", "person"])]
    assert "Ivan Petroff" in desk.sulh("ask", "what-changed", then)[1]


def test_a_citation_gives_the_same_answer_later(desk: Desk) -> None:
    code, out, _ = desk.sulh("ask", "attendance", ROUND, "--cite", "--json")
    first = json.loads(out)
    cited = first["citation"]
    assert code == 0 and cited["corpus"] == Corpus.open(desk.folder / "corpus").content_hash()
    assert cited["sources"][0]["publisher"] == "The Gazette"
    assert cited["sources"][0]["accessed"][:2] == "20"
    desk.put("two", SECOND)
    edit(desk.sheet(), "roles: [head]", "roles: [member]")
    command = shlex.split(cited["command"])
    assert command[:2] == ["sulh", "ask"]
    assert (
        json.loads(desk.sulh(*command[1:2], "attendance", ROUND, "--json")[1])["rows"]
        != first["rows"]
    )
    again = json.loads(desk.sulh(*command[1:], "--cite", "--json")[1])
    assert again == first
    table = desk.sulh("ask", "attendance", ROUND, "--cite")[1]
    assert re.search(r"The same again: sulh ask attendance round=\S+ --as-of 20", table)


def test_the_same_folder_elsewhere_tells_the_same_past(desk: Desk) -> None:
    then = desk.now()
    desk.put("two", SECOND)
    expected = desk.graph("--as-of", then)
    shutil.copytree(
        desk.folder / "corpus", desk.folder / "copy", ignore=shutil.ignore_patterns(".sulh")
    )
    assert desk.graph("--as-of", then, corpus="copy") == expected


def test_files_put_in_and_taken_out_by_hand_are_on_record(desk: Desk) -> None:
    folder = desk.folder / "corpus"
    (folder / "sheets" / "herald.facts.yaml").write_text(SECOND, "utf-8")
    (folder / "sources" / "herald.txt").write_text(TEXT, "utf-8")
    with_both = desk.graph()
    then = desk.now()
    (folder / "sheets" / "herald.facts.yaml").unlink()
    (folder / "sources" / "herald.txt").unlink()
    assert desk.sulh("build")[0] == 0
    assert [line["what"] for line in Corpus.open(folder).journal()][-1] == "gone"
    assert desk.graph("--as-of", then) == with_both != desk.graph()


def test_a_past_that_cannot_be_told_is_not_made_up(desk: Desk) -> None:
    desk.put("two", SECOND)
    desk.sulh("judge", "person/ivan-petrov", "actor/ruritania", "different")
    Corpus.open(desk.folder / "corpus").judge(
        {"a": "person/a", "b": "person/b", "verdict": "different", "by": "X", "at": "2024-01-01"}
    )
    desk.sulh("build")
    then = desk.now()
    edit(desk.sheet(), "roles: [head]", "roles: [member]")
    desk.sulh("build")
    shutil.rmtree(desk.folder / "corpus" / "history")
    code, _, err = desk.sulh("ask", "leaders", "--as-of", then)
    assert code == 1 and "history/" in err and "cannot be told" in err
    (desk.folder / "corpus" / "judgements.jsonl").write_bytes(b"")
    code, _, err = desk.sulh("ask", "leaders", "--as-of", then)
    assert code == 1
    assert "judgements.jsonl was changed" in err or "cannot be told" in err


def test_who_is_withheld_now_is_withheld_in_the_past(desk: Desk) -> None:
    then = desk.now()
    (desk.folder / "corpus" / "entities.yaml").write_text(
        "entities:\n- {id: person/ivan-petrov, withheld: true}\n", "utf-8"
    )
    desk.put("two", SECOND)
    assert b"Petrov" not in desk.graph("--as-of", then)
    assert b"ivan-petrov" not in desk.graph("--as-of", then)
    for command in (("diff", then), ("ask", "16", then), ("ask", "leaders", "--cite")):
        _, out, err = desk.sulh(*command)
        assert "Petrov" not in out + err and "ame withheld" in out


def test_only_the_states_asked_for_last_stay_on_disk(desk: Desk) -> None:
    moments = []
    for number in range(KEPT + 3):
        desk.put(f"s{number}", FIRST.replace("gazette", f"s{number}"))
        moments.append(desk.now())
    for moment in moments:
        assert desk.sulh("ask", "attendance", f"round={ROUND}", "--as-of", moment)[0] == 0
    states = desk.folder / "corpus/.sulh/as-of"
    assert len(list(states.iterdir())) == KEPT
    again = desk.sulh("ask", "attendance", f"round={ROUND}", "--as-of", moments[0])
    assert again[0] == 0 and "Ivan Petrov" in again[1]


def test_a_state_that_is_being_read_is_not_taken_away(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "state")
    store.write("urn:g", [ox.Quad(*[ox.NamedNode("urn:x")] * 3)])
    with store.view():
        discard(tmp_path / "state")
        assert list((tmp_path / "state").glob("v-*/*"))
    store.close()
    discard(tmp_path / "state")
    assert not (tmp_path / "state").exists()
