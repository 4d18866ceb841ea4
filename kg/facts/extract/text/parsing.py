"""Document → Reading: views, parse, mentions, people, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import monotonic

from kg.facts.extract.datewords import Clock, find_dates
from kg.facts.extract.gazetteer import Gazetteer
from kg.facts.extract.naming.actors import ActorScan
from kg.facts.extract.naming.linking import link_people
from kg.facts.extract.naming.names import find_names, likely_people
from kg.facts.extract.naming.sides import with_sides
from kg.facts.extract.naming.surnames import with_surnames
from kg.facts.extract.naming.titles import find_posts
from kg.facts.extract.text.mention import Kind, Mention, drop_covered
from kg.facts.extract.text.model import LoadedModel
from kg.facts.extract.text.portions import pieces, portions
from kg.facts.extract.text.reading import Paragraph, Reading, Sentence, Sentences
from kg.facts.extract.text.sentences import sentence_spans
from kg.facts.extract.text.shape import make_shape
from kg.facts.extract.text.standins import employers, shown_names, stand_ins, usual_names
from kg.facts.extract.text.tenses import dates_of
from kg.facts.extract.text.towns import Towns, as_towns, same_towns, unknown_places
from kg.facts.extract.text.views import plain_view
from kg.sources.document import Block, Document, Zone

PARSING = 0.4
"""The share of the time that the parse may take; the rules take about as long."""
_YEAR_LINE = re.compile(r"^\W{0,3}((?:19|20)\d\d)\W{0,3}$")


@dataclass(frozen=True, slots=True)
class Parser:
    """What stays the same from document to document."""

    model: LoadedModel
    gazetteer: Gazetteer
    acronyms: frozenset[str]

    def read(self, document: Document, deadline: float) -> tuple[Reading, str | None]:
        """The reading, and why it stops before the end, if it does."""
        view = plain_view(document.text, self.acronyms)
        scan = ActorScan(self.gazetteer)
        scan.learn(_by_line(view))
        blocks, left_out = pieces(document)
        half = monotonic() + (deadline - monotonic()) * PARSING
        paragraphs, partial = self._paragraphs(view, blocks, half)
        mentions = as_towns(list(_mentions(document, view, paragraphs, scan)), view)
        mentions = same_towns(mentions)
        mentions = with_surnames(mentions, view)
        towns = Towns(view)
        linked, people = link_people(
            [m for g in mentions for m in g if m.kind is Kind.PERSON and not towns.holds(m)]
        )
        sentences = Sentences(_sentences(view, paragraphs, mentions, linked))
        sentences.deadline = deadline
        reading = Reading(
            document,
            view,
            paragraphs,
            sentences,
            people,
            shown_names(sentences, document.text),
            _published(document),
            self.gazetteer.capital_of,
            *stand_ins(sentences),
            usual_names(sentences, self.gazetteer),
        )
        reading.alias = {**self.gazetteer.serves, **reading.alias}
        reading.employer = employers(reading)
        return reading, partial or left_out

    def _paragraphs(
        self, view: str, blocks: list[Block], deadline: float
    ) -> tuple[list[Paragraph], str | None]:
        paragraphs: list[Paragraph] = []
        for portion in portions(blocks):
            if monotonic() > deadline:
                return paragraphs, "time limit reached before the end of the text"
            docs = self.model.docs(view[b.start : b.end] for b in portion)
            for block, doc in zip(portion, docs, strict=True):
                paragraphs.append(Paragraph(block, len(paragraphs), doc))
        return paragraphs, None


def _by_line(view: str) -> str:
    """No name goes on from one paragraph to the next."""
    return view.replace("\n", "¶")


def _published(document: Document) -> date | None:
    text = document.metadata.published or ""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _year(document: Document) -> int | None:
    """The year of a report of which no more is known."""
    found = re.match(r"(\d{4})(?:-\d\d)?$", document.metadata.published or "")
    return int(found[1]) if found else None


_DATELINE = re.compile(
    r"\W?[A-Z][\w.’' -]{2,30}(?:,\s(?!\d)[A-Z][\w.’' -]{2,24})?,\s"
    r"(?P<day>\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s\d{1,2})(?:,?\s\d{4})?"
    r"\s?(?:\([^()\n]{0,40}\)\s?)?(?:[—–:.]|\s-\s)"
)
_LATE = 4
"""So many days may pass between the writing of a report and its appearance."""


def _written(view: str, paragraphs: list[Paragraph], published: date | None) -> date | None:
    """The day of the dateline, when it is shortly before that of publication."""
    for paragraph in paragraphs[:4] if published else ():
        block = paragraph.block
        found = _DATELINE.match(view, block.start, block.end)
        for mention in find_dates(found["day"], 0, Clock(published)) if found else ():
            day = mention.when.first if mention.when else None
            if day and published and 0 <= (published - day).days <= _LATE:
                return day
    return published


def _clocks(document: Document, view: str, paragraphs: list[Paragraph]) -> Iterator[Clock]:
    published, year = _written(view, paragraphs, _published(document)), _year(document)
    for paragraph in paragraphs:
        block = paragraph.block
        line = _YEAR_LINE.match(view[block.start : block.end])
        year = int(line.group(1)) if line else year
        today = published
        if block.date and len(block.date) >= 10 and "X" not in block.date:
            today = date.fromisoformat(block.date[:10])
        yield Clock(today, year=year)


def _mentions(
    document: Document, view: str, paragraphs: list[Paragraph], scan: ActorScan
) -> Iterator[list[Mention]]:
    for paragraph, clock in zip(paragraphs, _clocks(document, view, paragraphs), strict=True):
        block = paragraph.block
        named = [(a + block.start, b + block.start) for a, b in likely_people(paragraph.doc)]
        dates = [d for d in dates_of(view, block, clock) if not _in_a_name(d, named, view)]
        actors = scan.scan(view, document.text, block.start, block.end)
        actors = _unless_named(actors, named, document.text)
        actors = [*actors, *unknown_places(paragraph.doc, view, document.text, block, actors)]
        fixed = drop_covered(
            [*dates, *with_sides(actors, view, document.text, block.start, block.end)]
        )
        people = [
            (a - block.start, b - block.start)
            for a, b in named
            if not _all_taken((a - block.start, b - block.start), fixed, block.start)
        ]
        apart = [
            (m.start - block.start, m.end - block.start)
            for m in fixed
            if m.kind in (Kind.PLACE, Kind.DATE) or (m.sort == "body" and " " in m.text)
        ]
        posts = find_posts(paragraph.doc, document.text, block.start, [*people, *apart])
        heading = block.zone in (Zone.TITLE, Zone.HEADING, Zone.DECK)
        names = find_names(paragraph.doc, view, block.start, fixed, heading=heading)
        yield _merged(fixed, names, posts)


_PAPER = re.compile(
    r"\w+day (?:Observer|Times|Telegraph|Mirror|Express|Vision|Nation|Leader|Independent|Standard|Mail|Post|"
    r"News|Tribune|Herald|Guardian|Monitor|Star|Sun)\b"
)
_FIRST_NAMES = frozenset({"Jan", "April", "May", "June", "August"})


def _in_a_name(date_: Mention, people: list[tuple[int, int]], view: str) -> bool:
    """ "Jan Novak", "May Phyo": a month that is a first name."""
    if _PAPER.match(view, date_.start):
        return True
    if date_.text == "Jan" and re.match(r"\s[A-Z][a-z]", view[date_.end : date_.end + 3]):
        return True
    return date_.text in _FIRST_NAMES and any(
        a <= date_.start and date_.end <= b and b - a > len(date_.text) for a, b in people
    )


def _all_taken(span: tuple[int, int], fixed: list[Mention], offset: int) -> bool:
    a, b = span[0] + offset, span[1] + offset
    return any(m.start <= a and b <= m.end for m in fixed)


_NUMBERED = re.compile(r"(?:\s[IVX]{1,4}|['’]s?)?$")


def _unless_named(actors: list[Mention], people: list[tuple[int, int]], text: str) -> list[Mention]:
    """Without places and states that are part of a person's name: "Israel Ramírez Pineda"."""
    kept = []
    for mention in actors:
        inside = [(a, b) for a, b in people if a <= mention.start and mention.end <= b]
        alone = any(
            mention.start == a and _NUMBERED.match(text[mention.end : b]) for a, b in inside
        )
        served = mention.sort == "country" and text[: mention.start].endswith((" of ", " for "))
        if (
            not inside
            or alone
            or served
            or mention.sort in ("adjective", "people", "body", "group")
        ):
            kept.append(mention)
    return kept


