"""Plain texts: what is article and what is not, told by words and place alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.facts.evaluate.compare import squeeze
from kg.facts.model import facts_of
from kg.facts.sheets import load
from kg.sources.document import SILENT, Document, Zone
from kg.sources.read import read_source

ARTICLE = """\
Third round opens in Bergdorf
Both sides brought new maps, and neither showed them

Ada Quill
Editor, Bergdorf
Ada; a reporter with 15 years of experience in newspapers, radio and television in three countries.

Delegates of both sides on their way to the town hall.
Photo via Example Agency
BERGDORF, 4 May 2031 (Lowland Gazette) - The third round of talks with the Southern Front opened.
Norland's team is led by Ilse Brandt, the foreign minister, who came by train with two colonels.
ADVERTISEMENT: Peace of mind from 399 a month
What each side wants
Also read: Westland offers to host a ninth round
- the release of all prisoners
- open roads
‘We will sign,’ says Brandt
Brandt said that her side would sign whatever was fair, and that it had brought its own pen.
The writer is a fellow of the Example Institute. The views expressed are her own.
(Reporting by Ada Quill; editing by Tom Reed)
Published in The Lowland Gazette, May 5th, 2031
© 2031 The Lowland Gazette. All rights reserved.
Comments (2)
Gul: the delegation has fifty people
"""


def read(text: str, **more: str) -> Document:
    return read_source(text.encode(), **more)


def zones(document: Document) -> list[tuple[Zone, str]]:
    return [(b.zone, document.block_text(b)) for b in document.blocks]


def test_every_line_finds_its_zone() -> None:
    assert [zone for zone, _ in zones(read(ARTICLE))] == [
        Zone.TITLE,
        Zone.DECK,
        Zone.BYLINE,
        Zone.BYLINE,
        Zone.BIO,
        Zone.CAPTION,
        Zone.CAPTION,
        Zone.BODY,
        Zone.BODY,
        Zone.ADVERT,
        Zone.HEADING,
        Zone.RELATED,
        Zone.LIST,
        Zone.LIST,
        Zone.HEADING,
        Zone.BODY,
        Zone.BIO,
        Zone.BIO,
        Zone.BOILERPLATE,
        Zone.BOILERPLATE,
        Zone.COMMENTS,
        Zone.COMMENTS,
    ]


@pytest.mark.parametrize(
    ("head", "published", "publisher", "authors"),
    [
        ("By Ada Quill", None, None, ("Ada Quill",)),
        ("By Ada Quill and Tom Reed | 4 May 2031", "2031-05-04", None, ("Ada Quill", "Tom Reed")),
        (
            "OPINION | Ada Quill | The Lowland Gazette | May 4, 2031",
            "2031-05-04",
            "The Lowland Gazette",
            (),
        ),
        (
            "THE LOWLAND GAZETTE      Sunday, May 4, 2031    Page 3",
            "2031-05-04",
            "The Lowland Gazette",
            (),
        ),
        ("Updated 6 May 2031 | Published 4 May 2031", "2031-05-04", None, ()),
        ("Last updated: 6 May 2031, 18:05", "2031-05-06", None, ()),
        (
            "Bergdorf (Lowland Watch) - Writer: A. Quill - 04 May 2031",
            "2031-05-04",
            "Lowland Watch",
            ("A. Quill",),
        ),
        ("31 February 2031", None, None, ()),
    ],
)
def test_head_lines_say_who_and_when(
    head: str, published: str | None, publisher: str | None, authors: tuple[str, ...]
) -> None:
    body = (
        "Envoys of Norland and of the Southern Front met on Sunday and parted without a text. " * 3
    )
    about = read(f"Talks open\n\n{head}\n\n{body}").metadata
    assert (about.published, about.publisher, about.authors) == (published, publisher, authors)


def test_a_dateline_without_a_year_gives_no_date() -> None:
    body = (
        "Envoys of Norland and of the Southern Front met on Sunday and parted without a text. " * 3
    )
    about = read(f"Talks open\n\nBERGDORF, May 4 (Reuters) - {body}").metadata
    assert (about.published, about.agency, about.publisher) == (None, "Reuters", "Reuters")


def test_a_transcript_goes_by_turns() -> None:
    document = read(
        "Transcript of the briefing\n\nMODERATOR: Good day.\n\nMS. BRANDT: Thank you.\n\n"
        "We met on Sunday.\n\nQUESTION (Example Radio): Where?\n\nMS. BRANDT: In Bergdorf.\n"
    )
    turns = [(b.speaker, b.zone) for b in document.blocks[1:]]
    assert turns == [
        ("MODERATOR", Zone.TURN),
        ("MS. BRANDT", Zone.TURN),
        ("MS. BRANDT", Zone.TURN),
        ("QUESTION (Example Radio)", Zone.TURN),
        ("MS. BRANDT", Zone.TURN),
    ]


def test_a_live_blog_goes_by_days() -> None:
    document = read(
        "Talks live\nHarbour Times live, Tuesday 6 May 2031\n\n"
        "18.00 - Summary\nThey parted today.\n"
        "09.10 - They are in\nAll sit.\n— Monday 5 May —\n"
        "17.45 - First day ends\nThey will go on.\n"
    )
    days = {
        text: block.date for block, (_, text) in zip(document.blocks, zones(document), strict=True)
    }
    assert days["They parted today."] == "2031-05-06"
    assert days["They will go on."] == "2031-05-05"


SCAN = """\
COMMANDERS SIGN IN BERGDORF

