"""A person at risk: one line in the corpus, and no output holds anything of the name."""

from __future__ import annotations

import contextlib
import html
import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.cli import run
from kg.corpus import Corpus
from kg.queries.registry import ask, questions
from kg.settings import Settings
from kg.store import open_store

BASE = "https://w3id.org/sulh/id/"
ENTITIES = """\
entities:
- id: person/ivan-petrov
  kind: person
  labels: {en: Ivan Petrov, ru: Иван Петров}
  aliases: [Iwan Petroff, إيفان بيتروف, Vanya the Fox]
  same_as: {wikidata: Q4242}
  withheld: true
- id: person/theresa-hope
  kind: person
  labels: {en: Theresa Hope}
  withheld: true
- id: process/petrov-talks
  kind: process
  labels: {en: The Ivan Petrov talks}
- id: round/ivan-petrov-in-bergen
  kind: round
  labels: {en: "Ivan Petrov in Bergen"}
  dates: 2024-06-02
  place: Bergen
  parties: [Ruritania, Elbonia]
"""
TEXT = """\
IVAN PETROV IN OSLO: PETROV’S TEAM AND THE RIVALS

Envoys of Ruritania and Elbonia met in Oslo on 3 May 2024. Ivan
Petrov led the team of Ruritania. "We want peace," Petrov said. Mr I. Petrov, whom friends
call Vanya the Fox, came with Theresa Hope; they hope for more, Hope told reporters.
Petrovich of Elbonia hosted. In Arabic he is إيفان بيتروف; in Russian papers: слова Ивана Петрова.
Ivan Pet-
rov agreed to a truce. Boris Linden led the team of Elbonia. Reported by Iwan Petroff.
"""
SHEET = """\
format: sulh-facts/1
source:
  id: ivan-petrov-in-oslo
  title: "PETROV’S team: Ivan Petrov in Oslo"
  url: https://example.org/2024/ivan-petrov%20in-oslo
  publisher: The Petrov Gazette
  authors: [Iwan Petroff, Ann Writer]
  published: 2024-05-04
extracted_by: {name: petrov-reader, version: "1"}
reviewed_by: Ivan Petrov's friend
rounds:
- id: ivan-petrov-in-oslo
  process: The Ivan Petrov talks
  place: Oslo
  venue: Villa Petrov
  dates: 2024-05-03
  parties: [Ruritania, Elbonia]
  evidence: ["Envoys of Ruritania and Elbonia met in Oslo on 3 May 2024"]
  inferred: [process, venue]
third_parties:
- {round: ivan-petrov-in-oslo, actor: Ivan Petrov, roles: [mediator], according_to: Ivan Petrov,
   evidence: ["Ivan Petrov led the team"], inferred: [roles]}
participants:
- {round: ivan-petrov-in-oslo, for: Ruritania, person: Ivan Petrov, roles: [head],
   posts: ["chief of Petrov's staff"], organisation: Team of Ivan Petrov, inferred: [posts],
   evidence: ["Ivan Petrov led the team of Ruritania", "IVAN PETROV IN OSLO: PETROV’S TEAM"]}
- {round: ivan-petrov-in-oslo, for: Ruritania, person: Petrov,
   evidence: ["Petrov said"], inferred: [for]}
- {round: ivan-petrov-in-oslo, for: Ruritania, person: I. Petrov,
   evidence: ["rov led the team of Ruritania", "Mr I. Petrov"], inferred: [for]}
- {round: ivan-petrov-in-oslo, for: Ruritania, person: Theresa Hope,
   evidence: ["Theresa Hope; they hope for more"], inferred: [for]}
- {round: ivan-petrov-in-oslo, for: Elbonia, person: Boris Linden, roles: [head],
   evidence: ["Boris Linden led the team of Elbonia"]}
- {round: ivan-petrov-in-oslo, for: Elbonia, person: Petrovich,
   evidence: ["Petrovich of Elbonia hosted"]}
commitments:
- {round: ivan-petrov-in-oslo, by: [Ivan Petrov], type: ceasefire,
   text: Ivan Petrov agreed to a truce, evidence: ["rov agreed to a truce"], inferred: [by]}
positions:
- {round: ivan-petrov-in-oslo, by: Ivan Petrov, kind: demand, text: Petrov wants peace,
   evidence: ["Petrov said"], inferred: [by]}
statements:
- {speaker: Ivan Petrov, on_behalf_of: Ruritania, about: ivan-petrov-in-oslo, quote: We want peace,
   evidence: ['"We want peace," Petrov said'], inferred: [on_behalf_of, speaker]}
incidents:
- {type: attack, places: [Oslo], actors: [Ivan Petrov], text: "An attack by Petrov",
   evidence: ["Petrov said"], inferred: [places, actors]}
"""
OTHER_TEXT = """\
Petrov in Bergen

Envoys of Ruritania and Elbonia met in Bergen on 2 June 2024. Petrov led the team of Ruritania.
Ivan Petrof also spoke.
"""
OTHER = """\
format: sulh-facts/1
source: {id: news-2, title: Petrov in Bergen, corrects: ivan-petrov-in-oslo}
rounds:
- {id: bergen, place: Bergen, dates: 2024-06-02, parties: [Ruritania, Elbonia],
   evidence: ["Envoys of Ruritania and Elbonia met in Bergen on 2 June 2024"]}
participants:
- {round: bergen, for: Ruritania, person: Petrov, roles: [head],
   evidence: ["Petrov led the team of Ruritania"]}
- {round: bergen, for: Ruritania, person: Ivan Petrof,
   evidence: ["Ivan Petrof also spoke"], inferred: [for]}
"""
JUDGED = {
    "a": "person/ivan-petrov",
    "b": "person/ivan-petrof",
    "verdict": "same",
    "by": "Desk",
    "at": "2024-06-05",
    "why": "Petrof is how The Gazette writes Ivan Petrov",
}
NAMES = "ivan iwan ivana petrov petrof petroff petrova petrovs vanya theresa"
NAMES += " иван ивана петров петрова إيفان بيتروف q4242"


