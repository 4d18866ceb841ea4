"""What each key is called in a text, and what "the government", "the rebels" stand for in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.facts.extract.gazetteer import Gazetteer
from kg.facts.extract.naming.sides import BODIES
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Reading, Sentence


def shown_names(sentences: Iterable[Sentence], whole: str) -> dict[str, str]:
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


def stand_ins(sentences: Sequence[Sentence]) -> tuple[dict[str, str], dict[str, str]]:
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
    if best and re.search(r"\b(?:military|junta|army)\b", names.get(best, ""), re.I):
        alias |= {"side:military": best, "side:junta": best}
    return {
        **_by_head(sentences),
        **alias,
        **_movement(sentences),
        **_short_forms(sentences),
        **_of_region(sentences),
    }, names


def _of_region(sentences: Sequence[Sentence]) -> dict[str, str]:
    """ "Tigray" beside the "Tigray People's Liberation Front": whoever speaks for it."""
    keys = Counter(m.key for s in sentences for m in s.mentions if m.key.startswith("group:"))
    found = {}
    for short in keys:
        stem = short.removesuffix("s")
        longer = [key for key in keys if key.startswith(f"{short} ") or key.startswith(f"{stem} ")]
        if longer:
            found[short] = max(longer, key=lambda key: (keys[key], key))
    return found


_WHERE = re.compile(r"\b(?:in|at|to|from|near|[A-Z]\w+,)\s$")
"""Before the name of a country that is only a place."""


def _one_state(sentences: Sequence[Sentence]) -> str:
    """The state that a text on an inner conflict names far more often than any other."""
    named = Counter(
        m.key
        for s in sentences
        for m in s.mentions
        if m.kind in (Kind.ACTOR, Kind.ADJECTIVE)
        and m.key.startswith("country:")
        and "/" not in m.key
        and not _WHERE.search(s.view[: m.start - s.start])
    )
    for key in _helpers(sentences):
        named.pop(key, None)
    ranked = named.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ""
    lead = [
        m.key for s in sentences if s.index < 3 for m in s.of(Kind.ACTOR) if m.sort == "country"
    ]
    return ranked[0][0] if ranked[0][0] in lead else ""


def _by_head(sentences: Iterable[Sentence]) -> dict[str, str]:
    """ "The council" of a text that names one council."""
    named = {m.key: m.name.lower().split() for s in sentences for m in s.of(Kind.ACTOR)}
    groups = {key: words for key, words in named.items() if key.startswith(("group:", "body:"))}
    found = {}
    for word in BODIES.split("|"):
        called = [key for key, words in groups.items() if word in words]
        if len(called) == 1:
            found[f"side:{word}"] = called[0]
    return found


_BY = re.compile(r"\b(?:facilitated|mediated|brokered|hosted|chaired|sponsored)\sby\s(?:the\s)?$")
_AS = re.compile(
    r"(?:'s)?\s(?:facilitat|mediat|host|broker|observ|as\s(?:host|mediator|facilitator|guarantor))"
)


def _helpers(sentences: Sequence[Sentence]) -> set[str]:
    """States that only help: theirs is not "the government"."""
    return {
        m.key
        for s in sentences
        for m in s.mentions
        if m.key.startswith("country:")
        and (_BY.search(s.view[: m.start - s.start]) or _AS.match(s.view[m.end - s.start :]))
    }


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


def sides_left(alias: Mapping[str, str], parties: Sequence[str]) -> dict[str, str]:
    """What "the rebels" and "the government" stand for where one party alone can be meant."""
    states = [key for key in parties if key.startswith("country:")]
    others = [key for key in parties if key.startswith("group:")]
    if len(states) != 1 or len(others) != 1:
        return {}
    found = {f"side:{word}": others[0] for word in _MOVEMENTS if word not in ("group", "movement")}
    found |= {"side:government": states[0], "side:junta": states[0]}
    return {key: value for key, value in found.items() if key not in alias and key not in parties}


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


POST_PAIR = re.compile(
    r"s\b[^,]*\s(?:of|from|for)\s(?:the\s)?(?P<a>[\w' -]+?)\sand\s(?:of\s)?(?:the\s)"
    r"?(?P<b>[\w' -]+)$"
)
"""The two sides inside a plural post: "foreign ministers of Armenia and Azerbaijan"."""


def usual_names(sentences: Iterable[Sentence], gazetteer: Gazetteer) -> dict[str, str]:
    usual = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.key.startswith("country:") and "/" not in mention.key:
                usual[mention.key] = gazetteer.usual.get(mention.key, mention.name)
            elif mention.kind is Kind.POST and mention.key in gazetteer.usual:
                usual[mention.key] = gazetteer.usual[mention.key]
            if state := gazetteer.serves.get(mention.key):
                usual.setdefault(state, gazetteer.usual[state])
            if mention.kind is Kind.POST and (pair := POST_PAIR.search(mention.text)):
                known = [gazetteer.get(pair[group].strip()) for group in ("a", "b")]
                usual |= {e.key: e.name for e in known if e and e.key.startswith("country:")}
    return usual


def employers(reading: Reading) -> dict[str, str]:
    """Key of the state or body behind each person's office, where an office names it."""
    found: dict[str, str] = {}
    for sentence in reading.sentences:
        for entry in names_from(sentence, 0, len(sentence.shape.text)):
            key = next(iter(entry.post_keys), "") or (
                entry.side.key if entry.side and entry.posts else ""
            )
            if key and entry.person and not _OVER.search(" ".join(entry.posts)):
                found.setdefault(entry.person.key, key)
    return found


_OVER = re.compile(r"\b(?:former|ex|late|retired|onetime)\b", re.I)
"""Of an office that is over: whoever held it serves others now."""
