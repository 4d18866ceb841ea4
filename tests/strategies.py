"""Random fact sheets, valid by the model and with no fact that points at nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kg.facts.model import Sheet
from kg.terms import (
    CommitmentAction,
    CommitmentType,
    IncidentType,
    MediationRole,
    MeetingFormat,
    Modality,
    ParticipantRole,
    PositionKind,
    RoundOutcome,
    RoundStatus,
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
names = st.one_of(
    texts.map(lambda text: text[:100]),
    st.sampled_from(["Türkiye", "No", "null", "~", "2019", "a: b", "- x", "قطر", "O’Neill", "1e3"]),
)
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
dates = st.sampled_from(
    ["2025-10-25", "2025-10", "2025", "2025-10-25/..", "../2025-10-30", "XXXX-10-18"]
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=3)


def fact(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            **fields,
            "evidence": st.lists(texts, min_size=1, max_size=2),
            "modality": st.sampled_from(Modality),
            "according_to": maybe(names),
            "inferred": some(st.sampled_from(["dates", "place", "for"])),
        }
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    ids = draw(st.lists(slugs, unique=True, max_size=4))
    round = maybe(st.sampled_from(ids)) if ids else st.none()
    data = {"source": draw(_sources()), **draw(_facts(round)), "rounds": _rounds(draw, ids)}
    reader = st.fixed_dictionaries({"name": names, "version": names, "model": maybe(names)})
    data |= {"extracted_by": draw(maybe(reader)), "reviewed_by": draw(maybe(names))}
    return Sheet.model_validate(data)


def _sources() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "id": slugs,
            "url": maybe(names),
            "title": maybe(names),
            "publisher": maybe(names),
            "authors": some(names),
            "published": maybe(dates),
            "language": maybe(st.sampled_from(["en", "pt-BR", "no"])),
            "agency": maybe(names),
            "corrects": maybe(slugs),
            "fictional": st.booleans(),
        }
    )


def _rounds(draw: st.DrawFn, ids: list[str]) -> list[dict[str, Any]]:
    body = fact(
        process=maybe(names),
        ordinal=maybe(st.integers(1, 10_000)),
        place=maybe(names),
        country=maybe(names),
        venue=maybe(names),
        dates=maybe(dates),
        status=maybe(st.sampled_from(RoundStatus)),
        formats=some(st.sampled_from(MeetingFormat)),
        outcomes=some(st.sampled_from(RoundOutcome)),
        parties=some(names),
    )
    return [
        {**draw(body), "id": id, "follows": draw(maybe(st.sampled_from(ids[:index])))}
        if index
        else {**draw(body), "id": id}
        for index, id in enumerate(ids)
    ]


def _facts(round: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "third_parties": some(
                fact(round=round, actor=names, roles=some(st.sampled_from(MediationRole)))
            ),
            "delegations": some(
                fact(round=round, party=names, size=maybe(st.integers(0, 100_000)))
            ),
            "participants": some(
                fact(
                    **{"for": maybe(names)},
                    round=round,
                    person=maybe(names),
                    posts=some(names),
                    organisation=maybe(names),
                    roles=some(st.sampled_from(ParticipantRole)),
                )
            ),
            "commitments": some(
                fact(
                    round=round,
                    by=some(names),
                    type=st.sampled_from(CommitmentType),
                    action=st.sampled_from(CommitmentAction),
                    deadline=maybe(dates),
                    text=texts,
                )
            ),
            "positions": some(
                fact(round=round, by=maybe(names), kind=st.sampled_from(PositionKind), text=texts)
            ),
            "statements": some(
                fact(
                    speaker=maybe(names),
                    post=maybe(names),
                    organisation=maybe(names),
                    on_behalf_of=maybe(names),
                    about=round,
                    place=maybe(names),
                    quote=texts,
                )
            ),
            "incidents": some(
                fact(
                    type=st.sampled_from(IncidentType),
                    dates=maybe(dates),
                    places=some(names),
                    actors=some(names),
                    text=texts,
                )
            ),
        }
    )
