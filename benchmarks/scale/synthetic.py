"""Corpora of invented articles, as large as wanted: the same number makes the same files.

A source speaks of one or two rounds of one process, names who was there in whose name, who helped,
what was promised, demanded and said: about 290 quads. Each round has about a dozen sources, which
differ in titles, counts and dates as real ones do.
"""

from __future__ import annotations

import calendar
import json
import random
from collections.abc import Iterator
from pathlib import Path

from kg.corpus import Corpus
from kg.corpus.record import digest
from kg.facts import sheets
from kg.facts.model import Sheet

SOURCES_A_PROCESS = 60
SOURCES_A_ROUND = 12
PEOPLE_A_PROCESS = 40
_FIRST = (
    *("Adil", "Bruna", "Celia", "Dario", "Edda", "Farid", "Goran"),
    *("Hanna", "Ilmar", "Jovan", "Kalle", "Lamia", "Mirko", "Nadia"),
)
_LAST = (
    *("Abara", "Belnik", "Corvo", "Dastan", "Ekvall", "Farouq"),
    *("Grenko", "Hadrami", "Ilves", "Jarosz", "Kovren", "Lisande"),
)
_POSTS = ("foreign minister", "defence minister", "envoy", "intelligence chief", "deputy minister")
_PLACES = ("Doha", "Geneva", "Oslo", "Istanbul", "Muscat", "Nairobi", "Cairo", "Havana", "Vienna")
_HELPERS = ("Qatar", "Norway", "Switzerland", "Turkey", "Oman", "Kenya", "Egypt", "Cuba", "Austria")
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ROLES = ("host", "mediator", "facilitator", "guarantor", "observer")
_PLEDGES = ("ceasefire", "prisoner-release", "humanitarian-access", "withdrawal")


def make_corpus(folder: Path, sources: int, *, start: int = 0) -> Corpus:
    """Files as `sulh add` would leave them, written without its care for power cuts."""
    corpus = Corpus.init(folder)
    with (folder / "journal.jsonl").open("a", encoding="utf-8") as journal:
        for number in range(start, start + sources):
            sheet, text = make_source(number)
            id, written = sheet.source.id, sheets.dumps(sheet)
            (folder / f"sheets/{id}.facts.yaml").write_text(written, encoding="utf-8")
            (folder / f"sources/{id}.txt").write_text(text, encoding="utf-8")
            line = {"what": "added", "source": id, "by": "synthetic", "before": None}
            line |= {"at": "2026-01-01T00:00:00+00:00", "after": digest(written.encode())}
            line |= {"text": digest(text.encode())}
            journal.write(json.dumps(line, sort_keys=True) + "\n")
    return corpus


def make_source(number: int) -> tuple[Sheet, str]:
    """The sheet, and the text that holds its words."""
    chance = random.Random(number)
    process = number // SOURCES_A_PROCESS
    facts = _Article(process, number // SOURCES_A_ROUND, chance)
    day = f"20{10 + process % 15:02}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    source = {"id": f"wire-{number:07}", "title": f"Report {number}", "published": day}
    source["publisher"] = f"Agency {chance.randint(1, 40)}"
    return Sheet.model_validate({"source": source, **facts.facts()}), facts.text()


class _Article:
    def __init__(self, process: int, round: int, chance: random.Random) -> None:
        self._chance = chance
        self._process, self._round = process, round
        self._parties = [f"{_LAST[process % 12]} Front {process}", f"Government {process}"]
        self._lines: list[str] = []

    def facts(self) -> dict[str, list[dict[str, object]]]:
        return {
            "rounds": [self._described()],
            "third_parties": list(self._helpers()),
            "participants": list(self._present()),
            "commitments": list(self._pledges()),
            "positions": [self._demand()],
            "statements": [self._statement()],
        }

    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    def _said(self, line: str) -> list[str]:
        self._lines.append(line)
        return [line]

    def _described(self) -> dict[str, object]:
        place = _PLACES[self._round % len(_PLACES)]
        year, month = 2008 + self._round % 18, 1 + self._round % 12
        day = 5 + self._round % 15 + self._chance.choice((0, 0, 0, 1))
        dates = f"{year}-{month:02}-{day:02}/{year}-{month:02}-{day + 2:02}"
        lines = (
            f"The {_ORDINALS[self._round % 5]} talks of valley {self._process} met in {place} "
            f"from {day} to {day + 2} {calendar.month_name[month]} {year}.",
            f"Across the table sat {self._parties[0]} and {self._parties[1]}.",
        )
        return {
            "id": "r1",
            "process": f"talks of valley {self._process}",
            "place": place,
            "dates": dates,
            "ordinal": 1 + self._round % 5,
            "parties": self._parties,
            "status": "concluded",
            "evidence": [quote for line in lines for quote in self._said(line)],
        }

    def _helpers(self) -> Iterator[dict[str, object]]:
        first = self._round % len(_HELPERS)
        for number in (first, (first + 1 + self._chance.randint(0, 2)) % len(_HELPERS)):
            role = self._chance.choice(_ROLES)
            evidence = self._said(f"{_HELPERS[number]} served as {role}.")
            yield {"round": "r1", "actor": _HELPERS[number], "roles": [role], "evidence": evidence}

    def _present(self) -> Iterator[dict[str, object]]:
        for seat in self._chance.sample(range(PEOPLE_A_PROCESS), 3):
            person, party = self._person(seat), self._parties[seat % 2]
            post = _POSTS[(seat + self._chance.choice((0, 0, 0, 1))) % len(_POSTS)]
            yield {
                "round": "r1",
                "for": party,
                "person": person,
                "posts": [post],
                "roles": ["head"] if seat < 4 else [],
                "evidence": self._said(f"{person}, {post}, came for {party}."),
            }

    def _person(self, seat: int) -> str:
        number = self._process * PEOPLE_A_PROCESS + seat
        first, last = _FIRST[number % 14], _LAST[(number // 14) % 12]
        return f"{first} {last} {_roman(number)}"

    def _pledges(self) -> Iterator[dict[str, object]]:
        kind = self._chance.choice(_PLEDGES)
        text = f"to begin the {kind.replace('-', ' ')} within ten days"
        evidence = self._said(f"{self._parties[0]} and {self._parties[1]} promised {text}.")
        yield {
            "round": "r1",
            "by": self._parties,
            "type": kind,
            "text": text,
            "evidence": evidence,
        }

    def _demand(self) -> dict[str, object]:
        text = f"the release of {self._chance.randint(10, 90)} detainees"
        line = f"{self._parties[0]} demanded {text}."
        return {
            "round": "r1",
            "by": self._parties[0],
            "kind": "demand",
            "text": text,
            "evidence": self._said(line),
        }

    def _statement(self) -> dict[str, object]:
        speaker = self._person(self._chance.randrange(PEOPLE_A_PROCESS))
        quote = f"We have {self._chance.randint(2, 9)} matters left to settle"
        evidence = self._said(f"“{quote},” {speaker} said.")
        return {"speaker": speaker, "about": "r1", "quote": quote, "evidence": evidence}


def _roman(number: int) -> str:
    """A name's own mark in letters, so that no two people share one."""
    letters = ""
    while True:
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
        if not number:
            return letters.capitalize()
