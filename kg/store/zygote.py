"""A process of one thread that holds the graph in memory and forks the workers.

A worker is a fork: it shares the memory, sees the one version that was there at its birth, and
can be killed at any moment without harm to anybody else. Above a few million quads the zygote
holds nothing, and each worker opens the published directory.

Run as `python -m kg.store.zygote FD`; the socket FD carries frames of JSON, some with a file.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import signal
import socket
import sys
from typing import Any

import pyoxigraph as ox

from kg.store.answering import serve_queries
from kg.store.bounds import bound_memory, die_with_parent, own_memory
from kg.store.changes import Edit, graph_key
from kg.store.frames import failure, note


class Zygote:
    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.engine = ox.Store()
        self.directory = ""

    def run(self) -> None:
        while (order := self._order()) is not None:
            command, files = order
            try:
                answer = note(self._obey(command, files) or {})
            except Exception as error:
                answer = failure(error)
            for file in files:
                os.close(file)
            self.control.sendall(answer)

    def _order(self) -> tuple[dict[str, Any], list[int]] | None:
        """Orders are small: each is one packet."""
        data, files, _flags, _address = socket.recv_fds(self.control, 1 << 20, 1)
        return (json.loads(data), list(files)) if data else None

    def _obey(self, command: dict[str, Any], files: list[int]) -> dict[str, Any] | None:
        match command["do"]:
            case "load":
                return self._load(files[0])
            case "open":
                self.engine, self.directory = ox.Store(), command["directory"]
            case "replace":
                self._replace(command["graphs"], files[0])
            case "fork":
                return {"pid": self._fork(files[0], command["megabytes"])}
            case "reap":
                pid, status = os.waitpid(command["pid"], os.WNOHANG)
                return {"status": status if pid else None}
        return None

    def _load(self, file: int) -> dict[str, Any]:
        fresh = ox.Store()
        with os.fdopen(os.dup(file), "rb") as source:
            fresh.bulk_load(input=source, format=ox.RdfFormat.N_QUADS)
        self.engine, self.directory = fresh, ""
        gc.collect()
        gc.freeze()
        return {"quads": len(fresh)}

    def _replace(self, changed: dict[str, list[str] | None], file: int) -> None:
        with os.fdopen(os.dup(file), "rb") as source:
            quads = list(ox.parse(input=source, format=ox.RdfFormat.N_QUADS))
        whole: dict[str, list[ox.Quad]] = {g: [] for g, nodes in changed.items() if nodes is None}
        parts: dict[str, dict[str, list[ox.Quad]]] = {
            g: {node: [] for node in nodes} for g, nodes in changed.items() if nodes
        }
        for quad in quads:
            graph = graph_key(quad.graph_name)
            if graph in whole:
                whole[graph].append(quad)
            else:
                parts[graph][quad.subject.value].append(quad)
        Edit.of_graphs(whole, (), parts).run(self.engine)

    def _fork(self, file: int, megabytes: int) -> int:
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            self._become_worker(file, megabytes)
            status = 0
        finally:
            os._exit(status)

    def _become_worker(self, file: int, megabytes: int) -> None:
        die_with_parent()
        self.control.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        connection = socket.socket(fileno=file)
        meanwhile = own_memory()
        if self.directory:
            meanwhile = iter(())
            fcntl.flock(os.open(self.directory, os.O_RDONLY), fcntl.LOCK_SH)
            self.engine = ox.Store.read_only(self.directory)
        bound_memory(megabytes)
        serve_queries(self.engine, connection, meanwhile)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Zygote(socket.socket(fileno=int(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
