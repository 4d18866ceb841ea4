"""What was promised and by whom; refusals, hopes and questions are no promises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.extract.commitments.pledges import type_of
from kg.facts.model import Commitment, Sheet
from kg.terms import CommitmentAction, CommitmentType, Modality

Read = Callable[..., Sheet]
TITLE = "Third round of talks between Norway and Chad closes in Oslo"
OPENING = "The third round of peace talks between Norway and Chad closed in Oslo on 10 March 2031."
BOTH = {"Norway", "Chad"}


def owed(read: Read, *paragraphs: str) -> list[Commitment]:
    return read(TITLE, OPENING, *paragraphs).commitments


def test_each_point_of_a_promise_is_one_fact(read: Read) -> None:
    found = owed(read, "Norway and Chad agreed to exchange all prisoners and to meet again in May.")
    assert [c.type for c in found] == [
        CommitmentType.PRISONER_RELEASE,
        CommitmentType.FOLLOW_UP_MEETING,
    ]
    assert all(set(c.by) == BOTH for c in found)


def test_both_sides_are_the_parties_of_the_round(read: Read) -> None:
    found = owed(read, "Both sides undertook to reopen the border crossing at Faya.")
    assert [(set(c.by), c.type) for c in found] == [(BOTH, CommitmentType.BORDER_REOPENING)]


def test_one_side_may_promise_alone(read: Read) -> None:
    found = owed(read, "Chad undertook that its territory would not be used against any country.")
    assert [(c.by, c.type) for c in found] == [(["Chad"], CommitmentType.NON_USE_OF_TERRITORY)]


def test_points_under_a_colon(read: Read) -> None:
    found = owed(
        read,
        "The parties committed themselves:",
        "• to respect a permanent ceasefire;",
        "• to release all prisoners;",
    )
    assert [c.type for c in found] == [CommitmentType.CEASEFIRE, CommitmentType.PRISONER_RELEASE]


def test_a_truce_becomes_a_ceasefire(read: Read) -> None:
    found = owed(
        read, "The talks led to the extension of a 48-hour truce into a permanent ceasefire."
    )
    assert [c.type for c in found] == [CommitmentType.CEASEFIRE_EXTENSION]


def test_a_deadline_is_kept(read: Read) -> None:
    found = owed(read, "Chad undertook to withdraw its troops by 30 April 2031.")
    assert [c.deadline for c in found] == ["2031-04-30"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway and Chad failed to agree on a ceasefire.",
        "Norway and Chad have not agreed to meet again.",
        "Would the two sides have agreed to release the prisoners?",
        "If both sides agreed to meet again, the border could be reopened.",
        "Norway wants a guarantee that Chad will release the prisoners.",
    ],
)
def test_what_was_not_promised_is_no_promise(read: Read, sentence: str) -> None:
    assert not [c for c in owed(read, sentence) if c.modality is Modality.ASSERTED]


def test_an_accusation_and_its_denial_are_two(read: Read) -> None:
    found = owed(
        read,
        "Norway and Chad agreed to a permanent ceasefire.",
        "Norway accused Chad of violating the ceasefire. Chad denied that its forces had fired.",
    )
    assert [(c.action, c.by) for c in found if c.action is not CommitmentAction.MADE] == [
        (CommitmentAction.ALLEGED_VIOLATED, ["Chad"]),
        (CommitmentAction.DENIED_VIOLATION, ["Chad"]),
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("to let relief convoys pass", CommitmentType.HUMANITARIAN_ACCESS),
        ("to stop backing armed groups", CommitmentType.NON_SUPPORT_OF_ARMED_GROUPS),
        ("to exchange lists of prisoners", CommitmentType.INFORMATION_SHARING),
        ("not to attack merchant ships", CommitmentType.CESSATION_OF_HOSTILITIES),
        ("to plant a tree", CommitmentType.OTHER),
    ],
)
def test_types(words: str, kind: CommitmentType) -> None:
    assert type_of(words) is kind


def test_to_commit_is_to_promise_and_a_paper_may_stand_before_who_does(read: Read) -> None:
    found = owed(
        read,
        "Under the accord Chad undertook to withdraw its troops. In it Norway commits to release "
        "all prisoners and to lift arrest warrants against eleven men.",
    )
    assert [(c.by, c.type) for c in found] == [
        (["Chad"], CommitmentType.WITHDRAWAL),
        (["Norway"], CommitmentType.PRISONER_RELEASE),
        (["Norway"], CommitmentType.OTHER),
    ]


def test_each_thing_agreed_on_is_one_fact(read: Read) -> None:
    found = owed(
        read, "They agreed on a ceasefire, the exchange of 27 prisoners and to meet in May."
    )
    assert [c.type for c in found] == [
        CommitmentType.CEASEFIRE,
        CommitmentType.PRISONER_RELEASE,
        CommitmentType.FOLLOW_UP_MEETING,
    ]


def test_points_of_a_communique_have_the_subject_above_them(read: Read) -> None:
    found = owed(
        read,
        "At the end of the session the parties:",
        "- agreed to free all prisoners by 1 April 2031;",
        "- decided to open the border crossing at Faya;",
    )
    assert [(set(c.by), c.type) for c in found] == [
        (BOTH, CommitmentType.PRISONER_RELEASE),
        (BOTH, CommitmentType.BORDER_REOPENING),
    ]


def test_a_promised_meeting_is_due_on_its_own_date(read: Read) -> None:
    found = owed(read, "Both sides agreed to meet again in Oslo in June 2031.")
    assert [(c.type, c.deadline) for c in found] == [(CommitmentType.FOLLOW_UP_MEETING, "2031-06")]


def test_shall_is_owed_by_its_subject(read: Read) -> None:
    found = owed(read, "Chad shall withdraw its troops from the valley.")
    assert [(c.by, c.type) for c in found] == [(["Chad"], CommitmentType.WITHDRAWAL)]
