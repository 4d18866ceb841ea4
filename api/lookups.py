"""What every lookup shares: one question, pages of its rows, an ETag that costs no query."""

from __future__ import annotations

import base64
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any

import orjson
from fastapi import Depends, Query, Request, Response
from fastapi.routing import APIRoute

from api.deps import SettingsDep, ViewDep
from api.disputes import KnownDisputes
from api.freshness import etag, fresh_headers, not_modified
from api.kept import Kept, Listing, kept_answers
from api.problems import Problem
from kg.errors import NotFound
from kg.queries.registry import Answer, ask_knowing, ask_unmarked, differing, worded

Limit = Annotated[int, Query(ge=1, le=500, description="Items on a page")]
KeptDep = Annotated[Kept, Depends(kept_answers)]
Cursor = Annotated[str | None, Query(description="`next` of the page before", max_length=64)]


class Json(Response):
    """Rows as they are: plain values that need no further validation."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


class FreshRoute(APIRoute):
    """Answers 304 from the store's revision alone, and says of each answer which one it is of."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def fresh(request: Request) -> Response:
            tag = etag(request)
            unchanged = not_modified(request, tag)
            if unchanged is not None:
                return unchanged
            response = await handle(request)
            response.headers.update(fresh_headers(tag))
            return response

        return fresh


class Asking:
    """Ready to ask. `kept` comes before the view: nothing older than its version is put there."""

    def __init__(
        self, request: Request, kept: KeptDep, view: ViewDep, settings: SettingsDep
    ) -> None:
        self._kept, self.view, self.settings = kept, view, settings
        state = request.app.state
        revision = kept.revision if state.store.revision() == kept.revision else ""
        self.disputes = KnownDisputes(state.disputes, revision, view, settings.base)

    def __call__(self, name: str, **values: str | None) -> Answer:
        given = {key: value for key, value in values.items() if value}
        key = (name, *sorted(given.items()))
        answer: Answer | None = self._kept.get(key)
        if answer is None:
            base = self.settings.base
            answer = ask_knowing(self.view, name, self.disputes, base=base, **given)
            self._kept.put(key, answer, len(answer.rows))
        return answer

    def listing(self, name: str) -> Listing:
        """Everything; `page` marks what it shows."""
        found: Listing | None = self._kept.get(f"all {name}")
        if found is None:
            base = self.settings.base
            found = Listing(ask_unmarked(self.view, name, self.disputes, base=base))
            self._kept.put(f"all {name}", found, len(found.answer.rows))
        return found

    def page(
        self,
        name: str,
        limit: int,
        cursor: str | None,
        wanted: Callable[[dict[str, Any]], bool] | None = None,
    ) -> Json:
        """One page of everything, or of the rows that are wanted."""
        listing = self.listing(name)
        rows = [row for row in listing.answer.rows if wanted is None or wanted(row)]
        start = offset(cursor)
        listing.mark(rows[start : start + limit], self.disputes)
        return page(rows, limit, cursor)

    def disputed(self, round: str | None, start: int = 0, end: int | None = None) -> Disputed:
        """What sources differ on, with the words of a part of it."""
        rounds = [round] if round else None
        found = differing(self.disputes, rounds)
        shown = worded(self.view, found[start:end], self.disputes, rounds, base=self.settings.base)
        return Disputed([one.to_row() for one in shown], len(found))

    def one(self, name: str, **values: str) -> dict[str, Any]:
        """The single row about something. Raises NotFound when there is none."""
        rows = self(name, **values).rows
        if not rows:
            raise NotFound(f"No source says anything about {' '.join(values.values())}.")
        return rows[0]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A part of the disputes, and how many there are."""

    rows: list[dict[str, Any]]
    total: int


def page(rows: list[Any], limit: int, cursor: str | None) -> Json:
    start = offset(cursor)
    return one_page(rows[start : start + limit], len(rows), limit, cursor)


def one_page(items: list[Any], total: int, limit: int, cursor: str | None) -> Json:
    end = offset(cursor) + limit
    following = _cursor(end) if end < total else None
    return Json({"items": items, "total": total, "next": following})


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"from:{offset}".encode()).decode().rstrip("=")


def offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        word, _, number = text.partition(":")
        if word != "from" or not number.isdigit():
            raise ValueError
        return int(number)
    except ValueError:
        raise Problem(400, f"{cursor!r} is no cursor of this server.") from None
