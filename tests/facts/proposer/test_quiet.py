"""Off by default; the key stays where it is; answers are kept, and asked for once."""

from __future__ import annotations

import json
import logging
import socket
from pathlib import Path

import pytest
from proposing import (
    BODY,
    HURRIED,
    KEY,
    TITLE,
    Endpoints,
    Reading,
    Rules,
    document,
    raw,
    said,
)

from kg.cli import run
from kg.corpus import Corpus
from kg.errors import ModelMissing
from kg.facts.extract import open_extractor
from kg.facts.proposer import Cache, Endpoint, SecondReader, with_second_reader
from kg.settings import Settings
from kg.sources.document import Block, Document, Zone

HEAD = {"for": "Norland", "person": "Ilse Brandt", "roles": ["head"]}
HOST = {"actor": "Tarsia", "roles": ["host"], "evidence": ["Tarsia hosts the talks"]}


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_without_an_address_there_is_no_second_reader(no_sockets: None) -> None:
    rules = Rules()
    assert with_second_reader(rules, Settings(llm_key=KEY, llm_model="small-1")) is rules
    try:
        sheet = open_extractor(Settings(llm_key=KEY, llm_model="small-1")).extract(document())
    except ModelMissing as missing:
        pytest.skip(missing.message)
    assert sheet.extracted_by is not None
    assert "second reader" not in (sheet.extracted_by.model or "")


def test_nothing_is_sent_before_a_model_is_named(server: Endpoints) -> None:
    reader = SecondReader(Rules(), Endpoint(server.url, KEY, HURRIED), "  ")
    _, notes = reader.extract_with_notes(document())
    assert "SULH_LLM_MODEL" in notes[0]
    assert server.asked == []


def test_neither_an_endless_text_nor_one_off_topic_is_sent(
    read: Reading, server: Endpoints
) -> None:
    _, notes = read(said({}), body=" ".join([BODY] * 200))
    assert "longer than" in notes[0]
    text = "The second round of the tennis tournament opened in Bergdorf. She won the set 6-4."
    tennis = Document("t", text, (Block(0, len(text), Zone.BODY),))
    reader = SecondReader(Rules(), Endpoint(server.url, KEY, HURRIED), "small-1")
    assert reader.extract_with_notes(tennis)[1] == ()
    assert server.asked == []


def test_the_same_question_is_asked_once(read: Reading, server: Endpoints, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept")
    first = read(said({"third_parties": [HOST]}), cache=cache)
    assert read(raw(b"", 500), cache=cache) == first
    assert len(server.asked) == 1
    other = Endpoint(server.url, KEY, HURRIED)
    SecondReader(Rules(), other, "small-2", cache).extract_with_notes(document())
    assert len(server.asked) == 2
    read(raw(b"", 500), cache=cache, body=BODY.replace("hosts", "hosted"))
    assert len(server.asked) == 3


@pytest.mark.parametrize("harm", ["", "{", "[]", '{"rounds": 3}', "\0", "[" * 100_000])
def test_a_damaged_answer_in_the_cache_harms_nothing(
    read: Reading, tmp_path: Path, harm: str
) -> None:
    cache = Cache(tmp_path)
    read(said({"third_parties": [HOST]}), cache=cache)
    (kept,) = tmp_path.iterdir()
    kept.write_text(harm)
    sheet, notes = read(said({"third_parties": [HOST]}), cache=cache)
    assert len(notes) == 1
    assert len(sheet.third_parties) == 1


def test_a_forged_answer_in_the_cache_passes_the_same_gate(read: Reading, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    read(said({"third_parties": []}), cache=cache)
    (kept,) = tmp_path.iterdir()
    kept.write_text(json.dumps({"third_parties": [{**HOST, "actor": "Velmora"}]}))
    sheet, _ = read(said({}), cache=cache)
    assert sheet.third_parties == []


def test_bad_answers_are_not_kept_and_a_folder_that_cannot_be_written_is_no_matter(
    read: Reading, tmp_path: Path
) -> None:
    for answer in (said("no JSON"), raw(b"", 500), said({"facts": []})):
        read(answer, cache=Cache(tmp_path))
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    sheet, _ = read(said({"third_parties": [HOST]}), cache=Cache(tmp_path / "file" / "kept"))
    assert len(sheet.third_parties) == 1


def test_the_key_is_nowhere(
    read: Reading,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    cache = Cache(tmp_path)
    echo = {"third_parties": [{**HOST, "actor": KEY}, HOST]}
    sheet, notes = read(said(echo), cache=cache)
    assert "holds the key" in notes[0]
    assert sheet == Rules().extract(document())
    escaped = json.dumps(echo).replace("sk-", "\\u0073k-")
    _, more = read(said(escaped), cache=cache)
    _, kept = read(said({"third_parties": [HOST]}), cache=cache)
    files = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    out = capfd.readouterr()
    settings = Settings(llm_key=KEY, store_password=KEY, store_bearer=KEY, token=KEY)
    shown = [caplog.text, *out, *notes, *more, *kept, *files, repr(settings), str(settings)]
    assert files
    assert not any(KEY in text for text in shown)


def test_add_takes_the_rules_facts_when_the_server_fails(
    server: Endpoints,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    try:
        open_extractor(Settings())
    except ModelMissing as missing:
        pytest.skip(missing.message)
    article = tmp_path / "gazette.txt"
    article.write_text(f"{TITLE}\n\n{BODY}\n")
    corpus = Corpus.init(tmp_path / "corpus")
    envoy = {**HEAD, "evidence": ["Norland's team is led by Foreign Minister Ilse Brandt."]}
    server.answers = [raw(b"oops", 500), said({"third_parties": [HOST], "participants": [envoy]})]
    settings = {"SULH_LLM_URL": server.url, "SULH_LLM_MODEL": "small-1", "SULH_LLM_KEY": KEY}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    command = ["--corpus", str(corpus.folder), "add", str(article)]
    assert run(command) == 0
    out = "".join(capfd.readouterr())
    assert "status 500" in out and KEY not in out
    before = corpus.sheet("gazette")
    assert run(command) == 0
    assert "Second reader:" in "".join(capfd.readouterr())
    assert len(list((corpus.folder / ".sulh" / "llm-cache").iterdir())) == 1
    after = corpus.sheet("gazette")
    assert after.extracted_by is not None and before.extracted_by is not None
    both = f"{before.extracted_by.model} + second reader small-1"
    assert after.extracted_by == before.extracted_by.model_copy(update={"model": both})
    assert "Tarsia" in [fact.actor for fact in after.third_parties]
