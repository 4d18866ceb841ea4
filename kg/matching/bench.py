"""Where a person judges: the open suggestions of a corpus, and a verdict put on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from kg.corpus import Corpus
from kg.errors import JudgementError, NotFound
from kg.facts.judgements import Judgement, Judgements, Verdict, parse_judgements
from kg.matching.open import open_suggestions
from kg.matching.suggestion import Suggestion
from kg.triples.build import Plan, plan

MAX_WHY = 2_000


@dataclass
class Bench:
    """One corpus as it stands; judgements made here count at once."""

    corpus: Corpus
    base: str

    def __post_init__(self) -> None:
        self._read_judgements()

    @cached_property
    def plan(self) -> Plan:
        return plan(self.corpus, base=self.base)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id there is or was: of this build, of the registry, and those merged away."""
        here = {entity.id for entity in (*self.plan.entities, *self.corpus.registry)}
        return frozenset(here | set(self.plan.redirects))

    def suggestions(self, kind: str | None = None, *, unsure: bool = False) -> list[Suggestion]:
        """What nobody has judged yet, the best first; with `unsure`, what was left open before."""
        return open_suggestions(self.plan, self.judged, kind, unsure=unsure)

    def is_open(self, suggestion: Suggestion) -> bool:
        """False once a judgement, or what follows from several, has answered it."""
        return self.judged.verdict(suggestion.a.id, suggestion.b.id) is None

    def judge(self, a: str, b: str, verdict: Verdict, *, by: str, why: str = "") -> Judgement:
        """Put one verdict on record. Raises NotFound for an id that no build ever gave,
        JudgementError for a pair that cannot be judged or that contradicts what was judged.
        Ids of withheld people are understood as they were before, too."""
        a, b = self._shown(a), self._shown(b)
        self._check(a, b, verdict)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        first, second = sorted((a, b))
        made = Judgement(first, second, verdict, by, now, why[:MAX_WHY])
        self.corpus.judge(made.to_line())
        self._read_judgements()
        return made

    def _shown(self, id: str) -> str:
        return self.corpus.cloak.id(id) if self.corpus.cloak else id

    def _read_judgements(self) -> None:
        self.lines = parse_judgements(self.corpus.judgement_lines())
        self.judged = Judgements(self.lines, self.corpus.registry)

    def _check(self, a: str, b: str, verdict: Verdict) -> None:
        for id in (a, b):
            if id not in self.ids:
                raise NotFound(f"Nothing in this corpus has the id {id!r}.")
        if a == b:
            raise JudgementError(f"{a} is itself; name two ids.")
        if a.partition("/")[0] != b.partition("/")[0]:
            raise JudgementError(f"{a} and {b} are of two kinds; they cannot be judged.")
        if verdict in (Verdict.SAME, Verdict.DIFFERENT):
            self._check_consistent(a, b, verdict)

    def _check_consistent(self, a: str, b: str, verdict: Verdict) -> None:
        """What would contradict other pairs is refused; the same pair may be judged anew."""
        others = [one for one in self.lines if one.pair != tuple(sorted((a, b)))]
        known = Judgements(others, self.corpus.registry).verdict(a, b)
        if known in (Verdict.SAME, Verdict.DIFFERENT) and known is not verdict:
            raise JudgementError(
                f"Other judgements already make {a} and {b} {known.value}; undo one of those first "
                "(sulh judge A B undone)."
            )
