"""Document → Reading: views, parse, mentions, people, sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from kg.facts.extract.actors import ActorScan
from kg.facts.extract.datewords import Clock, find_dates
from kg.facts.extract.entries import names_from
from kg.facts.extract.gazetteer import Gazetteer
from kg.facts.extract.gazetteer.lookup import fold
from kg.facts.extract.mention import Kind, Mention, When, drop_covered
from kg.facts.extract.names import find_names, likely_people, link_people
from kg.facts.extract.reading import Paragraph, Reading, Sentence
from kg.facts.extract.sentences import sentence_spans
from kg.facts.extract.shape import make_shape
from kg.facts.extract.sides import with_sides
from kg.facts.extract.titles import find_posts, honorific_before
from kg.facts.extract.views import plain_view
from kg.sources.document import SILENT, Block, Document, Zone

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_BLOCK = 20_000
BATCH = 64
_YEAR_LINE = re.compile(r"^\W{0,3}((?:19|20)\d\d)\W{0,3}$")
_FUTURE = re.compile(
    r"\b(?:will|would|shall|to be held|scheduled|planned|expected|(?:is|are) (?:to|due|set)|due"
    r"|slated|fixed|pencilled|next|could|(?-i:may)|might|upcoming|invited|propos\w+|"
    r"suggest\w+|plans?|hopes?|set|(?:promis|pledg|vow|commit|undert|agree|accept)\w*(?:\s\w+){0,3}?\sto"
    r"|reconvene|meet again)\b[^;]{0,60}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Parser:
    """What stays the same from document to document."""

    nlp: Language
    gazetteer: Gazetteer
    acronyms: frozenset[str]

    def read(self, document: Document, deadline: float) -> tuple[Reading, str | None]:
        """The reading, and why it stops before the end, if it does."""
        view = plain_view(document.text, self.acronyms)
        scan = ActorScan(self.gazetteer)
        scan.learn(view)
        blocks = [
            b for b in document.blocks if b.zone not in SILENT and b.end - b.start <= MAX_BLOCK
        ]
        paragraphs, partial = self._paragraphs(view, blocks, deadline)
        mentions = list(_mentions(document, view, paragraphs, scan))
        linked, people = link_people(
            [m for g in mentions for m in g if m.kind is Kind.PERSON and not _a_place(m, view)]
        )
        sentences = _sentences(view, paragraphs, mentions, linked)
        reading = Reading(
            document,
            view,
            paragraphs,
            sentences,
            people,
            _names(sentences, document.text),
            _published(document),
            self.gazetteer.capital_of,
            *_governments(sentences),
            _usual(sentences, self.gazetteer),
        )
        reading.employer = employers(reading)
        return reading, partial

    def _paragraphs(
        self, view: str, blocks: list[Block], deadline: float
    ) -> tuple[list[Paragraph], str | None]:
        paragraphs: list[Paragraph] = []
        for chunk in _chunks(blocks, BATCH):
            if monotonic() > deadline:
                return paragraphs, "time limit reached before the end of the text"
            docs = self.nlp.pipe((view[b.start : b.end] for b in chunk), batch_size=BATCH)
            for block, doc in zip(chunk, docs, strict=True):
                paragraphs.append(Paragraph(block, len(paragraphs), doc))
        return paragraphs, None


def _chunks(blocks: list[Block], size: int) -> Iterator[list[Block]]:
    for start in range(0, len(blocks), size):
        yield blocks[start : start + size]


def _published(document: Document) -> date | None:
    text = document.metadata.published or ""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _clocks(document: Document, view: str, paragraphs: list[Paragraph]) -> Iterator[Clock]:
    published, year = _published(document), None
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
        dates = [d for d in _dates(view, block, clock) if not _in_a_name(d, named, view)]
        actors = scan.scan(view, document.text, block.start, block.end)
        actors = _unless_named(actors, named, document.text)
        actors = [*actors, *_unknown_places(paragraph.doc, view, document.text, block, actors)]
        fixed = drop_covered(
            [*dates, *with_sides(actors, view, document.text, block.start, block.end)]
        )
        people = [
            (a - block.start, b - block.start)
            for a, b in named
            if not _all_taken((a - block.start, b - block.start), fixed, block.start)
        ]
        places = [
            (m.start - block.start, m.end - block.start)
            for m in fixed
            if m.kind is Kind.PLACE or (m.sort == "body" and " " in m.text)
        ]
        posts = find_posts(paragraph.doc, document.text, block.start, [*people, *places])
        heading = block.zone in (Zone.TITLE, Zone.HEADING, Zone.DECK)
        names = find_names(paragraph.doc, view, block.start, fixed, heading=heading)
        yield _merged(fixed, names, posts)


_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside)\s(?:the\s(?:town|city|village|resort|port)\sof\s)?$"
)


def _a_place(name: Mention, view: str) -> bool:
    """One word that the text mostly has after "in", "at" or "near", whatever the model says."""
    if " " in name.text or honorific_before(view, name.start) < name.start:
        return False
    word = re.escape(name.text)
    there = len(re.findall(rf"\b(?:in|at|near|across|inside|outside|into)\s{word}\b", view))
    return there > 0 and 2 * there >= len(re.findall(rf"\b{word}\b", view))


_DIRECTIONS = frozenset(
    [
        "North",
        "South",
        "East",
        "West",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Central",
        "Middle",
    ]
)


def _unknown_places(
    doc: Doc, view: str, text: str, block: Block, known: list[Mention]
) -> list[Mention]:
    """Towns that no table holds, where the model and a preposition agree on them."""
    found = []
    for entity in doc.ents:
        start, end = entity.start_char + block.start, entity.end_char + block.start
        name = view[start:end].removesuffix("'s").strip(" ,.")
        end = start + len(name)
        if (
            entity.label_ not in ("GPE", "LOC")
            or name in _DIRECTIONS
            or not name[:1].isupper()
            or len(name) < 3
            or name.startswith("The ")
        ):
            continue
        if any(m.start < end and start < m.end for m in known) or not _LOCATIVE.search(
            view[max(block.start, start - 30) : start]
        ):
            continue
        found.append(
            Mention(
                Kind.PLACE, start, end, text[start:end], f"city:{fold(name).lower()}", name, "found"
            )
        )
    return [*found, *_met_there(view, text, block, [*known, *found])]


_MET_THERE = re.compile(
    r"\b(?:met|meets?|meeting|talks|held|signed|gathered|sessions?|rounds?|opened|closed|resumed|convened|"
    r"initialled|ended|sat down|sat together)\s(?:again\s|today\s|on\s\w+\s\d{1,2}\s)?(?:in|at)\s"
    r"(?P<there>[A-Z][\w’'-]{2,20}(?:\s[A-Z][\w’'-]{2,20})?)"
    r"(?=[,.;]|\s(?:on|in|from|under|with|for|and|last|this|between|since|until|to|by|after|over|where|about)\b|$)"
)
_NO_PLACE = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Parliament",
        "Government",
        "Congress",
        "Christmas",
        "Ramadan",
        "Easter",
        "The",
        "This",
        "That",
        "His",
        "Her",
        "Its",
        "Their",
        "Hotel",
        "Palace",
        "Spring",
        "Summer",
        "Autumn",
        "Winter",
        "North",
        "South",
        "East",
        "West",
    ]
)


def _met_there(view: str, text: str, block: Block, known: list[Mention]) -> Iterator[Mention]:
    """ "They met in Sovima": a name after words of meeting, whatever the model makes of it."""
    for match in _MET_THERE.finditer(view, block.start, block.end):
        start, end = match.span("there")
        name = match["there"]
        if _NO_PLACE & set(name.split()) or any(m.start < end and start < m.end for m in known):
            continue
        yield Mention(
            Kind.PLACE, start, end, text[start:end], f"city:{fold(name).lower()}", name, "found"
        )


_FIRST_NAMES = frozenset({"Jan", "April", "May", "June", "August"})


def _in_a_name(date_: Mention, people: list[tuple[int, int]], view: str) -> bool:
    """ "Jan Novak", "May Phyo": a month that is a first name."""
    if date_.text == "Jan" and re.match(r"\s[A-Z][a-z]", view[date_.end : date_.end + 3]):
        return True
    return date_.text in _FIRST_NAMES and any(
        a <= date_.start and date_.end <= b and b - a > len(date_.text) for a, b in people
    )


def _all_taken(span: tuple[int, int], fixed: list[Mention], offset: int) -> bool:
    a, b = span[0] + offset, span[1] + offset
    return any(m.start <= a and b <= m.end for m in fixed)


_NUMBERED = re.compile(r"(?:\s[IVX]{1,4})?$")


def _unless_named(actors: list[Mention], people: list[tuple[int, int]], text: str) -> list[Mention]:
    """Without places and states that are part of a person's name: "Israel Ramírez Pineda"."""
    kept = []
    for mention in actors:
        inside = [(a, b) for a, b in people if a <= mention.start and mention.end <= b]
        alone = any(
            mention.start == a and _NUMBERED.match(text[mention.end : b]) for a, b in inside
        )
        if not inside or alone or mention.sort in ("adjective", "people", "body", "group"):
            kept.append(mention)
    return kept


