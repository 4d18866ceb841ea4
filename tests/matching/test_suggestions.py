"""Suggestions: likely pairs with reasons and words, never two at one table, nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import corpus_of

from kg.corpus import Corpus
from kg.errors import JudgementError, NotFound
from kg.facts.judgements import Verdict
from kg.matching import Bench

BASE = "https://example.org/id/"
A, B, C = "person/wahid-yaqoob", "person/waheed-yaqub", "person/vahid-yaqub"
THREE = {
    "courier": [("Wahid Yaqoob", "Ruritania")],
    "gazette": [("Waheed Yaqub", "Ruritania")],
    "herald": [("Vahid Yaqub", "Ruritania"), ("Mira Lund", "Elbonia")],
}


def bench_of(folder: Path, sources: dict[str, list[tuple[str, str]]] = THREE) -> Bench:
    return Bench(corpus_of(folder, sources), BASE)


def pairs(bench: Bench, kind: str = "person") -> set[tuple[str, str]]:
    return {(one.a.id, one.b.id) for one in bench.suggestions(kind)}


def test_three_spellings_are_suggested_with_reasons_and_both_sides_words(tmp_path: Path) -> None:
    bench = bench_of(tmp_path)
    assert pairs(bench) == {(B, A), (C, A), (C, B)}
    best = bench.suggestions("person")[0]
    assert any("one name" in reason or "sound alike" in reason for reason in best.reasons)
    assert "the same side: actor/ruritania" in best.reasons
    assert {m.quote for m in (*best.a.mentions, *best.b.mentions)} <= {
        "Wahid Yaqoob was there",
        "Waheed Yaqub was there",
        "Vahid Yaqub was there",
    }


def test_two_that_one_source_puts_at_one_table_are_never_suggested(tmp_path: Path) -> None:
    together = [("Wahid Yaqoob", "Ruritania"), ("Waheed Yaqub", "Ruritania")]
    assert pairs(bench_of(tmp_path, {"courier": together})) == set()


def test_a_surname_alone_needs_something_else_in_common(tmp_path: Path) -> None:
    apart = {"courier": [("Yaqoob", "Elbonia")], "gazette": [("Vahid Yaqub", "Ruritania")]}
    near = {"courier": [("Yaqoob", "Ruritania")], "gazette": [("Vahid Yaqub", "Ruritania")]}
    found = bench_of(tmp_path / "near", near).suggestions("person")
    assert found[0].score > bench_of(tmp_path / "apart", apart).suggestions("person")[0].score


def test_nothing_is_asked_twice(tmp_path: Path) -> None:
    bench = bench_of(tmp_path)
    bench.judge(A, B, Verdict.SAME, by="editor")
    bench.judge(B, C, Verdict.DIFFERENT, by="editor")
    assert bench.judged.verdict(A, C) is Verdict.DIFFERENT
    again = Bench(Corpus.open(tmp_path), BASE)
    assert pairs(again) == set()


def test_what_is_left_unsure_comes_back_only_when_asked_for(tmp_path: Path) -> None:
    bench = bench_of(tmp_path)
    bench.judge(A, B, Verdict.UNSURE, by="editor")
    assert (B, A) not in pairs(bench)
    assert [(one.a.id, one.b.id) for one in bench.suggestions(unsure=True)] == [(B, A)]


def test_undo_opens_the_question_again(tmp_path: Path) -> None:
    bench = bench_of(tmp_path)
    bench.judge(A, B, Verdict.SAME, by="editor")
    bench.judge(B, A, Verdict.UNDONE, by="editor")
    assert (B, A) in pairs(Bench(bench.corpus, BASE))


@pytest.mark.parametrize(
    ("a", "b", "error"),
    [
        (A, A, JudgementError),
        (A, "actor/ruritania", JudgementError),
        (A, "person/nobody", NotFound),
        ("", "", NotFound),
    ],
)
def test_a_pair_that_cannot_be_judged_leaves_no_line(
    tmp_path: Path, a: str, b: str, error: type[Exception]
) -> None:
    bench = bench_of(tmp_path)
    with pytest.raises(error):
        bench.judge(a, b, Verdict.SAME, by="editor")
    assert bench.corpus.judgement_lines() == []


def test_a_contradiction_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    bench = bench_of(tmp_path)
    bench.judge(A, B, Verdict.SAME, by="editor")
    bench.judge(B, C, Verdict.SAME, by="editor")
    with pytest.raises(JudgementError, match="undo one of those first"):
        bench.judge(A, C, Verdict.DIFFERENT, by="another")
    bench.judge(B, C, Verdict.DIFFERENT, by="editor")
    assert bench.judged.verdict(A, C) is Verdict.DIFFERENT


def test_one_promise_told_in_two_rounds_is_suggested(tmp_path: Path) -> None:
    corpus = Corpus.init(tmp_path)
    for id, day in (("courier", 3), ("gazette", 9)):
        corpus.add(_promise(id, f"2024-05-{day:02}"), None)
    (found,) = Bench(corpus, BASE).suggestions("commitment")
    assert "by the same" in found.reasons
    assert found.a.mentions[0].round != found.b.mentions[0].round


def _promise(id: str, day: str):  # type: ignore[no-untyped-def]
    from kg.facts import sheets

    text = "the two armies keep off the river line"
    return sheets.loads(
        f"""
format: sulh-facts/1
source: {{id: {id}, title: Talks, published: {day}}}
rounds:
- {{id: r, place: Oslo, dates: {day}, parties: [Ruritania, Elbonia], evidence: ["met in Oslo"]}}
commitments:
- {{round: r, by: [Ruritania], type: ceasefire, text: {text}, evidence: ["{text}"]}}
"""
    )