def told(output: str) -> str | None:
    """A word of a name that the output holds, with what stands around it."""
    plain = unquote(html.unescape(output))
    with contextlib.suppress(UnicodeDecodeError):
        plain += re.sub(r"\\u[0-9a-f]{4}", lambda m: json.loads(f'"{m[0]}"'), plain)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    bare = {unicodedata.normalize("NFKD", name) for name in NAMES.split()}
    bare = {"".join(c for c in name if not unicodedata.combining(c)) for name in bare}
    wanted = re.compile(rf"(?<![^\W_])(?:{'|'.join(bare)})(?![^\W_])", re.IGNORECASE)
    found = wanted.search(plain) or re.search(r"ivan[^a-z]?petro(?!vich)", plain, re.IGNORECASE)
    found = found or re.search(r"Hope\b", plain) or re.search("the fox", plain, re.IGNORECASE)
    return None if found is None else plain[max(0, found.start() - 90) : found.end() + 60]


@dataclass
class Desk:
    folder: Path
    here: pytest.CaptureFixture[str]

    def sulh(self, *arguments: str) -> str:
        self.here.readouterr()
        run(["--corpus", str(self.folder), *arguments])
        out, err = self.here.readouterr()
        assert "Traceback" not in err and "unexpected" not in err
        return out + err


