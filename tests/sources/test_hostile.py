"""Bad input: each gets one clear line, none gets stuck."""

from __future__ import annotations

import io
import time
import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from kg.errors import EmptySource, NotAnArticle, SourceError, TooLarge
from kg.settings import Settings
from kg.sources.read import read_source

ENGLISH = (
    "Envoys of Türkiye and Norland met in İzmir on Sunday. Şahin said: “We go on.” "
    "It was the second round."
)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptySource, "is empty"),
        (b" \n\t ", EmptySource, "is empty"),
        ("\u200b\u00ad\n\u202e".encode(), EmptySource, "holds no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), SourceError, "is a picture"),
        (b"PK\x03\x04" + bytes(200), SourceError, "zip archive"),
        (bytes(range(1, 256)) * 40, SourceError, "is not a text"),
        (b"\0" * 5000, SourceError, "is not a text"),
        (b"Hello there", NotAnArticle, "holds no article"),
        (b"x " * 5_000_000, TooLarge, "larger than 3 MB"),
        (b"Ad\n" * 900_000, TooLarge, "more than 100,000 lines"),
        (b"%PDF-1.7 broken", SourceError, "damaged"),
        (b"%PDF-", SourceError, "damaged"),
    ],
)
def test_one_clear_line(data: bytes, error: type[SourceError], words: str) -> None:
    start = time.perf_counter()
    with pytest.raises(error, match=words) as caught:
        read_source(data, id="bad-file")
    assert time.perf_counter() - start < 15
    assert "\n" not in caught.value.message
    assert caught.value.message.startswith("bad-file ")


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(SourceError, match="cannot be read"):
            read_source(path)


@pytest.mark.parametrize(
    "data",
    [
        ENGLISH.encode(),
        ENGLISH.encode("utf-8-sig"),
        ENGLISH.encode("utf-16"),
        ENGLISH.encode("utf-16-le"),
        ENGLISH.encode("utf-16-be"),
        ENGLISH.encode("utf-32"),
        ENGLISH.encode("windows-1254"),
        ENGLISH.encode().replace(b" ", b"\r\n", 1),
        ENGLISH.replace("Izmir", "I\u200bzmir").encode(),
        ("\u202e".join(ENGLISH.split(" "))).replace("\u202e", " \u202e").encode(),
    ],
)
def test_encodings_and_invisible_signs(data: bytes) -> None:
    text = read_source(data, id="x").text
    assert text.replace("\n", " ") == ENGLISH


def test_mojibake_is_mended_and_quotes_stay_curly() -> None:
    broken = ENGLISH.encode().decode("latin-1").encode()
    assert read_source(broken, id="x").text == ENGLISH


@pytest.mark.parametrize("declared", ["windows-1254", "iso-8859-9", "utf-8", "no-such-thing"])
def test_a_page_in_a_turkish_code_page(declared: str) -> None:
    head = f'<html><head><meta charset="{declared}"></head>'
    page = f"{head}<body><p>{ENGLISH * 2}</p></body></html>"
    assert ENGLISH in read_source(page.encode("windows-1254"), id="x").text


def test_other_languages_are_named_for_the_reader_to_refuse() -> None:
    french = "Les délégations des deux pays se sont rencontrées dimanche à Genève. " * 3
    arabic = (
        "عقدت الجولة الثانية من المحادثات بين الوفدين في إسطنبول يوم السبت بوساطة قطر وتركيا. " * 3
    )
    assert read_source(french.encode(), id="x").metadata.language == "fr"
    assert read_source(arabic.encode(), id="x").metadata.language == "ar"
    assert read_source(ENGLISH.encode(), id="x").metadata.language == "en"
    wrong = f'<html lang="en"><body><p>{french}</p></body></html>'
    assert read_source(wrong.encode(), id="x").metadata.language == "fr"


def pdf(content: bytes, *, password: str | None = None, bomb: bool = False) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = DecodedStreamObject()
    stream.set_data(zlib.compress(content, 9) if bomb else content)
    if bomb:
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


LINES = (
    b"BT /F1 12 Tf 14 TL 20 250 Td (Talks open in Bergdorf) ' "
    b"(The second round of talks opened on Sunday) ' ET"
)


def test_a_pdf_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talks.pdf"
    path.write_bytes(pdf(LINES))
    document = read_source(path)
    assert "The second round of talks opened on Sunday" in document.text
    assert document.id == "talks"


def test_a_pdf_with_a_password_and_one_of_pictures() -> None:
    with pytest.raises(SourceError, match="password"):
        read_source(pdf(LINES, password="secret"), id="x")
    with pytest.raises(EmptySource, match="OCR"):
        read_source(pdf(b""), id="x")


def test_a_pdf_that_swells_is_stopped() -> None:
    bomb = pdf(b"BT (x) Tj ET " * 40_000_000, bomb=True)
    assert len(bomb) < 3_000_000
    start = time.perf_counter()
    with pytest.raises(SourceError):
        read_source(bomb, id="x", settings=Settings(document_seconds=8))
    assert time.perf_counter() - start < 20
