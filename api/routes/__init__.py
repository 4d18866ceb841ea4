"""The routers of the server, in the order in which they are tried."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import health

ROUTERS: tuple[APIRouter, ...] = (health.router,)
