"""What a handler asks for: settings, store, one consistent view, leave to write."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from api.auth import require_token
from kg.settings import Settings
from kg.store.base import Store, View


async def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def get_store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


async def get_view(request: Request) -> AsyncIterator[View]:
    """One version of the graph for the whole of one request."""
    store: Store = request.app.state.store
    with store.view() as view:
        yield view


SettingsDep = Annotated[Settings, Depends(get_settings)]
StoreDep = Annotated[Store, Depends(get_store)]
ViewDep = Annotated[View, Depends(get_view)]
Writer = Depends(require_token)
