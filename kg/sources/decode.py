"""Bytes → text: by mark, by declaration, by trial, by guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import EmptySource, SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,40})""", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAGIC = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "a zip archive (or an office document; save it as text or PDF)",
    b"\x1f\x8b": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\xd0\xcf\x11\xe0": "an office document; save it as text or PDF",
    b"{\\rtf": "a rich text document; save it as plain text",
}
_GUESS_FROM = 65_536
_TURKISH = frozenset("ÐÝÞðýþ")


def decode(data: bytes, what: str) -> str:
    """Raises EmptySource and SourceError; `what` names the source in the message."""
    if not data.strip():
        raise EmptySource(f"{what} is empty.")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"{what} is {kind}, not a text, a web page or a PDF.")
    text = _decoded(data)
    if len(_CONTROL.findall(text[:_GUESS_FROM])) > max(3, len(text[:_GUESS_FROM]) // 200):
        raise SourceError(f"{what} is not a text, a web page or a PDF.")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    sample = data[:4096]
    if sample.count(0) > len(sample) // 4:
        big = sample[::2].count(0) > sample[1::2].count(0)
        return data.decode("utf-16-be" if big else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:
            return data.decode("utf-8", errors="ignore")
    return _single_bytes(data)


def _single_bytes(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return _nearly(data, declared[1].decode("ascii"))
        except LookupError:
            pass
    western = data.decode("cp1252", errors="replace")
    if _mostly_latin(western):
        return _turkish(data, western)
    best = from_bytes(data[:_GUESS_FROM]).best()
    return _nearly(data, best.encoding) if best else western


def _nearly(data: bytes, encoding: str) -> str:
    """A page may say UTF-8 and hold something else."""
    if codecs.lookup(encoding).name == "utf-8":
        return _turkish(data, data.decode("cp1252", errors="replace"))
    return data.decode(encoding, errors="replace")


def _mostly_latin(text: str) -> bool:
    """Few letters outside ASCII, as in English with names."""
    sample = text[:_GUESS_FROM]
    return sum(ord(c) > 127 for c in sample) < len(sample) / 10


def _turkish(data: bytes, western: str) -> str:
    """The two code pages differ in six letters; Icelandic names are the rarer ones in this news."""
    return data.decode("cp1254", errors="replace") if _TURKISH & set(western) else western
