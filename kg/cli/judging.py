"""Commands that settle who is who: review, judge."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from kg.cli.app import Session
from kg.cli.output import AsJson, print_json, print_table, say
from kg.cli.updating import bring_up
from kg.errors import SulhError, UsageError
from kg.facts.judgements import Judgement, Verdict
from kg.iris import slugify
from kg.matching import Bench, Known, Suggestion

KINDS = ("person", "actor", "place", "process", "round", "commitment")
QUOTES = 4
_KEYS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_MARKS = '“”"'
_ASK = "[s]ame  [d]ifferent  [u]nsure  [k] skip  [b]ack  [q]uit"
By = Annotated[str, typer.Option("--by", help="Who judges; else the name of your account.")]


def add_commands(app: typer.Typer) -> None:
    for command in (review, judge):
        app.command()(command)


def review(
    context: typer.Context,
    kind: Annotated[str, typer.Option(help=f"One of {', '.join(KINDS)}.")] = "",
    by: By = "",
    unsure: Annotated[bool, typer.Option(help="Those that were left unsure before.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Print them; ask nothing.")] = False,
    json: AsJson = False,
) -> None:
    """Walk through pairs that may be one person, body, place, round or promise."""
    if kind and kind not in KINDS:
        raise UsageError(f"--kind {kind}: want one of {', '.join(KINDS)}.")
    session: Session = context.obj
    bench = Bench(session.corpus(), session.settings.base)
    found = bench.suggestions(kind or None, unsure=unsure)
    if json:
        print_json([one.to_json() for one in found])
    elif not found:
        say("Nothing is open: no two names look like one.")
    elif list_:
        columns = ["score", "", "", "why"]
        print_table(columns, [(f"{s.score:.2f}", s.a.id, s.b.id, s.reasons) for s in found])
    elif _Walk(bench, found, by or getpass.getuser(), again=unsure).go():
        bring_up(session, bench.corpus)


class _Walk:
    """One sitting: each suggestion on screen, one key an answer."""

    def __init__(self, bench: Bench, found: list[Suggestion], by: str, *, again: bool) -> None:
        self._bench, self._found, self._by, self._again = bench, found, by, again
        self._made: list[tuple[int, Judgement]] = []

    def go(self) -> int:
        """How many judgements now stand that did not before."""
        at = 0
        while at < len(self._found):
            if not self._again and not self._bench.is_open(self._found[at]):
                at += 1
                continue
            _show(self._found[at], at + 1, len(self._found), self._labels())
            key = _key()
            if key == "q":
                break
            at = self._back(at) if key == "b" else self._judged(at, key)
        say(f"{len(self._made)} judged.")
        return len(self._made)

    def _labels(self) -> Callable[[str], str]:
        known = {entity.id: entity.label for entity in self._bench.plan.entities}
        return lambda id: known.get(id, id)

    def _judged(self, at: int, key: str) -> int:
        if key in _KEYS:
            pair = self._found[at]
            try:
                made = self._bench.judge(pair.a.id, pair.b.id, _KEYS[key], by=self._by)
            except SulhError as error:
                say(error.message)
                return at + 1
            self._made.append((at, made))
        return at + 1

    def _back(self, at: int) -> int:
        if not self._made:
            say("Nothing was judged yet in this sitting.")
            return at
        before, made = self._made.pop()
        self._bench.judge(made.a, made.b, Verdict.UNDONE, by=self._by, why="taken back")
        return before


def _key() -> str:
    """The end of the input is a quit."""
    while True:
        try:
            key = str(typer.prompt(_ASK, default="k", show_default=False)).strip().lower()[:1]
        except typer.Abort:
            return "q"
        if key in (*_KEYS, "k", "b", "q"):
            return key


def _show(one: Suggestion, number: int, total: int, label: Callable[[str], str]) -> None:
    out = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    out.print()
    why = "; ".join(_readable(reason, label) for reason in one.reasons)
    out.print(Text(f"{number} of {total}   {one.a.room}   {one.score:.2f}   {why}", "bold"))
    for side in (one.a, one.b):
        out.print(Panel(_side(side, label), title=escape(side.label), title_align="left"))


def _readable(reason: str, label: Callable[[str], str]) -> str:
    """The same round: round/x → the same round: Doha, October 2025."""
    start, colon, id = reason.partition(": ")
    return f"{start}: {label(id)}" if colon else reason


def _side(known: Known, label: Callable[[str], str]) -> Text:
    text = Text(f"{known.id}\n", "dim")
    others = [name for name in known.names if name != known.label][:6]
    if others:
        text.append("also " + ", ".join(others) + "\n", "")
    for mention in known.mentions[:QUOTES]:
        about = [label(x) for x in (mention.side, mention.round) if x] + list(mention.posts)
        text.append(f"“{mention.quote.strip(_MARKS)}”", "italic")
        text.append(f"\n   {mention.source}  {' · '.join(about)}\n", "dim")
    if len(known.mentions) > QUOTES:
        text.append(f"… and {len(known.mentions) - QUOTES} more\n", "dim")
    if not known.mentions:
        text.append("known to the registry; no source of this corpus names it\n", "dim")
    text.rstrip()
    return text


def judge(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="An id (person/jane-doe), or a name.")],
    b: Annotated[str, typer.Argument(metavar="B")],
    verdict: Annotated[Verdict, typer.Argument(help="undone takes a judgement back.")],
    why: Annotated[str, typer.Option(help="The reason, for those who come after.")] = "",
    by: By = "",
    json: AsJson = False,
) -> None:
    """Say that two ids are the same, different, or unsure; undone takes it back."""
    session: Session = context.obj
    bench = Bench(session.corpus(), session.settings.base)
    one, two = (_id(bench, name) for name in (a, b))
    made = bench.judge(one, two, verdict, by=by or getpass.getuser(), why=why)
    bring_up(session, bench.corpus)
    if json:
        print_json(made.to_line())
    else:
        say(f"{made.a} and {made.b}: {made.verdict.value}.")


def _id(bench: Bench, name: str) -> str:
    """An id as it stands, or the only one that bears the name."""
    if "/" in name:
        return name
    slug = slugify(name)
    found = [
        entity.id for entity in bench.plan.entities if entity.slug == slug or name in entity.names()
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"Nothing here is called {name!r}; name an id such as person/jane-doe.")
    raise UsageError(f"{name!r} is the name of {', '.join(found[:5])}; name one of these ids.")
