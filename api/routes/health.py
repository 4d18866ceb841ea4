"""Is the server up, and which version of the graph does it hold?"""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import StoreDep
from kg.version import __version__

router = APIRouter(tags=["server"])


@router.get("/health", summary="Sign of life")
async def health(store: StoreDep) -> dict[str, str]:
    return {"status": "ok", "version": __version__, "revision": store.revision()}