THE LOWLAND GAZETTE        Sunday, May 4, 2031       Page 3

BERGDORF—The commanders of Norland and of the South-
ern Front put their names on Saturday to a plan for
carrying out the peace after five days of negotia-
tions in the town hall, where non-
military guests and Saudi-
and US-led teams had waited.

   1.  Heavy weapons are handed in before the sum-
       mer ends;
   2.  all roads are opened.

                     - 3 -
  THE LOWLAND GAZETTE      May 4, 2031

Ilse Brandt, the foreign minister, led the side of
Norland. She spoke to this newspaper afterwards and
said that she was content with it.
"""


def test_printed_lines_become_paragraphs_and_keep_their_words() -> None:
    document = read(SCAN)
    texts = [text for _, text in zones(document)]
    assert "1. Heavy weapons are handed in before the sum- mer ends;" in texts
    assert "2. all roads are opened." in texts
    assert texts[-1].startswith("Ilse Brandt, the foreign minister, led the side of Norland. She")
    assert len(document.broken) == 5
    assert all(document.text[at : at + 2] == "- " for at in document.broken)


@given(st.text())
def test_offsets_are_true_for_any_text(text: str) -> None:
    try:
        document = read(text, id="x")
    except SourceError:
        return
    assert "\n".join(document.block_text(b) for b in document.blocks) == document.text
    assert all(document.block_text(b).strip() for b in document.blocks)


@given(st.text(alphabet="ab .,-\nÄÜ“”’\u00a0\u200b\u00ad\u202e\t", max_size=300))
def test_canonical_text_is_stable(text: str) -> None:
    """The corpus keeps it and reads it again."""
    try:
        once = read(text, id="x")
    except SourceError:
        return
    assert read(once.text, id="x").text == once.text


AROUND = """\
Home / World / Truce talks open in Bergdorf
Truce talks open in Bergdorf

By Ada Quill

The delegations of Norland and of the Southern Front met in the old town hall of Bergdorf on Monday.

Ilse Brandt arrives at the town hall of Bergdorf for the talks. Photo credit: Lowland News

(See: Westland counts its votes).
The talks, hosted by Westland, are to go on for two days, the mayor said after the first hour.

(Reporting by Ada Quill in Bergdorf; editing by Tom Reed)

