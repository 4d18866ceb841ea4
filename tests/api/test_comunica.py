"""Comunica, a query engine in JavaScript, against the running server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from live_server import serving

from kg.store import MemoryStore
from kg.store.base import View

COMMAND = Path(__file__).parents[1] / "clients" / "node_modules" / ".bin" / "comunica-sparql"
QUERY = """
PREFIX sulh: <https://w3id.org/sulh/ontology#>
SELECT DISTINCT ?person ?round WHERE { ?person sulh:attended ?round } ORDER BY ?person ?round"""


@pytest.mark.server
def test_comunica_finds_the_endpoint_and_asks_it(example_view: View) -> None:
    if not COMMAND.exists():
        pytest.skip("`npm ci --prefix tests/clients` installs Comunica")
    store = MemoryStore()
    store.write_many({graph: list(example_view.quads(graph)) for graph in example_view.graphs()})
    with serving(store) as url:
        command = [str(COMMAND), f"{url}/sparql", "-q", QUERY, "-t", "application/json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found = {(row["person"], row["round"]) for row in json.loads(done.stdout)}
    ours = example_view.select(QUERY)
    assert len(found) > 5
    assert found == {(row["person"].value, row["round"].value) for row in ours}
