"""The graph for other programs: RDF in four forms, CSV tables, and a description of it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import UsageError
from kg.exports.dataset import About, description
from kg.exports.graphs import jsonld, nquads, trig, turtle
from kg.exports.tables import tables
from kg.store.base import View

__all__ = ["FORMS", "About", "Files", "export", "write_export"]

Files = dict[str, bytes]
_GRAPHS: dict[str, tuple[str, Callable[[View], bytes]]] = {
    "nquads": ("sulh.nq", nquads),
    "trig": ("sulh.trig", trig),
    "turtle": ("sulh.ttl", turtle),
    "jsonld": ("sulh.jsonld", jsonld),
}
FORMS = (*_GRAPHS, "csv", "dataset", "all")
DESCRIPTION = "dataset.ttl"


def export(view: View, form: str, *, base: str, about: About) -> Files:
    """File name → content; csv and all have several. Raises UsageError for another form.

    `about` gives title, licence and publisher for the forms dataset and all.
    """
    if form in _GRAPHS:
        name, write = _GRAPHS[form]
        return {name: write(view)}
    if form == "csv":
        return tables(view, base)
    if form == "dataset":
        return {DESCRIPTION: description(view, {}, base=base, about=about)}
    if form == "all":
        return _all(view, base, about)
    raise UsageError(f"{form!r} is no form of export; there are {', '.join(FORMS)}.")


def _all(view: View, base: str, about: About) -> Files:
    files = {name: write(view) for name, write in _GRAPHS.values()}
    files.update({f"tables/{name}": data for name, data in tables(view, base).items()})
    return {**files, DESCRIPTION: description(view, files, base=base, about=about)}


def write_export(files: Files, target: Path) -> list[Path]:
    """A single file goes to `target`, several into the folder `target`."""
    if len(files) == 1 and not target.is_dir():
        target.write_bytes(next(iter(files.values())))
        return [target]
    for name, data in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    return [target / name for name in files]