def _merged(fixed: list[Mention], names: list[Mention], posts: list[Mention]) -> list[Mention]:
    """Actors inside a post stay hidden in it; a name cuts the post before it."""
    free = []
    for post in posts:
        cut = min(
            (n.start for n in names if post.start < n.start < post.end and n.sort != "maybe"),
            default=post.end,
        )
        post = _without_owner(post, fixed)
        if cut > post.start:
            text = post.text[: cut - post.start].rstrip(" ,'’")
            end = post.start + len(text)
            side = next((f for f in fixed if post.start <= f.start and f.end <= end), None)
            key, sort = (side.key or side.name, str(side.kind)) if side else ("", "")
            if key.startswith("country:") and _ABOUT.search(text):
                key, sort = "", ""
            free.append(post.shifted(end=end, text=text, name=text, key=key, sort=sort))
    return drop_covered([*free, *[f for f in fixed if not _within(f, free)], *names])


_ABOUT = re.compile(
    r"\b(?:envoy|representative|co-?ordinator|mediator|ambassador|commissioner|rapporteur|adviser)\b[^,]*?\s"
    r"(?:for|to|in|on)\s",
    re.I,
)
"""What such a person works on is not whom they work for."""
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


def _dates(view: str, block: Block, clock: Clock) -> list[Mention]:
    text = view[block.start : block.end]
    past = find_dates(text, block.start, clock)
    if clock.today is None:
        return past
    ahead = {
        m.start: m for m in find_dates(text, block.start, Clock(clock.today, True, clock.year))
    }
    chosen = []
    for mention in past:
        lead = view[max(block.start, mention.start - 70) : mention.start]
        lead = re.split(r"[.!?]\s", lead)[-1]
        chosen.append(ahead.get(mention.start, mention) if _FUTURE.search(lead) else mention)
    return _same_year(chosen)


