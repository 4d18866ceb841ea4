"""SPARQL servers of other make, started on free ports of loopback and ended with the test."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store.http import Credentials
from kg.store.remote import RemoteStore

VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxCheckpointRemap = 2000
SchedulerInterval = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
DefaultGraph =
"""

START_SECONDS = 180  # a busy machine starts a server slowly


def find(name: str) -> str | None:
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, *flags: str) -> Iterator[str]:
    binary = find("oxigraph")
    if binary is None:
        pytest.skip("the oxigraph server is not installed (PyPI: oxigraph)")
    port = free_port()
    command = [binary, "serve", "-l", str(folder), "-b", f"127.0.0.1:{port}", *flags]
    with _running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    if (binary := find("virtuoso-t")) is None or (isql := find("isql-vt")) is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")
    http, sql = free_port(), free_port()
    ini = folder / "v.ini"
    ini.write_text(VIRTUOSO_INI.format(folder=folder, http=http, sql=sql))
    with _running([binary, "+foreground", "+configfile", str(ini)], http, folder):
        for role in ("SPARQL_UPDATE", "SPARQL_SELECT"):
            grant = f'exec=GRANT {role} TO "SPARQL"'
            _retry(lambda g=grant: _run([isql, f"127.0.0.1:{sql}", "dba", "dba", g]))
        yield f"http://127.0.0.1:{http}"


def _run(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, timeout=30).returncode == 0


def _retry(action: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if action():
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not come up")


@contextmanager
def _running(command: list[str], port: int, folder: Path | None = None) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=folder)
    try:
        _retry(lambda: _listens(port))
        yield
    finally:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def oxigraph_store(folder: Path) -> Iterator[RemoteStore]:
    with oxigraph(folder, "--union-default-graph") as url:
        store = RemoteStore(f"{url}/query", update=f"{url}/update", graph_store=f"{url}/store")
        yield store
        store.close()


@contextmanager
def virtuoso_store(folder: Path) -> Iterator[RemoteStore]:
    with virtuoso(folder) as url:
        store = RemoteStore(
            f"{url}/sparql",
            update=f"{url}/sparql-auth",
            graph_store=f"{url}/sparql-graph-crud-auth",
            credentials=Credentials("dba", "dba"),
        )
        yield store
        store.close()
