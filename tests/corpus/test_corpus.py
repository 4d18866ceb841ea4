"""The corpus folder: all or nothing, nothing twice, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.corpus import Corpus
from kg.errors import CorpusError, CorpusMissing, GroundingError, NotFound, SheetError
from kg.facts import sheets
from kg.facts.model import Sheet

TEXT = "Talks in Oslo\n\nEnvoys of Ruritania and Elbonia met in Oslo on 3 May 2024.\n"


def sheet(id: str = "gazette-2024-05-03", **more: object) -> Sheet:
    return Sheet.model_validate(
        {
            "source": {"id": id, "title": "Talks in Oslo"},
            "rounds": [
                {
                    "id": "oslo",
                    "place": "Oslo",
                    "dates": "2024-05-03",
                    "parties": ["Ruritania", "Elbonia"],
                    "evidence": ["Envoys of Ruritania and Elbonia met in Oslo on 3 May 2024"],
                }
            ],
            **more,
        }
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus.init(tmp_path / "corpus")


def test_what_is_added_is_there(corpus: Corpus) -> None:
    assert corpus.add(sheet(), TEXT).what == "added"
    again = Corpus.open(corpus.folder)
    assert again.ids() == ["gazette-2024-05-03"]
    assert again.sheet("gazette-2024-05-03") == sheet()
    assert again.source_text("gazette-2024-05-03") == TEXT
    assert [(line["what"], line["source"]) for line in again.journal()] == [
        ("added", "gazette-2024-05-03")
    ]


def test_adding_twice_changes_nothing(corpus: Corpus) -> None:
    corpus.add(sheet(), TEXT)
    before = {p: p.read_bytes() for p in corpus.folder.rglob("*") if p.is_file()}
    assert corpus.add(sheet(), TEXT).what == "unchanged"
    assert {p: p.read_bytes() for p in corpus.folder.rglob("*") if p.is_file()} == before


def test_a_reviewed_sheet_is_never_overwritten_by_a_reader(corpus: Corpus) -> None:
    corpus.add(sheet(reviewed_by="Editor"), TEXT)
    assert corpus.add(sheet(), TEXT).what == "kept"
    assert corpus.sheet("gazette-2024-05-03").reviewed_by == "Editor"


def test_the_earlier_sheet_stays_in_history(corpus: Corpus) -> None:
    corpus.add(sheet(), TEXT)
    before = corpus.sheet_hash("gazette-2024-05-03")
    assert corpus.add(sheet(reviewed_by="Editor"), TEXT).what == "replaced"
    corpus.retract("gazette-2024-05-03", why="mistaken")
    assert sheets.load(corpus.folder / "history" / f"{before}.yaml") == sheet()
    assert [line["what"] for line in corpus.journal()] == ["added", "replaced", "retracted"]
    assert corpus.journal()[-1]["why"] == "mistaken"
    assert corpus.ids() == [] and corpus.source_text("gazette-2024-05-03") is None


def test_a_wrong_quote_is_refused_and_nothing_is_kept(corpus: Corpus) -> None:
    with pytest.raises(GroundingError):
        corpus.add(sheet(), "Another text altogether.\n")
    assert corpus.ids() == [] and corpus.journal() == []
    assert list((corpus.folder / "sources").iterdir()) == []


def test_the_hash_follows_the_content(corpus: Corpus) -> None:
    empty = corpus.content_hash()
    corpus.add(sheet(), TEXT)
    full = corpus.content_hash()
    corpus.retract("gazette-2024-05-03")
    assert empty == corpus.content_hash() != full


def test_what_is_not_there_is_said_plainly(tmp_path: Path, corpus: Corpus) -> None:
    with pytest.raises(CorpusMissing, match="sulh init"):
        Corpus.open(tmp_path / "nowhere")
    for id in ("unknown", "../corpus/x", ".hidden"):
        with pytest.raises(NotFound):
            corpus.sheet(id)
    with pytest.raises(NotFound):
        corpus.retract("unknown")


def test_a_file_under_the_wrong_name_and_a_torn_line_are_found(corpus: Corpus) -> None:
    corpus.add(sheet(), TEXT)
    path = corpus.folder / "sheets" / "gazette-2024-05-03.facts.yaml"
    path.rename(path.with_name("other.facts.yaml"))
    with pytest.raises(SheetError, match="named for"):
        corpus.sheet("other")
    with (corpus.folder / "journal.jsonl").open("a") as journal:
        journal.write('{"what": "add')
    with pytest.raises(CorpusError, match=r"journal\.jsonl:2"):
        corpus.journal()


@pytest.mark.parametrize("change", ["add", "retract", "build"])
def test_a_change_killed_anywhere_leaves_before_or_after(
    corpus: Corpus, tmp_path: Path, change: str
) -> None:
    corpus.add(sheet("first-2024"), TEXT)
    new = tmp_path / "work" / "new"
    new.mkdir(parents=True)
    (new / "n.facts.yaml").write_text(sheets.dumps(sheet("second-2024")), "utf-8")
    (new / "n.txt").write_text(TEXT, "utf-8")
    script = Path(__file__).with_name("killing.py")
    command = [sys.executable, script, corpus.folder, tmp_path / "work", change]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["between"] == 0
    assert found["before"] >= 1 and found["after"] >= 5
