"""One table of settings: name, default and meaning, read from SULH_* variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kg.errors import UsageError


def _setting(default: Any, help: str, *, secret: bool = False) -> Any:
    """A secret is not shown when settings are printed, in a log or in an error."""
    return field(default=default, repr=not secret, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is read from SULH_<NAME>; `docs/settings.md` is made from this table."""

    corpus: str = _setting("", "The corpus folder; empty means the current folder")
    base: str = _setting("https://w3id.org/sulh/id/", "Base IRI of data; ends in / or #")
    store: str = _setting(
        "", "Query address of a SPARQL 1.1 server; empty means the corpus's own store"
    )
    store_update: str = _setting("", "Update address of that server; empty means the same address")
    store_graph: str = _setting("", "Graph Store address of that server; empty means none")
    store_user: str = _setting("", "User name for basic or digest authentication there")
    store_password: str = _setting(
        "", "Password for basic or digest authentication there", secret=True
    )
    store_bearer: str = _setting("", "Bearer token for that server", secret=True)
    token: str = _setting(
        "", "Token that writes over HTTP need; empty means read-only", secret=True
    )
    host: str = _setting("127.0.0.1", "Address the server listens on")
    port: int = _setting(8765, "Port the server listens on")
    query_seconds: float = _setting(10.0, "Time limit of one SPARQL query, in seconds")
    query_rows: int = _setting(1_000_000, "Row limit of one SPARQL query")
    query_megabytes: int = _setting(2048, "Memory limit of one SPARQL query, in MiB")
    update_seconds: float = _setting(60.0, "Time limit of one SPARQL update, in seconds")
    workers: int = _setting(
        0, "Processes that answer SPARQL queries; 0 means one more than there are cores, at most 8"
    )
    document_seconds: float = _setting(30.0, "Time limit for reading one document, in seconds")
    document_megabytes: int = _setting(3, "Largest document that is read, in MB")
    model: str = _setting("", "Name or folder of the spaCy model; empty means the first found")
    title: str = _setting(
        "Negotiation rounds, and who says so", "Title of the data, in descriptions and citations"
    )
    licence: str = _setting("", "Licence of the data, as an IRI; empty means none is stated")
    publisher: str = _setting("", "Who answers for the data, in descriptions and citations")
    llm_url: str = _setting("", "OpenAI-compatible endpoint of the optional second reader")
    llm_model: str = _setting("", "Model name at that endpoint")
    llm_key: str = _setting("", "Key for that endpoint", secret=True)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        environment = os.environ if environment is None else environment
        values = {
            spec.name: _parse(spec.name, spec.default, environment[name])
            for spec in fields(cls)
            if (name := f"SULH_{spec.name.upper()}") in environment
        }
        return cls(**values)

    @property
    def corpus_dir(self) -> Path:
        return Path(self.corpus or ".")


def _parse(name: str, default: Any, text: str) -> Any:
    try:
        return type(default)(text)
    except ValueError:
        kind = type(default).__name__
        raise UsageError(f"SULH_{name.upper()}={text!r} is not a {kind}.") from None
