"""Promises of short dense texts: told outright, in a quote, by a paper, and their fates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet
from kg.terms import Modality

Read = Callable[..., Sheet]
TITLE = "Third round of talks between Norway and Chad closes in Oslo"
OPENING = "The third round of peace talks between Norway and Chad closed in Oslo on 10 March 2031."
NAMES = {("Chad", "Norway"): "both"}

TOLD = [
    ("Chad will pull its gunboats out of the bay by 1 July.", "Chad withdrawal made"),
    ("Norway, in return, will lift the port embargo.", "Norway sanctions-relief made"),
    ("Each side will free all wounded captives within ten days.", "both prisoner-release made"),
    (
        "Norway will release 40 prisoners and Chad 25.",
        "Norway prisoner-release made; Chad prisoner-release made",
    ),
    ("They were to stop shelling each other.", "both cessation-of-hostilities made"),
    (
        "Neither country will allow its territory to be used against the other.",
        "both non-use-of-territory made",
    ),
    (
        "A hotline between the two navies is to be set up within two weeks.",
        "both information-sharing made",
    ),
    (
        "Norway agreed to free 30 sailors, and Chad to lift its embargo.",
        "Norway prisoner-release made; Chad sanctions-relief made",
    ),
    (
        "Under the accord, Chad will free 40 captives, burn its maps and stop shelling Faya.",
        "Chad prisoner-release made; Chad other made; Chad cessation-of-hostilities made",
    ),
    (
        "Chad releases 60 soldiers; in return Norway frees 90 rebels.",
        "Chad prisoner-release made; Norway prisoner-release made",
    ),
    ("The sides meet again in July in Vienna.", "both follow-up-meeting made"),
    ("A follow-up committee meets in June.", "both follow-up-meeting made"),
    ("Chad will not withdraw from Faya.", ""),
    ("No prisoners will be exchanged for now.", ""),
    ("Chad will not attack convoys, its spokesman said.", "Chad cessation-of-hostilities made"),
    (
        "They agreed on a seven-day pause. During the pause aid convoys will enter Faya, "
        "the sick will be evacuated and the heat will go on.",
        "both truce-fixed-term made; both humanitarian-access made",
    ),
    ("As a sign of good will Chad withdrew its bid for the games.", ""),
    ("Norway will attend the festival in Faya.", ""),
    ("If Chad frees the crew, Norway will lift its embargo.", ""),
    ("Chad warned that it will withdraw its troops.", ""),
    ("Norway will free all prisoners, the deputies hope.", ""),
]

POWER = "both political-transition made"
PAPERS = [
    (
        "Both armies will observe a 60-day truce from Wednesday.",
        "both truce-fixed-term made",
    ),
    ("11 March: Ceasefire signed in Oslo.", "both ceasefire made"),
    (
        "The agreement gives aid lorries free passage through the pass.",
        "both humanitarian-access made",
    ),
    ("The deal ends all attacks on shipping.", "both cessation-of-hostilities made"),
    ("The deal ended in tears.", ""),
    (
        "They left with an agreement to reopen the crossing.",
        "both border-reopening made",
    ),
    (
        "The sides signed a deal. Under it, Norway frees 30 sailors and Chad lifts its embargo.",
        "Norway prisoner-release made; Chad sanctions-relief made",
    ),
    ("The parties consented to UN observers along the line.", "both monitoring-verification made"),
    (
        "Chad's army has ordered its units to stop all attacks.",
        "Chad cessation-of-hostilities made",
    ),
    ("Chad's army has ordered its units to attack.", ""),
    ("Norway has ordered a halt to air strikes.", "Norway cessation-of-hostilities made"),
    (
        "An agreement to open a corridor to Faya was signed on Tuesday.",
        "both humanitarian-access made",
    ),
    ("There was no agreement on the withdrawal of troops.", ""),
    (
        "The ministers signed an undertaking to free all detained drivers.",
        "both prisoner-release made",
    ),
    ("The two have until 30 June to draft a treaty.", "both other made"),
    ("Chad is obliged by the deal to lift its embargo.", "Chad sanctions-relief made"),
    ("Prisoners are to be exchanged at Faya on 1 June.", "both prisoner-release made"),
    ("Chad agreed to nothing.", ""),
    ("Chad promised to leave Faya only if it was paid.", ""),
    ("11 March: Protocol on power-sharing: Chad receives four ministries.", POWER),
    (
        "A joint team of monks and farmers will report on the truce, the hosts said.",
        "both monitoring-verification made",
    ),
    (
        "A second ceasefire, announced unilaterally by Chad, lasted for a week.",
        "Chad ceasefire made",
    ),
    (
        "A further two-week extension of the ceasefire was announced.",
        "both ceasefire-extension made",
    ),
    ("No agreement was reached on a ceasefire.", ""),
    ("Neither side has agreed to a ceasefire.", ""),
    ("Chad offered a truce of ten days.", ""),
]

FATES = [
    (
        "Chad has honoured its promise to free the crew.",
        "Chad prisoner-release fulfilled; Chad prisoner-release made",
    ),
    (
        "Norway made good on its pledge and opened the crossing.",
        "Norway border-reopening fulfilled",
    ),
    (
        "Chad never carried out the withdrawal it had promised.",
        "Chad withdrawal fulfilled denied",
    ),
    (
        "Chad has since pulled its tanks back, in line with the accord.",
        "Chad withdrawal fulfilled",
    ),
    (
        "The rivals urged Chad to free 40 prisoners, as promised.",
        "",
    ),
    (
        "The two sides swapped 60 prisoners on Friday under the deal.",
        "both prisoner-release fulfilled",
    ),
    ("As agreed in Geneva, Chad pulled out of Faya.", "Chad withdrawal fulfilled"),
    ("As agreed in Geneva, Chad will pull out of Faya.", "Chad withdrawal made"),
    ("The promised withdrawal did not take place.", "both withdrawal fulfilled denied"),
    ("Norway has put the handover of weapons on hold.", "Norway disarmament suspended"),
    ("Chad will no longer honour the ceasefire.", "Chad ceasefire repudiated"),
    ("The truce now runs until 30 June.", "both ceasefire extended"),
    ("Chad said it had not broken the ceasefire.", "Chad ceasefire denied-violation"),
    ("Norway told of 12 truce violations by Chad.", "Chad ceasefire alleged-violated"),
    (
        "Chad withdrew its troops from Faya on Monday, fulfilling its main promise.",
        "Chad withdrawal fulfilled",
    ),
    (
        "Norway has freed 12 of the 20 drivers it undertook to release.",
        "Norway prisoner-release fulfilled",
    ),
    (
        "In line with the communique, Chad reopened the crossing at Faya.",
        "Chad border-reopening fulfilled",
    ),
    ("Chad missed the deadline for the withdrawal.", "Chad withdrawal fulfilled denied"),
    ("Chad was accused of breaking the truce.", "Chad ceasefire alleged-violated"),
    (
        "Chad promised to withdraw. Norway accuses Chad of not having withdrawn its troops.",
        "Chad withdrawal made; Chad withdrawal alleged-violated",
    ),
    (
        "Norway said it would not be bound by the communique any longer.",
        "Norway other repudiated",
    ),
    ("Chadian gunboats broke the truce on Sunday.", "Chad ceasefire alleged-violated"),
    (
        "Norway accuses Chadian troops of breaking the ceasefire; Chad denies it.",
        "Chad ceasefire alleged-violated; Chad ceasefire denied-violation",
    ),
    (
        "Norway accused Chad of breaking the ceasefire. The group denied it.",
        "Chad ceasefire alleged-violated; Chad ceasefire denied-violation",
    ),
    (
        "Norway accused Chad of breaking the ceasefire. Norway denied it had asked for more.",
        "Chad ceasefire alleged-violated",
    ),
    ("11 March: Ceasefire of January reaffirmed.", "both ceasefire reaffirmed"),
    ("Chad insisted that it had kept to the ceasefire.", "Chad ceasefire denied-violation"),
    ("Chad walked out of the ceasefire agreement.", "Chad ceasefire repudiated"),
    ("Chad said on Sunday that the truce was over.", "Chad ceasefire repudiated"),
    ("Chad said that the talks were over.", ""),
    (
        "Chad stressed that it remains bound by the ceasefire agreement.",
        "Chad ceasefire reaffirmed",
    ),
    (
        "They extended by another month the truce signed in January.",
        "both ceasefire extended",
    ),
]


def _told(sheet: Sheet) -> set[str]:
    return {
        " ".join(
            [
                NAMES.get(tuple(sorted(fact.by)), ", ".join(fact.by)),
                fact.type,
                fact.action,
                *(["denied"] if fact.modality is Modality.DENIED else []),
            ]
        )
        for fact in sheet.commitments
    }


@pytest.mark.parametrize(("sentence", "wanted"), [*TOLD, *PAPERS, *FATES])
def test_what_is_owed(read: Read, sentence: str, wanted: str) -> None:
    assert _told(read(TITLE, OPENING, sentence)) == {w for w in wanted.split("; ") if w}


@pytest.mark.parametrize("word", ["coalition", "group", "militia"])
def test_a_common_noun_is_the_side_that_is_no_state(read: Read, word: str) -> None:
    opening = "The third round of talks between Chad and the Lions of Karesh closed in Oslo."
    told = read("Peace talks go on", opening, f"The {word} agreed to free 40 prisoners.")
    assert _told(told) == {"Lions of Karesh prisoner-release made"}


def test_a_promise_in_a_quote_is_of_the_side_that_speaks(read: Read) -> None:
    quote = '"We will withdraw every soldier by Friday," Chad\'s foreign minister, Ali Issa, said.'
    assert _told(read(TITLE, OPENING, quote)) == {"Chad withdrawal made"}


def test_what_is_due_without_a_year_comes_after_the_round(read: Read) -> None:
    told = read(TITLE, OPENING, "The ceasefire has been prolonged until the end of June.")
    assert [fact.deadline for fact in told.commitments] == ["2031-06"]
