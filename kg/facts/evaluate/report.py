"""The report of an evaluation as a table, a list of mistakes, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.facts.evaluate.score import Mistake, Report, Tally


def as_table(report: Report, kinds: list[str] | None = None) -> str:
    return "\n".join([*_rows(report, kinds), "", *_totals(report), *_failures(report)])


def as_errors(report: Report, kinds: list[str] | None = None) -> str:
    """Each mistake with its evidence, by article."""
    lines: list[str] = []
    article = ""
    for mistake in sorted(report.mistakes, key=lambda m: m.article):
        if kinds and mistake.kind not in kinds:
            continue
        if mistake.article != article:
            article = mistake.article
            lines.append(f"\n{article}")
        lines += _mistake(mistake)
    return "\n".join(lines).strip("\n")


def as_json(report: Report, *, errors: bool = False) -> str:
    data: dict[str, Any] = {
        "kinds": {kind: _tally(tally) for kind, tally in report.kinds.items()},
        "micro_f1": _figure(report.micro),
        "macro_f1": _figure(report.macro),
        "precision": _figure(report.precision),
        "grounding": _figure(report.grounding),
        "articles": report.articles,
        "articles_per_second": _figure(report.speed),
        "failures": [{"article": name, "error": error} for name, error in report.failures],
    }
    if errors:
        data["errors"] = [
            {
                "article": m.article,
                "kind": m.kind,
                "what": m.what,
                "fact": m.fact,
                "evidence": list(m.evidence),
            }
            for m in report.mistakes
        ]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "gold": tally.gold,
        "found": tally.found,
        "correct": tally.correct,
        "precision": _figure(tally.precision),
        "recall": _figure(tally.recall),
        "f1": _figure(tally.f1),
        "parts": {
            name: {"share": _figure(part.share), "of": part.of}
            for name, part in tally.parts.items()
        },
    }


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _rows(report: Report, kinds: list[str] | None) -> Iterator[str]:
    yield f"{'':<14}{'gold':>6}{'found':>7}{'right':>7}{'P':>6}{'R':>6}{'F1':>6}  of the right ones"
    for kind, tally in report.kinds.items():
        if kinds and kind not in kinds:
            continue
        figures = "".join(_cell(f) for f in (tally.precision, tally.recall, tally.f1))
        parts = ", ".join(
            f"{name} {part.share:.2f}"
            for name, part in tally.parts.items()
            if part.share is not None
        )
        counts = f"{tally.gold:>6}{tally.found:>7}{tally.correct:>7}"
        yield f"{kind:<14}{counts}{figures}  {parts}".rstrip()


def _cell(figure: float | None) -> str:
    return f"{'–':>6}" if figure is None else f"{figure:>6.2f}"


def _totals(report: Report) -> Iterator[str]:
    yield f"macro-F1 {report.macro:.3f} (round, third party, participant, commitment, statement)"
    yield f"micro-F1 {report.micro:.3f}, precision {report.precision:.3f} (all kinds)"
    yield f"grounding {report.grounding:.4f} ({report.grounded} of {report.found} facts)"
    yield f"{report.articles} articles, {report.speed:.1f} a second"


def _failures(report: Report) -> Iterator[str]:
    for name, error in report.failures:
        yield f"not read: {name}: {error}"


def _mistake(mistake: Mistake) -> Iterator[str]:
    yield f"  {mistake.what:<14} {mistake.kind}: {mistake.fact}"
    for quote in mistake.evidence:
        yield f"      “{' '.join(quote.split())}”"
