"""The command line as a person meets it: what it does, says, and returns."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.cli import run
from kg.corpus import Corpus

SHEET = """\
format: sulh-facts/1
source: {id: gazette-2024-05-03, title: Talks in Oslo, published: 2024-05-03}
rounds:
- id: oslo
  place: Oslo
  dates: 2024-05-03
  parties: [Ruritania, Elbonia]
  evidence: ["Envoys of Ruritania and Elbonia met in Oslo on 3 May 2024"]
participants:
- {round: oslo, for: Ruritania, person: Ivan Petrov, roles: [head],
   evidence: ["Ivan Petrov led the team of Ruritania"]}
"""
TEXT = (
    "Talks in Oslo\n\nEnvoys of Ruritania and Elbonia met in Oslo on 3 May 2024. "
    "Ivan Petrov led the team of Ruritania.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a corpus and an article beside its sheet."""
    assert run(["init", str(tmp_path / "corpus")]) == 0
    (tmp_path / "oslo.txt").write_text(TEXT, "utf-8")
    (tmp_path / "oslo.facts.yaml").write_text(SHEET, "utf-8")
    return tmp_path


def sulh(desk: Path, *arguments: str) -> int:
    return run(["--corpus", str(desk / "corpus"), *arguments])


def test_from_a_sheet_to_an_answer(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sulh(desk, "add", str(desk / "oslo.facts.yaml")) == 0
    assert sulh(desk, "check") == 0
    capsys.readouterr()
    assert sulh(desk, "ask", "attendance", "ruritania-elbonia-oslo-2024-05", "--json") == 0
    row = json.loads(capsys.readouterr().out)["rows"][0]
    assert row["person"]["label"] == "Ivan Petrov" and row["roles"] == ["head"]
    assert sulh(desk, "ask", "attendance", "ruritania-elbonia-oslo-2024-05") == 0
    assert "Ivan Petrov" in capsys.readouterr().out


def test_adding_twice_says_unchanged(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = str(desk / "oslo.facts.yaml")
    sulh(desk, "add", sheet)
    capsys.readouterr()
    assert sulh(desk, "add", sheet, "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["what"] == "unchanged"


def test_retracting_empties_the_graph(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sulh(desk, "add", str(desk / "oslo.facts.yaml"))
    assert sulh(desk, "retract", "gazette-2024-05-03", "--why", "mistaken") == 0
    capsys.readouterr()
    query = "ASK { ?s <https://w3id.org/sulh/ontology#attended> ?o }"
    assert sulh(desk, "query", query, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["boolean"] is False


def test_view_and_export_write_files(desk: Path) -> None:
    sulh(desk, "add", str(desk / "oslo.facts.yaml"))
    page, quads = desk / "g.html", desk / "all.nq"
    assert sulh(desk, "view", "ruritania-elbonia-oslo-2024-05", "-o", str(page)) == 0
    assert "Ivan Petrov" in page.read_text("utf-8")
    assert sulh(desk, "export", str(quads)) == 0
    lines = quads.read_text("utf-8").splitlines()
    assert lines == sorted(lines) and not any("_:" in line for line in lines)


def test_a_rebuild_from_the_same_folder_is_byte_identical(desk: Path) -> None:
    sulh(desk, "add", str(desk / "oslo.facts.yaml"))
    sulh(desk, "export", str(desk / "one.nq"))
    shutil.rmtree(desk / "corpus" / ".sulh")
    sulh(desk, "build")
    sulh(desk, "export", str(desk / "two.nq"))
    assert (desk / "one.nq").read_bytes() == (desk / "two.nq").read_bytes()


def test_other_peoples_tables_come_in(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = desk / "events.csv"
    table.write_text(
        "med_event_ID,third_party,local_parties,Summary,Year,Month,Day,med_type,"
        "med_location - MULTISELECT,med_loc_cty,individual_med_named\n"
        "RUR202405-1,Norway; Qatar,Ruritania; Elbonia,They met.,2024,5,3,M,Oslo,Norway,A. Berg\n"
        ",x,y,z,2024,,,,,,\n",
        "utf-8",
    )
    assert sulh(desk, "import", "mend", str(table), "--json") == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == {"added": 1, "failed": 1} and ":3: " in err
    sheet = Corpus.open(desk / "corpus").sheet("mend-rur202405-1")
    assert [third.actor for third in sheet.third_parties] == ["Norway", "Qatar"]
    assert sheet.rounds[0].dates == "2024-05-03"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ""),
        ("wrong.facts.yaml", b"format: sulh-facts/1\nsource: {id: a}\nround: []\n", ":3"),
        (
            "lie.facts.yaml",
            SHEET.replace("met in Oslo on 3 May", "met in Rome on 3 May").encode(),
            "",
        ),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_goes_on(
    desk: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, says: str
) -> None:
    bad = desk / name
    bad.write_bytes(content)
    if name.startswith("lie"):
        (desk / "lie.txt").write_text(TEXT, "utf-8")
    assert sulh(desk, "add", str(bad), str(desk / "oslo.facts.yaml"), "--json") == 1
    out, err = capsys.readouterr()
    assert [row["what"] for row in json.loads(out)] == ["failed", "added"]
    lines = [line for line in err.splitlines() if name.split(".")[0] in line]
    assert lines and says in " ".join(lines) and "Traceback" not in err
    assert Corpus.open(desk / "corpus").ids() == ["gazette-2024-05-03"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--corpus", "nowhere", "check"], 1, "sulh init"),
        (["--corpus", "nowhere", "add", "missing.txt"], 1, "sulh init"),
        (["nonsense"], 2, "nonsense"),
        (["import"], 2, "Missing"),
    ],
)
def test_wrong_use_is_told_plainly(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    err = capsys.readouterr().err
    assert says in err and "Traceback" not in err


def test_an_unknown_question_names_the_near_ones(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sulh(desk, "ask", "atendance", "x") == 1
    assert "attendance" in capsys.readouterr().err


def test_all_questions_are_listed_in_plain_words(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sulh(desk, "ask", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) >= 30 and all(one["title"].endswith((".", "?")) for one in listed)
