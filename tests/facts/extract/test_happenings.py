"""What happened around the talks, told by verbs whatever stands before or after them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet

Read = Callable[..., Sheet]
TITLE = "Second round of talks between Norway and Chad closes in Oslo"
OPENING = "The second round of peace talks between Norway and Chad closed in Oslo on 10 March 2031."


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("On 2 March six guards lost their lives near Senja.", "attack"),
        ("Six guards were found dead near Senja on 2 March.", "attack"),
        ("Six miners died in a firefight near Senja on 2 March.", "clash"),
        ("A grenade was thrown at a bakery in Senja on 2 March.", "attack"),
        ("The school at Senja was set on fire on 2 March.", "attack"),
        ("A ferry terminal at Senja was blown up on 2 March.", "attack"),
        ("The lighthouse at Senja changed hands twice in March 2031.", "clash"),
        ("Shots rang out near Senja on 2 March.", "clash"),
        ("Norwegian jets circled over Senja on 2 March.", "other"),
        ("Norway sealed the bridge at Senja on 2 March.", "border-closure"),
        ("On 2 March Norway let two captured sailors go.", "prisoner-release"),
        ("Two wounded prisoners came home on 2 March.", "prisoner-release"),
        ("An earthquake struck the town of Senja on 2 March.", "other"),
        ("Sweden eased its sanctions on two ministers on 2 March.", "other"),
        ("Norway recalled its envoy from Senja on 2 March.", "other"),
    ],
)
def test_what_happened(read: Read, words: str, kind: str) -> None:
    assert [i.type for i in read(TITLE, OPENING, words).incidents] == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "Norway would burn the bridges at Senja rather than sign.",
        "No convoy crossed at Senja before 2 March.",
        "If shots are fired near Senja the talks will end.",
        "The minister killed the idea in Senja on 2 March.",
        "She opened a bridge at Senja that had been shut for years.",
        "He demands that the sanctions of 2018 be lifted first.",
        "An old judge died in his bed in Senja on 2 March.",
        "The delegates fought over the menu in Senja on 2 March.",
    ],
)
def test_nothing_happened(read: Read, words: str) -> None:
    assert not read(TITLE, OPENING, words).incidents


def test_who_denies_what_was_told_before(read: Read) -> None:
    told = "Six guards were found dead near Senja on 2 March."
    denied = "Chad has told the host that it was not its men."
    one, two = read(TITLE, OPENING, f"{told} {denied}").incidents
    assert (one.modality, two.modality) == ("asserted", "denied")
    assert two.according_to == "Chad"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Monday's raid on the market of Senja hung over the session.", "attack"),
        ("The death of six guards near Senja on 2 March hung over the session.", "attack"),
        ("The closure of the bridge at Senja on 2 March emptied the shops.", "border-closure"),
        ("The siege of Senja, in its third week, weighed on the session.", "clash"),
    ],
)
def test_what_a_noun_tells(read: Read, words: str, kind: str) -> None:
    assert [i.type for i in read(TITLE, OPENING, words).incidents] == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "Any raid on the market of Senja would end the talks.",
        "The deaths of two old friends saddened the minister.",
        "They discussed the closure of the bridge club in Senja.",
    ],
)
def test_a_noun_that_tells_of_nothing_done(read: Read, words: str) -> None:
    assert not read(TITLE, OPENING, words).incidents