def _merged(fixed: list[Mention], names: list[Mention], posts: list[Mention]) -> list[Mention]:
    """Actors inside a post stay hidden in it; a name cuts the post before it."""
    free = []
    for post in posts:
        cut = min(
            (n.start for n in names if post.start < n.start < post.end and _cuts(n, post)),
            default=post.end,
        )
        post = _without_owner(post, fixed)
        if cut > post.start:
            text = post.text[: cut - post.start].rstrip(" ,'’")
            end = post.start + len(text)
            side = next((f for f in fixed if post.start <= f.start and f.end <= end), None)
            key, sort = (side.key or f"acronym:{side.name}", str(side.kind)) if side else ("", "")
            about = _ABOUT.search(text) and not _TO_SOMEBODY.search(text)
            if key.startswith("country:") and (about or _OF_ITS_FOES.search(text)):
                key, sort = "", ""
            free.append(post.shifted(end=end, text=text, name=text, key=key, sort=sort))
    return drop_covered([*free, *[f for f in fixed if not _within(f, free)], *names])


def _cuts(name: Mention, post: Mention) -> bool:
    """Whether a name ends an office before it: not so the doubtful name of what is governed."""
    if name.sort == "maybe":
        return False
    lead = post.text[: name.start - post.start]
    return name.sort == "sure" or not lead.endswith((" of ", " for ", " of the ", " for the "))