def _same_year(dates: list[Mention]) -> list[Mention]:
    """ "In March 2025 … on 18 March": the day takes the year that its month was given."""
    years: dict[str, str] = {}
    last = ""
    settled = []
    for mention in dates:
        edtf = mention.when.edtf if mention.when else ""
        if re.search(r"(?:19|20)\d\d", mention.text):
            years[edtf[5:7]] = last = edtf[:4]
        elif (
            mention.when
            and "/" not in edtf
            and (year := years.get(edtf[5:7]) or (last if edtf[:1] == "X" else ""))
        ):
            mention = mention.shifted(when=_with_year(mention.when, year))
        settled.append(mention)
    return settled


def _with_year(when: When, year: str) -> When:
    edtf = year + when.edtf[4:]
    try:
        day = date.fromisoformat(edtf) if len(edtf) == 10 else None
    except ValueError:
        return when
    return When(edtf, when.bound, when.exact, day, day)


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


def _names(sentences: Iterable[Sentence], whole: str) -> dict[str, str]:
    """For each key the form to show: the longest noun, most used among equals; never a capital."""
    counts: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            if (
                mention.key
                and mention.kind is Kind.ACTOR
                and mention.sort not in ("people", "capital", "short")
            ):
                told = mention.text.isupper() and mention.name in whole
                shown = mention.name if told else mention.text
                counts.setdefault(mention.key, Counter())[shown] += 1
    return {key: _best(key, names) for key, names in counts.items()}