Rebels kill nine in Eastland
The army of Eastland fought rebels in the hills on Sunday, and nine people died, a hospital said.
"""


def test_what_stands_around_an_article_gives_no_facts() -> None:
    document = read(AROUND)
    told = [text for zone, text in zones(document) if zone not in SILENT]
    assert [text[:21] for text in told] == [
        "Truce talks open in B",
        "The delegations of No",
        "The talks, hosted by ",
    ]
    assert document.metadata.title == "Truce talks open in Bergdorf"


PAYWALLED = """\
Tuesday June 25, 2041
Your subscription is almost coming to an end.
Truce talks open in Bergdorf

By Ada Quill

Ilse Brandt, left, of Norland at the opening of the talks in the town hall of Bergdorf on 4 May 2041
Photo credit: Lowland News | Wire

The delegations of Norland and of the Southern Front met in the old town hall of Bergdorf on Monday.
"""


def test_the_title_is_not_the_date_nor_a_notice() -> None:
    document = read(PAYWALLED)
    assert document.metadata.title == "Truce talks open in Bergdorf"
    told = [text for zone, text in zones(document) if zone not in SILENT]
    assert [text[:20] for text in told] == ["Truce talks open in ", "The delegations of N"]


def test_a_live_blog_goes_on_after_a_credit() -> None:
    entries = "\n\n".join(f"1{n}:05 The talks went on in hall {n}, it is said." for n in range(5))
    credit = "(Reporting by Ada Quill; editing by Tom Reed)"
    document = read(f"Talks live\n\n{entries}\n\n{credit}\n\n{entries}")
    assert sum(zone is Zone.ENTRY for zone, _ in zones(document)) == 10


def test_a_text_may_begin_without_a_title() -> None:
    opening = (
        "The Southern Front and Norland met in Bergdorf on Monday for talks on a truce, and the"
    )
    document = read(f"{opening} host, Westland, said that they would go on until Friday evening.\n")
    assert [zone for zone, _ in zones(document)] == [Zone.BODY]
    assert document.metadata.title is None


def test_ids_come_from_the_file_or_from_outlet_and_day(tmp_path: Path) -> None:
    path = tmp_path / "Talks in Türkiye (2).txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert read_source(path).id == "talks-in-turkiye-2"
    assert read(ARTICLE).id == "lowland-gazette-2031-05-04"
    assert read(ARTICLE, id="given").id == "given"
    assert (
        read("Talks are held in the town of Bergdorf").id
        == "talks-are-held-in-the-town-of-bergdorf"
    )


def test_no_gold_fact_stands_in_a_silent_zone(dev_corpus: Path) -> None:
    for path in sorted(dev_corpus.glob("*.facts.yaml")):
        document = read_source(path.with_name(path.name.replace(".facts.yaml", ".txt")))
        loud = squeeze(" ".join(t for zone, t in zones(document) if zone not in SILENT))
        for kind, number, fact in facts_of(load(path)):
            for quote in fact.evidence:
                assert squeeze(quote) in loud, f"{path.name}: {kind}[{number}]: {quote}"


def test_the_words_of_a_file_stay_as_they_are(dev_corpus: Path) -> None:
    """A quote from the canonical text is a quote from the file, white space apart."""
    for path in sorted(dev_corpus.glob("*.txt")):
        assert read_source(path).text.split() == path.read_text("utf-8").split()


def test_a_brief_of_one_sentence_has_no_title() -> None:
    text = "Generals of both states met at Bergdorf on Sunday for the ninth round of talks."
    document = read_source(text.encode(), id="brief")
    assert document.metadata.title is None
    assert [block.zone for block in document.blocks] == [Zone.BODY]


def test_a_short_first_paragraph_is_no_standfirst() -> None:
    text = "Truce talks open\n\nGenerals of both states met at Bergdorf for a ninth round of talks."
    zones = [block.zone for block in read_source(text.encode(), id="brief").blocks]
    assert zones == [Zone.TITLE, Zone.BODY]
