"""IRIs: minted from ids such as person/jane-doe, and taken apart again."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kg.errors import UsageError

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ID = re.compile(r"[a-z]+(?:-[a-z]+)*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+(?:#[a-z]+)?")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ə": "e", "æ": "ae", "œ": "oe"}
    | {"ß": "ss", "’": "", "‘": "", "'": "", "ʼ": "", "ʻ": "", "`": ""}
)


def slugify(text: str, limit: int = 80) -> str:
    """Lower-case ASCII words joined by hyphens; empty when no Latin letter or digit is left."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    ascii_only = folded.encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", ascii_only).strip("-")[:limit].rstrip("-")


def iri(base: str, id: str) -> str:
    """IRI of an id, e.g. person/jane-doe. Raises UsageError for what is no id."""
    if not _ID.fullmatch(id) and id != "dataset":
        raise UsageError(f"{id!r} is not an id such as person/jane-doe.")
    return base + id


def parse(base: str, text: str) -> tuple[str, str]:
    """(kind, slug) of an IRI below `base`. Raises UsageError for any other IRI."""
    id = text.removeprefix(base)
    if not text.startswith(base) or not _ID.fullmatch(id):
        raise UsageError(f"{text!r} is not an IRI of this graph ({base}…).")
    kind, _, slug = id.partition("/")
    return kind, slug


def claim_id(source: str, kind: str, digest: str) -> str:
    return f"claim/{source}/{kind}-{digest}"


def evidence_id(source: str, quote: str) -> str:
    return f"evidence/{source}/{digest_of(quote)}"


def digest_of(text: str) -> str:
    """Twelve hex digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
