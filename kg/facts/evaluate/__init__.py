"""How well an extractor reads: scored against gold sheets, kind by kind."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.facts.evaluate.report import as_errors, as_json, as_table
from kg.facts.evaluate.score import Mistake, Report, Scorer, Tally, evaluate
from kg.settings import Settings

__all__ = ["Mistake", "Report", "Scorer", "Tally", "as_json", "as_table", "evaluate", "run"]


def run(
    folder: Path,
    settings: Settings,
    *,
    errors: bool = False,
    html: bool = False,
    json: bool = False,
    kinds: list[str] | None = None,
) -> Report:
    """Evaluate the installed extractor and print the report to standard output."""
    from kg.facts.extract import open_extractor  # loads the language model

    report = evaluate(folder, open_extractor(settings), html=html, settings=settings)
    if json:
        sys.stdout.write(as_json(report, errors=errors) + "\n")
        return report
    if errors:
        sys.stdout.write(as_errors(report, kinds) + "\n\n")
    sys.stdout.write(as_table(report, kinds) + "\n")
    return report
