"""Sheets as files: what goes out comes back, and what is wrong is named by line and field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from strategies import sheets as any_sheet

from kg.errors import SheetError
from kg.facts.model import Sheet
from kg.facts.sheets import dumps, json_schema, load, loads, schema_text

SHEET = """\
format: sulh-facts/1
source:
  id: gazette-2031-05-04
  title: No
  published: 2031-05-04
rounds:
- id: bergdorf
  ordinal: 2
  place: Bergdorf
  dates: 2031-05-04/..
  evidence: [The second round opened in Bergdorf]
participants:
- round: bergdorf
  for: Norland
  person: Ilse Brandt
  roles: [head]
  evidence:
  - led by Ilse Brandt
"""


@given(any_sheet())
@settings(max_examples=150)
def test_what_is_written_reads_back_equal(sheet: Sheet) -> None:
    text = dumps(sheet)
    assert loads(text) == sheet
    assert dumps(loads(text)) == text


@given(any_sheet())
@settings(max_examples=50)
def test_any_yaml_reader_understands_it(sheet: Sheet) -> None:
    data = yaml.safe_load(dumps(sheet))
    assert Sheet.model_validate(data) == sheet


@given(any_sheet())
@settings(max_examples=50)
def test_json_says_the_same(sheet: Sheet) -> None:
    assert loads(sheet.model_dump_json(by_alias=True), "x.json") == sheet


def test_plain_words_stay_words() -> None:
    sheet = loads(SHEET)
    assert sheet.source.title == "No"
    assert sheet.source.published == "2031-05-04"
    assert sheet.rounds[0].ordinal == 2


def test_empty_fields_are_left_out_and_quotes_are_quoted() -> None:
    text = dumps(loads(SHEET + "positions: []\nreviewed_by: ~\n"))
    assert "positions" not in text
    assert "reviewed_by" not in text
    assert "modality" not in text
    assert '  - "led by Ilse Brandt"\n' in text
    assert "  roles: [head]\n" in text
    assert text.startswith("format: sulh-facts/1\nsource:\n  id: gazette-2031-05-04\n")


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ("[head]", "[boss]", 16, "participants[0].roles[0]", "'boss' is not one of head, deputy"),
        ("place: Bergdorf", "palce: Bergdorf", 9, "rounds[0].palce", "did you mean 'place'?"),
        ("ordinal: 2", "ordinal: two", 8, "rounds[0].ordinal", "want a whole number, found 'two'"),
        ("ordinal: 2", "ordinal: 0", 8, "rounds[0].ordinal", "want a number from 1, found '0'"),
        ("2031-05-04/..", "4 May", 10, "rounds[0].dates", "is not an EDTF date"),
        ("round: bergdorf", "round: turin", 13, "participants[0].round", "no round 'turin'"),
        ("id: gazette-2031-05-04", "id: A B", 3, "source.id", "'A B' is not an id"),
        ("facts/1", "facts/2", 1, "format", "want sulh-facts/1"),
        ("person: Ilse Brandt", "person: [A]", 15, "participants[0].person", "want text, found a"),
        ("[The second round opened in Bergdorf]", "[]", 11, "rounds[0].evidence", "one quote"),
        (
            "  evidence: [The second round opened in Bergdorf]\n",
            "",
            7,
            "rounds[0].evidence",
            "miss",
        ),
        ("- id: bergdorf", "- id: bergdorf\n  follows: bergdorf", 8, "rounds[0].follows", "itself"),
        ("- id: bergdorf", "- id: bergdorf\n  follows: x", 8, "rounds[0].follows", "no round 'x'"),
        (
            "participants:",
            "- {id: bergdorf, evidence: [The second]}\nparticipants:",
            12,
            "rounds[1].id",
            "is used for an earlier round too",
        ),
    ],
)
def test_a_fault_is_named_by_file_line_and_field(
    old: str, new: str, line: int, field: str, words: str
) -> None:
    with pytest.raises(SheetError) as caught:
        loads(SHEET.replace(old, new, 1), "talks.facts.yaml")
    error = caught.value
    assert (error.file, error.line, error.field) == ("talks.facts.yaml", line, field)
    assert words in error.message
    assert error.message.startswith(f"talks.facts.yaml:{line}: {field}: ")
    assert "\n" not in error.message


def test_json_faults_have_lines_too() -> None:
    text = json.dumps(json.loads(loads(SHEET).model_dump_json(by_alias=True)), indent=1)
    with pytest.raises(SheetError) as caught:
        loads(text.replace('"head"', '"boss"'), "talks.facts.json")
    assert caught.value.line == text[: text.index('"head"')].count("\n") + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("just words", "is not a fact sheet"),
        ("- a\n- b", "is not a fact sheet"),
        ("format: sulh-facts/1\nformat: sulh-facts/1", "stands here twice"),
        ('{"format": "sulh-facts/1", "format": 1}', "stands twice"),
        ("source:\n\tid: x", "a tab stands where YAML wants spaces"),
        ('source: "x\n', "opened here and never closed"),
        ("a\0b", "NUL"),
        ('source: {id: "\\0"}', "no text may hold"),
        ('{"source": {"id": "\\ud800"}}', "no text may hold"),
        ("a: \x01", "control characters"),
        ("a: 1\n---\nb: 2", "more than one document"),
        ("a: !!python/object/apply:os.system [ls]", "the tag"),
        ("? [a]\n: b", "must be a word"),
        ("a: &a [*a]", "points at nothing, or at itself"),
        ("a: *b", "points at nothing, or at itself"),
        ("[" * 100_000, "nested more than 20 deep"),
        ("- " * 100_000, "nested more than 20 deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("x" * 5_000_001, "is larger than 5 MB"),
    ],
)
def test_hostile_text_gives_one_clear_line(text: str, words: str) -> None:
    with pytest.raises(SheetError, match=words) as caught:
        loads(text, "bad.yaml")
    assert caught.value.message.startswith("bad.yaml")
    assert len(caught.value.message) < 300


def test_an_alias_bomb_does_not_go_off() -> None:
    rows = ["a: &a [" + ", ".join("x" * 9) + "]"]
    rows += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    with pytest.raises(SheetError, match="holds more than"):
        loads("\n".join(rows))


def test_honest_aliases_are_read() -> None:
    text = (
        SHEET.replace("[head]", "&roles [head]") + "- {for: *who, roles: *roles, evidence: [x]}\n"
    )
    sheet = loads(text.replace("for: Norland", "for: &who Norland"))
    assert sheet.participants[1].roles == sheet.participants[0].roles
    assert sheet.participants[1].for_ == "Norland"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("source: {title: Türkiye}".encode("windows-1254"), "not in UTF-8"),
        (SHEET.encode("utf-16"), "not in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not in UTF-8"),
        (b"format: sulh-facts/1\n\0", "NUL"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "x.facts.yaml"
    path.write_bytes(data)
    with pytest.raises(SheetError, match=words):
        load(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(SheetError, match="cannot be read"):
            load(path)


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "x.facts.yaml"
    path.write_bytes(SHEET.encode("utf-8-sig"))
    assert load(path) == loads(SHEET)


def test_the_published_schema_is_current() -> None:
    published = Path(__file__).parents[2] / "docs/reference/sulh-facts-1.schema.json"
    assert published.read_text("utf-8") == schema_text(), (
        "write kg.facts.sheets.schema_text() to docs/reference/sulh-facts-1.schema.json"
    )


def test_the_schema_names_every_word_one_may_use() -> None:
    choices = json_schema()["$defs"]
    assert "deputy-head" in choices["ParticipantRole"]["enum"]
    assert "for" in choices["Participant"]["properties"]
    assert choices["Round"]["required"] == ["evidence", "id"]


def test_the_development_sheets_survive_the_round_trip(dev_corpus: Path) -> None:
    for path in sorted(dev_corpus.glob("*.facts.yaml")):
        sheet = load(path)
        assert loads(dumps(sheet)) == sheet
