"""Is the server up, and which version of the graph does it hold?"""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import SettingsDep, StoreDep, ViewDep
from kg.store.sync import corpus_hash

router = APIRouter(tags=["server"])


@router.get("/health", summary="Sign of life")
def health(store: StoreDep, view: ViewDep, settings: SettingsDep) -> dict[str, str | None]:
    return {
        "status": "ok",
        "revision": store.revision(),
        "corpus": corpus_hash(view, settings.base),
    }