def corpus_in(folder: Path) -> Path:
    assert run(["init", str(folder / "corpus")]) == 0
    for name, sheet, text in (("one", SHEET, TEXT), ("two", OTHER, OTHER_TEXT)):
        (folder / f"{name}.facts.yaml").write_text(sheet, "utf-8")
        (folder / f"{name}.txt").write_text(text, "utf-8")
        assert (
            run(["--corpus", str(folder / "corpus"), "add", str(folder / f"{name}.facts.yaml")])
            == 0
        )
    return folder / "corpus"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus while the names are still shown: built, with ids of rounds on record."""
    return corpus_in(tmp_path_factory.mktemp("withheld"))


@pytest.fixture(scope="module")
def hidden(known: Path) -> Path:
    (known / "entities.yaml").write_text(ENTITIES, "utf-8")
    (known / "judgements.jsonl").write_text(json.dumps(JUDGED) + "\n", "utf-8")
    assert run(["--corpus", str(known), "build"]) == 0
    return known


@pytest.fixture
def desk(hidden: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(hidden, capsys)


def ids(desk: Desk) -> list[str]:
    query = "SELECT DISTINCT ?s { { ?s ?p ?o } UNION { ?x ?p ?s } FILTER (isIRI(?s)) }"
    out = desk.sulh("query", query, "--format", "json")
    values = [row["s"]["value"] for row in json.loads(out)["results"]["bindings"]]
    return sorted(v.removeprefix(BASE) for v in values if v.startswith(BASE))


def test_the_facts_stay(desk: Desk) -> None:
    listed = desk.sulh("ask", "signatories", "--json")
    people = {row["person"]["label"] for row in json.loads(listed)["rows"] if row["person"]}
    assert {"Boris Linden", "Petrovich"} <= people
    assert any(name.startswith("Name withheld") for name in people)
    query = "SELECT ?p { ?p a s:Person ; s:withheld true ; s:attended ?r }"
    query = f"PREFIX s: <https://w3id.org/sulh/ontology#> {query}"
    rows = json.loads(desk.sulh("query", query, "--format", "json"))
    assert len(rows["results"]["bindings"]) >= 2


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld", "csv", "dataset", "all"])
def test_no_export_tells(desk: Desk, tmp_path: Path, form: str) -> None:
    desk.sulh("export", str(tmp_path / "out"), "--as", form)
    files = [tmp_path / "out"] if (tmp_path / "out").is_file() else (tmp_path / "out").rglob("*")
    read = [path for path in files if path.is_file()]
    assert read
    for path in read:
        assert told(path.read_text("utf-8")) is None and told(path.name) is None


def test_no_answer_tells(desk: Desk) -> None:
    """Each question about up to three things; through the terminal for some."""
    things = ids(desk)
    store = open_store(Settings(corpus=str(desk.folder)))
    try:
        with store.view() as view:
            for question in (one for one in questions() if one.record != "since"):
                needed = [p for p in question.parameters if p.required]
                about = [
                    [i for i in things if p.kind in ("any", i.partition("/")[0])] for p in needed
                ]
                for values in zip(*[found[:3] or ["2024"] for found in about], strict=True):
                    given = dict(zip([p.name for p in needed], values, strict=True))
                    answer = ask(view, question.name, base=BASE, **given)
                    assert told(json.dumps(answer.to_json(), ensure_ascii=False)) is None
    finally:
        store.close()
    for name in ("signatories", "contested", "unnamed"):
        assert told(desk.sulh("ask", name, "--cite")) is None
    begin = Corpus.open(desk.folder).journal()[0]["at"]
    for command in (("diff", begin), ("ask", "17", begin, "--json"), ("ask", "16", begin)):
        assert told(desk.sulh(*command)) is None


def test_no_other_command_tells(desk: Desk, tmp_path: Path) -> None:
    for command in (
        ("check",),
        ("check", "--json"),
        ("review", "--list"),
        ("review", "--json"),
        ("build", "--force", "--json"),
        ("network", "people"),
        ("network", "people", "-o", str(tmp_path / "n.graphml")),
        ("view", "-o", str(tmp_path / "v.html")),
        ("query", "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"),
        ("query", "SELECT * { GRAPH ?g { ?s ?p ?o } }", "--format", "csv"),
    ):
        assert told(desk.sulh(*command)) is None, command
    for path in tmp_path.iterdir():
        assert told(path.read_text("utf-8")) is None, path


@pytest.fixture(scope="module")
def client(hidden: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(Settings(corpus=str(hidden), token="t")), follow_redirects=False
    ) as c:
        yield c


def addresses(client: TestClient) -> Iterator[str]:
    """Every lookup and page about everything, every IRI of an entity, one graph page a kind."""
    yield from ("/", "/contested", "/explore", "/query", "/docs", "/.well-known/void", "/sparql")
    yield from ("/api/contested", "/api/suggestions", "/api/judgements", "/api/network")
    yield from (f"/api/questions/{q.name}" for q in questions())
    rooms = {"round": "rounds", "person": "people", "process": "processes", "source": "sources"}
    explored: set[str] = set()
    for room, path in {**rooms, "actor": "actors"}.items():
        listing = (
            client.get(f"/api/{path}").text if room in rooms else client.get("/api/rounds").text
        )
        yield f"/api/{path}"
        for slug in sorted(set(re.findall(rf'"{room}/([a-z0-9.-]+)"', listing))):
            yield from (f"/api/{path}/{slug}", f"/{path}/{slug}", f"/id/{room}/{slug}")
            yield from (f"/api/{path}/{slug}/{more}" for more in ("rounds", "attendance"))
            if room not in explored:
                explored.add(room)
                yield f"/explore?focus={room}/{slug}"


def test_no_page_and_no_lookup_tells(client: TestClient) -> None:
    good = 0
    for address in dict.fromkeys(addresses(client)):
        answer = client.get(address)
        assert answer.status_code < 500, address
        good += answer.status_code == 200
        assert told(answer.text) is None, address
        assert told(" ".join(answer.headers.values())) is None, address
    assert good > 50


def test_no_search_and_no_old_address_finds_the_person(client: TestClient) -> None:
    for name in ("Petrov", "ivan petrov", "IVAN", "Петров", "بيتروف", "Petroff", "Theresa"):
        found = client.get("/api/search", params={"q": name}).json()["items"]
        assert {one["label"] for one in found} <= {"Petrovich"}
    for id in ("person/ivan-petrov", "person/ivan-petrof", "source/ivan-petrov-in-oslo"):
        assert client.get(f"/id/{id}", headers={"Accept": "text/turtle"}).status_code == 404
        assert client.get(f"/id/{id}", headers={"Accept": "text/html"}).status_code == 404
    for path in ("/people/ivan-petrov", "/sources/ivan-petrov-in-oslo", "/api/people/petrov"):
        assert client.get(path).status_code == 404


def test_sparql_and_graph_store_tell_nothing(client: TestClient) -> None:
    everything = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    answer = client.get("/sparql", params={"query": everything})
    assert answer.status_code == 200 and told(answer.text) is None
    graphs = {row["g"]["value"] for row in answer.json()["results"]["bindings"]}
    for graph in graphs:
        text = client.get("/store", params={"graph": graph}, headers={"Accept": "text/turtle"}).text
        assert text and told(text) is None


def test_the_text_is_shown_with_passages_in_their_places(desk: Desk) -> None:
    corpus = Corpus.open(desk.folder)
    for id in corpus.ids():
        text, sheet = corpus.source_text(id), corpus.sheet(id)
        assert text is not None and told(text) is None and "[name withheld" in text
        for fact in (*sheet.rounds, *sheet.participants, *sheet.commitments, *sheet.statements):
            for quote in fact.evidence:
                assert re.sub(r"\s+", " ", quote) in re.sub(r"\s+", " ", text)
    assert "they hope for more" not in text


def test_offsets_of_evidence_point_into_the_text_as_shown(client: TestClient) -> None:
    source = next(s["source"]["id"] for s in client.get("/api/sources").json()["items"])
    claims = client.get(f"/api/sources/{source.partition('/')[2]}").json()["claims"]
    corpus = Corpus.open(Path(client.app.state.settings.corpus))  # type: ignore[attr-defined]
    text = corpus.source_text(source.partition("/")[2]) or ""
    assert claims
    for item in (
        item for claim in claims for item in claim["evidence"] if item["start"] is not None
    ):
        shown = text[item["start"] : item["end"]]
        assert re.sub(r"\s+", " ", shown) == re.sub(r"\s+", " ", item["quote"])


def test_the_same_folder_gives_the_same_bytes_and_another_key_other_ids(
    desk: Desk, tmp_path: Path
) -> None:
    outputs = []
    for number, key in enumerate(("same", "same", "other")):
        folder = tmp_path / f"c{number}"
        shutil.copytree(desk.folder, folder, ignore=shutil.ignore_patterns(".sulh"))
        if key == "other":
            (folder / "withheld.key").write_text("ab" * 32 + "\n", "ascii")
        run(["--corpus", str(folder), "export", str(tmp_path / f"{number}.nq")])
        outputs.append((tmp_path / f"{number}.nq").read_bytes())
    assert outputs[0] == outputs[1] != outputs[2]
    assert (desk.folder / "withheld.key").stat().st_mode & 0o077 == 0


def test_adding_and_retracting_say_nothing_of_the_name(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(known, folder)
    (folder / "entities.yaml").write_text(ENTITIES, "utf-8")
    desk = Desk(folder, capsys)
    sheet = SHEET.replace("id: ivan-petrov-in-oslo\n  title", "id: petrov-again\n  title")
    (tmp_path / "new.facts.yaml").write_text(sheet, "utf-8")
    (tmp_path / "new.txt").write_text(TEXT, "utf-8")
    assert told(desk.sulh("add", str(tmp_path / "new.facts.yaml"), "--json")) is None
    assert len(Corpus.open(folder).ids()) == 3
    (tmp_path / "new.facts.yaml").write_text(sheet.replace("Ivan Petrov led", "Ivan Petrov fed"))
    assert told(desk.sulh("add", str(tmp_path / "new.facts.yaml"))) is None
    assert told(desk.sulh("retract", "petrov-again", "--why", "Ivan Petrov asked")) is None
    broken = folder / "sheets" / "ivan-petrov-in-oslo.facts.yaml"
    broken.write_text(broken.read_text("utf-8").replace("roles: [head]", "roles: [Ivan Petrov]"))
    assert told(desk.sulh("build")) is None
    assert told(desk.sulh("check")) is None


@pytest.mark.parametrize(
    "entry",
    [
        "- {id: person/ivan-petrov, kind: person, withheld: yes please}",
        "- {id: person/ivan-petrov, kind: person, witheld: true, withheld: true}",
        "- {id: actor/ivan-petrov, kind: actor, withheld: true}",
        "- {id: person/Ivan Petrov, kind: person, withheld: true}",
        "- {id: person/ivan-petrov, withheld: true}\n- {id: person/ivan-petrov, kind: person}",
    ],
)
def test_a_slip_in_the_line_stops_the_build_and_tells_nothing(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], entry: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(known, folder)
    (folder / "entities.yaml").write_text(f"entities:\n{entry}\n", "utf-8")
    capsys.readouterr()
    assert run(["--corpus", str(folder), "build"]) == 1
    assert told(capsys.readouterr().err) is None


def told_of(folder: Path, wanted: str) -> bool:
    run(["--corpus", str(folder), "export", str(folder.parent / "told.nq")])
    return wanted.encode() in (folder.parent / "told.nq").read_bytes()


def small_corpus(folder: Path, *names: str) -> Path:
    """A corpus in which one source each names one person, the first of them withheld."""
    run(["init", str(folder / "corpus")])
    for number, name in enumerate(names):
        (folder / "x.facts.yaml").write_text(
            f"format: sulh-facts/1\nsource: {{id: s{number}, title: T}}\nparticipants:\n"
            f"- {{for: Ruritania, person: {name}, evidence: [{name} came for Ruritania]}}\n",
            "utf-8",
        )
        (folder / "x.txt").write_text(f"It is said that {name} came for Ruritania.\n", "utf-8")
        run(["--corpus", str(folder / "corpus"), "add", str(folder / "x.facts.yaml")])
    first = names[0].lower().replace(" ", "-")
    (folder / "corpus" / "entities.yaml").write_text(
        f"entities:\n- {{id: person/{first}, withheld: true}}\n", "utf-8"
    )
    return folder / "corpus"


def test_another_spelling_of_the_name_goes_too(tmp_path: Path) -> None:
    folder = small_corpus(tmp_path, "Mohammed Lodhi", "Muhammad Lodi", "Karim Shahwani")
    assert not told_of(folder, "Lod") and not told_of(folder, "ammad")
    assert told_of(folder, "Karim Shahwani")


def test_a_name_that_is_only_like_it_is_pointed_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_corpus(tmp_path, "Rahmatullah Najib", "Haji Najeeb", "Karim Shahwani")
    assert told_of(folder, "Haji Najeeb")
    capsys.readouterr()
    assert run(["--corpus", str(folder), "check", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["where"], one["severity"]) for one in found] == [("sheets/s1", "warning")]
    assert "participants[0].person" in found[0]["what"] and "Naj" not in str(found)


def test_judging_by_the_old_id_or_by_the_opaque_one_hides_the_other(tmp_path: Path) -> None:
    for old in (True, False):
        place = tmp_path / str(old)
        place.mkdir()
        folder = small_corpus(place, "Ivan Petrov", "Vladimir Fuchs")
        assert told_of(folder, "Vladimir Fuchs") and told_of(folder, "vladimir-fuchs")
        people = Corpus.open(folder).cloak
        assert people is not None
        id = "person/ivan-petrov" if old else people.people[0].id
        run(["--corpus", str(folder), "judge", "person/vladimir-fuchs", id, "same"])
        assert not told_of(folder, "Fuchs") and not told_of(folder, "vladimir")
        assert told_of(folder, people.people[0].id)
        assert "ivan" not in (folder / "judgements.jsonl").read_text("utf-8")
        assert run(["--corpus", str(folder), "check"]) == 0


def test_one_who_is_judged_another_keeps_the_name(tmp_path: Path) -> None:
    folder = small_corpus(tmp_path, "Mohammed Yaqoob", "Muhammad Yaqub")
    judged = {"a": "person/mohammed-yaqoob", "b": "person/muhammad-yaqub", "verdict": "different"}
    (folder / "judgements.jsonl").write_text(json.dumps(judged) + "\n", "utf-8")
    assert told_of(folder, "Muhammad Yaqub") and not told_of(folder, "Yaqoob")