_ABOUT = re.compile(
    r"\b(?:envoy|representative|co-?ordinator|mediator|ambassador|commissioner|rapporteur|adviser)\b[^,]*?\s"
    r"(?:for|to|in|on)\s",
    re.I,
)
"""What such a person works on is not whom they work for."""
_TO_SOMEBODY = re.compile(
    r"\b(?:advis[eo]r|aide|assistant|secretary)\sto\s.*\b(?:[Mm]inister|[Pp]resident|[Pp]remier|[Gg]overnment|"
    r"[Ll]eader|[Kk]ing|[Cc]abinet|[Cc]hief)\b"
)
_OF_ITS_FOES = re.compile(
    r"\b(?:rebels?|opposition|insurgents?|separatists?|militants?|guerrillas?|breakaway)\b"
)
"""The leader of a rebel group of a country does not serve the country."""
_HEAD_END = re.compile(r"\b(?:of|for|to|from)\b")


def _without_owner(post: Mention, fixed: list[Mention]) -> Mention:
    """ "Pakistan's Defence Minister" is a state and a post: the post begins after the state."""
    tail = _HEAD_END.search(post.text)
    limit = post.start + (tail.start() if tail else len(post.text))
    owners = [
        f.end
        for f in fixed
        if post.start <= f.start and f.end <= limit and f.kind in (Kind.ACTOR, Kind.ADJECTIVE)
    ]
    if not owners or max(owners) >= post.end:
        return post
    skipped = re.match(r"(?:['’]s?)?[\s-]*", post.text[max(owners) - post.start :])
    start = max(owners) + (skipped.end() if skipped else 0)
    text = post.text[start - post.start :]
    return post.shifted(start=start, text=text, name=text) if text[:1].isalpha() else post


def _within(mention: Mention, posts: list[Mention]) -> bool:
    return any(p.start <= mention.start and mention.end <= p.end for p in posts)


def _sentences(
    view: str, paragraphs: list[Paragraph], mentions: list[list[Mention]], linked: list[Mention]
) -> list[Sentence]:
    by_start = {m.start: m for m in linked}
    sentences: list[Sentence] = []
    for paragraph, group in zip(paragraphs, mentions, strict=True):
        block = paragraph.block
        known = [by_start.get(m.start, m) if m.kind is Kind.PERSON else m for m in group]
        known = [m for m in known if m.kind is not Kind.PERSON or m.key]
        for a, b in sentence_spans(view[block.start : block.end]):
            start, end = block.start + a, block.start + b
            inside = [m for m in known if start <= m.start and m.end <= end]
            shape = make_shape(view, start, end, inside)
            paragraph.sentences.append(len(sentences))
            sentences.append(
                Sentence(
                    len(sentences), start, end, paragraph.number, a == 0, shape, view[start:end]
                )
            )
    return sentences
