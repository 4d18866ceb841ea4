"""The stores that need no server."""

from kg.store.directory import DirectoryStore
from kg.store.memory import MemoryStore

__all__ = ["DirectoryStore", "MemoryStore"]
