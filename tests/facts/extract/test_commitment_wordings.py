"""The many ways in which a text says that something is owed, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet
from kg.terms import Modality

Read = Callable[..., Sheet]
TITLE = "Third round of talks between Norway and Chad closes in Oslo"
OPENING = "The third round of peace talks between Norway and Chad closed in Oslo on 10 March 2031."
NAMES = {("Chad", "Norway"): "both"}

WORDINGS = [
    (
        "Norway pledged to withdraw its troops from the valley within 30 days.",
        "Norway withdrawal made",
    ),
    (
        "The rivals agreed on Saturday, after two nights without sleep, to a 72-hour truce.",
        "both truce-fixed-term made",
    ),
    (
        "Chad has promised the mediators that it will free its last 14 captives before Easter.",
        "Chad prisoner-release made",
    ),
    (
        "Under it Chad undertook to pull its tanks back to the river.",
        "Chad withdrawal made",
    ),
    (
        "The statement says that the armies will stop firing and that the crossing will reopen.",
        "both cessation-of-hostilities made; both border-reopening made",
    ),
    (
        "The memorandum obliges Norway to lift sanctions on two banks.",
        "Norway sanctions-relief made",
    ),
    (
        "Under article 3, Chad must disarm the militias in the north.",
        "Chad disarmament made",
    ),
    (
        "In return, Norway is to unfreeze bank deposits worth 2 billion dollars.",
        "Norway sanctions-relief made",
    ),
    (
        "They signed a cessation of hostilities on the ninth of March.",
        "both cessation-of-hostilities made",
    ),
    (
        "The two delegations initialled a protocol on power-sharing.",
        "both political-transition made",
    ),
    (
        "An agreement was reached on the exchange of 300 prisoners.",
        "both prisoner-release made",
    ),
    (
        "It was agreed that a joint team would watch the ceasefire line.",
        "both monitoring-verification made",
    ),
    (
        "The deal provides for the withdrawal of foreign fighters within 90 days.",
        "both withdrawal made",
    ),
    (
        "Chad gave its word that no weapons would reach the rebels.",
        "Chad non-support-of-armed-groups made",
    ),
    (
        "Chad's foreign minister assured his counterpart that convoys would be let through.",
        "Chad humanitarian-access made",
    ),
    (
        "The parties decided to set up a hotline between their commanders.",
        "both information-sharing made",
    ),
    (
        "Norway accepted a timetable for elections.",
        "Norway political-transition made",
    ),
    (
        "The ceasefire took effect at midnight.",
        "both ceasefire made",
    ),
    (
        "A ten-day truce came into force on Monday.",
        "both truce-fixed-term made",
    ),
    (
        "Both sides reaffirmed the ceasefire signed in Lomé.",
        "both ceasefire reaffirmed; both ceasefire made",
    ),
    (
        "Chad reiterated its commitment to the withdrawal of its forces.",
        "Chad withdrawal reaffirmed",
    ),
    (
        "The two governments extended the truce by a week.",
        "both ceasefire extended",
    ),
    (
        "The ceasefire, which was to expire on Sunday, was rolled over for another month.",
        "both ceasefire extended",
    ),
    (
        "Norway accused Chad of breaking the ceasefire.",
        "Chad ceasefire alleged-violated",
    ),
    (
        "Chad's army said Norway had violated the truce 14 times since Friday.",
        "Norway ceasefire alleged-violated",
    ),
    (
        "Norway denied that it had broken the ceasefire.",
        "Norway ceasefire denied-violation",
    ),
    (
        "Each side accused the other of violating the ceasefire.",
        "Norway ceasefire alleged-violated; Chad ceasefire alleged-violated",
    ),
    (
        "Chad suspended its participation in the ceasefire.",
        "Chad ceasefire suspended",
    ),
    (
        "Norway tore up the border accord on Friday.",
        "Norway other repudiated",
    ),
    (
        "Chad said it no longer considered itself bound by the ceasefire.",
        "Chad ceasefire repudiated",
    ),
    (
        "Norway freed 40 detainees on Monday, as it had promised in Oslo.",
        "Norway prisoner-release fulfilled",
    ),
    (
        "Chad has pulled out of the three villages, as agreed.",
        "Chad withdrawal fulfilled",
    ),
    (
        "Chad has yet to withdraw from the valley, as it undertook to do.",
        "Chad withdrawal fulfilled denied",
    ),
    (
        "The parties committed to refrain from attacks on ports and power stations.",
        "both cessation-of-hostilities made",
    ),
    (
        "Chad consented to inspections of its barracks by African observers.",
        "Chad monitoring-verification made",
    ),
    (
        "Norway will stop backing the groups that fight in the north, the communiqué says.",
        "Norway non-support-of-armed-groups made",
    ),
    (
        "Norway and Chad struck a deal to swap all prisoners of war.",
        "both prisoner-release made",
    ),
    (
        "The sides shook hands on a truce for the holiday.",
        "both truce-fixed-term made",
    ),
    (
        "The delegations are to meet again in Accra before the end of April.",
        "both follow-up-meeting made",
    ),
    (
        "Chad vowed to retaliate.",
        "",
    ),
    (
        "Norway failed to agree to a truce.",
        "",
    ),
    (
        "Norway could agree to a truce.",
        "",
    ),
    (
        "If Norway agrees to withdraw, Chad will reopen the border.",
        "",
    ),
    (
        "Norway said it would not withdraw its troops.",
        "",
    ),
    (
        "The talks ended without agreement on a ceasefire.",
        "",
    ),
    (
        "Chad's commitment to let aid in has not been honoured.",
        "Chad humanitarian-access made; Chad humanitarian-access fulfilled denied",
    ),
    (
        "Norway obtained a guarantee from Chad that the road would stay open to convoys.",
        "Chad humanitarian-access made",
    ),
    (
        "The agreement commits both sides to share maps of minefields.",
        "both information-sharing made",
    ),
    (
        "Chad undertook not to let its soil be used for attacks on its neighbour.",
        "Chad non-use-of-territory made",
    ),
    (
        "According to the text, prisoners will be released in three stages.",
        "both prisoner-release made",
    ),
    (
        "Each side bound itself to keep 2 km away from the line.",
        "both other made",
    ),
    (
        "Norway rejected the charge that its jets had crossed the line in breach of the truce.",
        "Norway ceasefire denied-violation",
    ),
    (
        "The accord has been violated by Chad, the Norwegian minister complained.",
        "Chad other alleged-violated",
    ),
    (
        "Norway agreed to free 80 prisoners after long talks and has agreed to meet again in May.",
        "Norway prisoner-release made; Norway follow-up-meeting made",
    ),
    (
        "Chad announced on 9 March a two-month ceasefire.",
        "Chad truce-fixed-term made",
    ),
    (
        "Chad lifted its unilateral ceasefire.",
        "Chad ceasefire repudiated",
    ),
    (
        "Norway announced the termination of its truce.",
        "Norway ceasefire repudiated",
    ),
    (
        "Norway called off the truce talks.",
        "",
    ),
    (
        "Chad will continue to observe the ceasefire.",
        "Chad ceasefire reaffirmed",
    ),
    (
        "Norway and Chad agreed to start negotiating a treaty of friendship.",
        "both follow-up-meeting made",
    ),
    (
        "Norway and Chad declared a ceasefire as they resumed their talks.",
        "both ceasefire made",
    ),
    (
        "Chad agreed to extend the session by a day after the ceasefire failed.",
        "Chad other made",
    ),
    (
        "Norway suspended its participation in the peace talks.",
        "",
    ),
    (
        "Norway left over Chad's alleged repeated violations of the ceasefire.",
        "Chad ceasefire alleged-violated",
    ),
    (
        "The mediators told of violations of the ceasefire by Norway and Chad.",
        "both ceasefire alleged-violated",
    ),
    (
        "Norway accused the other side of violating the ceasefire.",
        "Chad ceasefire alleged-violated",
    ),
    (
        "Security measures will be implemented in the empty towns.",
        "",
    ),
    (
        "The sides reached a deal. Norway will stop issuing plates and Chad will free prisoners.",
        "Norway other made; Chad prisoner-release made",
    ),
    (
        "The Chadian army has vowed to launch counter-offensives near Faya.",
        "",
    ),
    (
        "Norway told of Chad's violations of human rights.",
        "",
    ),
    (
        "Chad has kept its promise to open the crossing at Faya.",
        "Chad border-reopening fulfilled; Chad border-reopening made",
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), WORDINGS)
def test_wordings(read: Read, sentence: str, wanted: str) -> None:
    """`wanted`: who owes it, what, and what was done with it, one after the other."""
    found = {
        " ".join(
            [
                NAMES.get(tuple(sorted(fact.by)), ", ".join(fact.by)),
                fact.type,
                fact.action,
                *(["denied"] if fact.modality is Modality.DENIED else []),
            ]
        )
        for fact in read(TITLE, OPENING, sentence).commitments
    }
    assert found == {w for w in wanted.split("; ") if w}
