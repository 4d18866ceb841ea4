"""Where a name stands in a text, however it is written; and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.entities import Entity, Registry
from kg.facts.judgements import Judgements
from kg.facts.withheld.finding import Finder
from kg.facts.withheld.masked import Masked
from kg.facts.withheld.people import hidden_people

KEY = b"k" * 32


def finder(*names: str, others: tuple[str, ...] = ()) -> Finder:
    labels, aliases = {"en": names[0]}, names[1:]
    entity = Entity("person/x-1", "person", labels, tuple(aliases), withheld=True)
    registry = Registry([entity])
    people = hidden_people(registry, Judgements((), registry), (), KEY)
    return Finder(people, others)


def masked(text: str, find: Finder) -> str:
    spans = find.spans(text, find.named_in(text))
    found = Masked(text, spans)
    return found.text.replace(f" {next(iter(find._people)).rpartition('-')[2]}", "")


PETROV = finder("Ivan Petrov", "إيفان بيتروف", "Иван Петров")


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov led the team.",
        "IVAN PETROV LED THE TEAM",
        "It was led by ivan petrov",
        "Ivan\nPetrov led the team.",
        "Ivan Pet-\nrov led the team; Petrov spoke.",
        "Ívan Pétrov’s team",
        "PETROV, Ivan (Mr)",
        "Mr I. S. Petrov and Ivan Petrov",
        "Ivan Sergeyevich Petrov led",
        "a word from @IvanPetrov and #FreeIvanPetrov",
        "write to ipetrov1970@example.org",
        "Petrov's car. Ivan-Petrov. IvanPetrov",
        "Ivan\u200bPet\u00adrov; Ivan Petrov",
        "وقال إيفان بيتروف إن",
        "وصل وإيفان بيتروف، وبيتروف تحدث",
        "заявил Иван Петров; слова Ивана Петрова",
        "The Petrovs met. Ivan Petrov left.",
        "petrov_ivan.jpg",
    ],
)
def test_no_way_to_write_the_name_remains(text: str) -> None:
    from kg.facts.withheld.pieces import folded

    left = masked(text, PETROV)
    for word in ("petrov", "ivan", "بيتروف", "ايفان", "иван", "петров"):
        assert word not in {folded(part) for part in left.replace("-", " ").split()}, left
        assert word + " " not in folded(left), left
    assert "withheld" in left


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov met Petrovich, Ivanov, and the people of Petrovsk.",
        "Ivan Petrov. Repetrovian divans.",
    ],
)
def test_longer_words_that_hold_the_name_stay(text: str) -> None:
    left = masked(text, PETROV)
    for word in text.replace(",", "").replace(".", "").split()[2:]:
        assert word in left


def test_initials_and_names_between_go_too() -> None:
    assert masked("Mr I. S. Petrov spoke. Ivan Petrov left.", PETROV) == (
        "Mr [name withheld] spoke. [name withheld] left."
    )
    assert masked("Ivan Sergeyevich Petrov left", PETROV) == "[name withheld] left"


def test_a_family_name_alone_tells_nothing_of_a_word_that_is_also_a_word() -> None:
    find = finder("Theresa May")
    assert masked("They may meet on 3 May.", find) == "They may meet on 3 May."
    assert masked("Theresa May said they may meet. May left.", find) == (
        "[name withheld] said they may meet. [name withheld] left."
    )


def test_a_family_name_goes_in_a_source_that_does_not_give_the_rest() -> None:
    assert masked("The team of Petrov left.", PETROV) == "The team of [name withheld] left."


def test_other_people_of_that_family_keep_their_names() -> None:
    find = finder("Ivan Petrov", others=("Boris Petrov", "Petrov Bridge"))
    text = "Boris Petrov and Ivan Petrov met at Petrov Bridge; Petrov spoke."
    assert masked(text, find) == (
        "Boris Petrov and [name withheld] met at Petrov Bridge; [name withheld] spoke."
    )


def test_particles_and_apostrophes_belong_to_the_name() -> None:
    find = finder("Anas al-Haqqani")
    assert masked("Anas Haqqani, or al-Haqqani, spoke", find) == (
        "[name withheld], or [name withheld], spoke"
    )
    brien = finder("Sean O'Brien")
    assert masked("Sean O’Brien. O'BRIEN! Obrien", brien) == (
        "[name withheld]. [name withheld]! [name withheld]"
    )
    smith = finder("Ann Smith-Jones")
    assert masked("Ann Smith Jones; Smith-Jones; Ms Jones", smith) == (
        "[name withheld]; [name withheld]; Ms [name withheld]"
    )


@given(st.text(alphabet="IvanPetrov ivapetro-.\n'", max_size=60))
def test_masking_twice_is_masking_once_and_places_are_kept(text: str) -> None:
    spans = PETROV.spans(text, PETROV.named_in(text))
    found = Masked(text, spans)
    again = PETROV.spans(found.text, frozenset())
    assert not PETROV.named_in(found.text)
    for span in again:
        assert "withheld" not in found.text[span.start : span.end]
    for at, letter in enumerate(text):
        if not any(span.start <= at < span.end for span in spans):
            assert found.cut(at, at + 1) == letter