def _best(key: str, names: Counter[str]) -> str:
    if key.startswith("country:"):
        plain = [n for n in names if "overnment" not in n and n.lower() == n.lower().strip()]
        return max(plain or list(names), key=lambda n: (names[n], len(n), n))
    plain = [
        n
        for n in names
        if not any(n != m and re.fullmatch(re.escape(m) + r"\w{1,3}", n) for m in names)
    ]
    return max(plain, key=lambda n: (len(n), names[n], n))


_HELPS = re.compile(r"'s\s(?:\w+\s)?(?:mediat|facilitat|good offices|envoy)")


def _governments(sentences: Sequence[Sentence]) -> tuple[dict[str, str], dict[str, str]]:
    """What "the government" stands for, and the longer names of governments."""
    longer: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for mention in sentence.of(Kind.ACTOR):
            if (
                mention.sort == "side"
                and mention.key.startswith("country:")
                and "/" not in mention.key
            ) and not _HELPS.match(sentence.view[mention.end - sentence.start :]):
                longer.setdefault(mention.key, Counter())[mention.name] += 1
    names = {key: max(c, key=lambda n: (c[n], -len(n), n)) for key, c in longer.items()}
    best = max(longer, key=lambda key: (sum(longer[key].values()), key), default="")
    best = best or _one_state(sentences)
    alias = {"side:government": best} if best else {}
    return {**alias, **_movement(sentences), **_short_forms(sentences)}, names


def _one_state(sentences: Sequence[Sentence]) -> str:
    """The state that a text on an inner conflict names far more often than any other."""
    named = Counter(
        m.key
        for s in sentences
        for m in s.mentions
        if m.kind in (Kind.ACTOR, Kind.ADJECTIVE)
        and m.key.startswith("country:")
        and "/" not in m.key
    )
    ranked = named.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ""
    lead = [
        m.key for s in sentences if s.index < 3 for m in s.of(Kind.ACTOR) if m.sort == "country"
    ]
    return ranked[0][0] if ranked[0][0] in lead else ""


_MOVEMENTS = (
    *("opposition", "rebels", "movement", "group", "guerrillas", "insurgents", "insurgency"),
    *("separatists", "militants", "militia", "paramilitaries", "secessionists"),
)


def _movement(sentences: Iterable[Sentence]) -> dict[str, str]:
    """ "The rebels" of a text that names one movement, or one far more often than any other."""
    groups = Counter(m.key for s in sentences for m in s.of(Kind.ACTOR) if m.key[:6] == "group:")
    ranked = groups.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
        return {}
    return {f"side:{word}": ranked[0][0] for word in _MOVEMENTS}


def _short_forms(sentences: Iterable[Sentence]) -> dict[str, str]:
    """ "the Philippine government (GPH)": the letters stand for the side before them."""
    found = {}
    for sentence in sentences:
        for match in re.finditer(
            r"(?P<side><A\d+>)\s\((?:the\s)?(?P<short><A\d+>)\)", sentence.shape.text
        ):
            side, short = (
                sentence.shape.mention(match["side"]),
                sentence.shape.mention(match["short"]),
            )
            if short.sort == "acronym" and side.key:
                found[f"acronym:{short.name}"] = side.key
    return found


def _usual(sentences: Iterable[Sentence], gazetteer: Gazetteer) -> dict[str, str]:
    usual = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.key.startswith("country:") and "/" not in mention.key:
                usual[mention.key] = gazetteer.usual.get(mention.key, mention.name)
            elif mention.kind is Kind.POST and mention.key in gazetteer.usual:
                usual[mention.key] = gazetteer.usual[mention.key]
    return usual


def employers(reading: Reading) -> dict[str, str]:
    """Key of the state or body behind each person's office, where an office names it."""
    found: dict[str, str] = {}
    for sentence in reading.sentences:
        for entry in names_from(sentence, 0, len(sentence.shape.text)):
            key = entry.post_key or (entry.side.key if entry.side and entry.posts else "")
            if key and entry.person:
                found.setdefault(entry.person.key, key)
    return found
