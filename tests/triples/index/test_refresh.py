"""Whatever is done to a corpus, the index comes to what a build from nothing comes to."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus import Corpus
from kg.errors import CorpusBusy, CorpusError, SheetError
from kg.facts import sheets
from kg.facts.entities import MARK
from kg.facts.model import Sheet
from kg.store import MemoryStore
from kg.store.sync import sync
from kg.triples.build import build_quads
from kg.triples.index.refresh import open_index

BASE = "https://graph.example/"
IDS = ("alpha", "beta", "gamma", "interview-jane-doe")
PEOPLE = ("Jane Doe", "Doe", "JANE DOE", "Amina Warsame")
ACTORS = ("Qatar", "State of Qatar", "The Front", "Front", "Pakistan")
PLACES = ("Doha", "Qatar", "Harbour Town")

rounds = st.builds(
    lambda place, dates, ordinal, parties, process: {
        "place": place,
        "dates": dates,
        "ordinal": ordinal,
        "parties": parties,
        "process": process,
    },
    st.sampled_from([None, *PLACES]),
    st.sampled_from([None, "2025-10", "2025-10-18", "2025-10-19/2025-10-20", "XXXX-10-18"]),
    st.sampled_from([None, 1, 2]),
    st.lists(st.sampled_from(ACTORS), max_size=2, unique=True),
    st.sampled_from([None, "Harbour talks"]),
)


@st.composite
def sheet_texts(draw: st.DrawFn) -> str:
    """Of a sheet without its id."""
    described = draw(st.lists(rounds, max_size=2))
    said = {
        "rounds": [
            {**one, "id": f"r{number}", "evidence": ["x"]} for number, one in enumerate(described)
        ]
    }
    local = st.sampled_from([None, *(f"r{number}" for number in range(len(described)))])
    said["participants"] = [
        {
            "person": draw(st.sampled_from(PEOPLE)),
            "for": draw(st.sampled_from([None, *ACTORS])),
            "round": draw(local),
            "evidence": ["x"],
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    said["commitments"] = [
        {
            "by": [draw(st.sampled_from(ACTORS))],
            "type": "ceasefire",
            "text": draw(st.sampled_from(["stop firing", "hold fire"])),
            "round": draw(local),
            "evidence": ["x"],
        }
        for _ in range(draw(st.integers(0, 1)))
    ]
    return sheets.dumps(Sheet.model_validate({"source": {"id": "placeholder"}, **said}))


def of(id: str, text: str) -> Sheet:
    return sheets.loads(text.replace("id: placeholder", f"id: {id}", 1))


ids = st.sampled_from(IDS)
ENTITIES = (
    "entities: []\n",
    "entities:\n- {id: person/jane-doe, labels: {en: Dr Jane Doe}, aliases: [Doe]}\n",
    "entities:\n- {id: person/jane-doe, labels: {en: Jane Doe}, withheld: true}\n",
    "entities:\n- {id: actor/front, kind: armed-group, labels: {en: The Front}, country: place/x}\n"
    "- {id: round/known, place: Doha, dates: 2025-10-18, parties: [Qatar, Pakistan]}\n",
)
PAIRS = (
    ("person/doe", "person/jane-doe"),
    ("actor/the-front", "actor/front"),
    ("place/harbour-town", "place/doha"),
    ("round/qatar-doha-2025-10", "round/pakistan-doha-2025-10"),
)
steps = st.one_of(
    st.tuples(st.just("add"), ids, sheet_texts()),
    st.tuples(st.just("add"), ids, sheet_texts()),
    st.tuples(st.just("write by hand"), ids, sheet_texts()),
    st.tuples(st.just("retract"), ids, st.none()),
    st.tuples(st.just("judge"), st.sampled_from(PAIRS), st.sampled_from(["same", "undone"])),
    st.tuples(st.just("edit entities"), st.just(""), st.sampled_from(ENTITIES)),
    st.tuples(st.just("lose the index"), st.just(""), st.none()),
    st.tuples(st.just("break the index"), st.just(""), st.sampled_from(["half", "noise"])),
)
ends = st.sampled_from(["none", "whole", "whole", "dies before the write", "dies after it"])


def do(corpus: Corpus, what: str, on: object, text: str | None) -> bool:
    """Is it something that only a look at the files can tell?"""
    if what == "add":
        corpus.add(of(str(on), str(text)), None)
    elif what == "write by hand":
        path = corpus.folder / "sheets" / f"{on}.facts.yaml"
        path.write_text(sheets.dumps(of(str(on), str(text))), encoding="utf-8")
        return True
    elif what == "retract" and str(on) in corpus.files.ids():
        corpus.retract(str(on))
    elif what == "judge":
        assert isinstance(on, tuple)
        corpus.judge({"a": on[0], "b": on[1], "verdict": text, "by": "me", "at": "2025"})
    elif what == "edit entities":
        (corpus.folder / MARK).write_text(str(text), encoding="utf-8")
    elif what == "lose the index":
        (corpus.work / "index.sqlite").unlink(missing_ok=True)
    elif what == "break the index" and (corpus.work / "index.sqlite").exists():
        tear(corpus.work / "index.sqlite", noise=text == "noise")
    return False


def tear(path: Path, *, noise: bool) -> None:
    data = path.read_bytes()
    half = len(data) // 2
    path.write_bytes(b"torn" * (half // 4) + data[half:] if noise else data[:half])


class Dying(MemoryStore):
    """Writes go wrong before or after they are made, as when the process is killed there."""

    dies = "none"

    def write_many(self, *arguments: Any, **more: Any) -> None:
        if self.dies == "dies before the write":
            raise Killed
        super().write_many(*arguments, **more)
        if self.dies == "dies after it":
            raise Killed


class Killed(BaseException):
    pass


def held(store: MemoryStore) -> dict[str, bytes]:
    with store.view() as view:
        return {graph: canonical(view.quads(graph)) for graph in view.graphs()}


def canonical(quads: Iterable[ox.Quad]) -> bytes:
    return b"".join(sorted(f"{quad} .\n".encode() for quad in quads))


def built(corpus: Corpus) -> dict[str, bytes]:
    """Every graph as a build from nothing writes it."""
    quads = build_quads(Corpus.open(corpus.folder), base=BASE)
    return {graph: canonical(found) for graph, found in quads.items() if found}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(steps, ends), min_size=1, max_size=8))
def test_what_changed_comes_to_the_same_as_everything(
    history: list[tuple[tuple[str, object, str | None], str]],
) -> None:
    with TemporaryDirectory() as folder:
        corpus = Corpus.init(Path(folder) / "corpus")
        store = Dying()
        for (what, on, text), end in history:
            by_hand = do(corpus, what, on, text)
            store.dies = end
            if end != "none" or by_hand:
                with suppress(Killed):
                    sync(corpus, store, base=BASE, scan=by_hand)
        store.dies = "none"
        done = sync(corpus, store, base=BASE)
        assert held(store).items() >= built(corpus).items()
        assert done.corpus_hash == Corpus.open(corpus.folder).content_hash()
        anew = MemoryStore()
        shutil.rmtree(corpus.work)
        again = sync(Corpus.open(corpus.folder), anew, base=BASE)
        assert again.corpus_hash == done.corpus_hash
        assert held(anew) == held(store)


def test_an_addition_leaves_other_files_unread(tmp_path: Path) -> None:
    """The cost of an article is its own: what was read once is not read again."""
    corpus, store = Corpus.init(tmp_path / "corpus"), MemoryStore()
    corpus.add(of("alpha", "source:\n  id: placeholder\n"), None)
    sync(corpus, store, base=BASE)
    path = corpus.folder / "sheets" / "alpha.facts.yaml"
    path.write_text("not: a sheet\n")
    corpus.add(of("beta", "source:\n  id: placeholder\n"), None)
    assert sync(corpus, store, base=BASE, scan=False).written == (f"{BASE}source/beta",)
    with pytest.raises(SheetError):
        sync(corpus, store, base=BASE)


def test_a_store_that_missed_something_gets_it(tmp_path: Path) -> None:
    """Another store, or one that fell behind: what it holds decides, not what the index did."""
    corpus, one, other = Corpus.init(tmp_path / "corpus"), MemoryStore(), MemoryStore()
    corpus.add(of("alpha", "source:\n  id: placeholder\n"), None)
    sync(corpus, one, base=BASE)
    corpus.add(of("beta", "source:\n  id: placeholder\n"), None)
    sync(corpus, other, base=BASE, scan=False)
    sync(corpus, one, base=BASE, scan=False)
    assert held(one) == held(other)
    assert held(one).items() >= built(corpus).items()


@pytest.mark.parametrize("noise", [True, False])
@pytest.mark.parametrize("scan", [True, False])
def test_a_broken_index_is_made_again(tmp_path: Path, noise: bool, scan: bool) -> None:
    corpus, store = Corpus.init(tmp_path / "corpus"), MemoryStore()
    corpus.add(of("alpha", "source:\n  id: placeholder\n"), None)
    sync(corpus, store, base=BASE)
    tear(corpus.work / "index.sqlite", noise=noise)
    assert sync(corpus, store, base=BASE, scan=scan).written == ()
    corpus.add(of("beta", "source:\n  id: placeholder\n"), None)
    tear(corpus.work / "index.sqlite", noise=noise)
    assert f"{BASE}source/beta" in sync(corpus, store, base=BASE, scan=scan).written
    assert held(store).items() >= built(corpus).items()


def test_an_index_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    corpus, store = Corpus.init(tmp_path / "corpus"), MemoryStore()
    corpus.add(of("alpha", "source:\n  id: placeholder\n"), None)
    sync(corpus, store, base=BASE)
    before = held(store)
    index = corpus.work / "index.sqlite"
    corpus.add(of("beta", "source:\n  id: placeholder\n"), None)
    aside = index.rename(index.with_suffix(".aside"))
    index.mkdir()
    with pytest.raises(CorpusError, match="cannot be written"):
        sync(corpus, store, base=BASE)
    assert held(store) == before
    index.rmdir()
    aside.rename(index)
    assert sync(corpus, store, base=BASE).written == (f"{BASE}source/beta",)


def test_a_building_process_is_waited_for_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.triples.index.database._WAIT_SECONDS", 0.1)
    corpus = Corpus.init(tmp_path / "corpus")
    with open_index(corpus, base=BASE), pytest.raises(CorpusBusy, match="building"):
        sync(corpus, MemoryStore(), base=BASE)
