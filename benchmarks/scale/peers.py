"""Servers of other make, loaded in their bulk way and answering the same queries."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_INI = """
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
NumberOfBuffers = 100000
MaxDirtyBuffers = 60000
MaxCheckpointRemap = 2000
SchedulerInterval = 10
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 1000000
DefaultGraph =
"""


def find(name: str) -> str | None:
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def timed(command: Sequence[str], **more: str) -> tuple[float, float]:
    """Seconds and peak MB of a command. Raises RuntimeError when it fails."""
    started = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, **more})
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


@contextmanager
def running(command: Sequence[str], port: int, **more: str) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, **more})
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, seconds: float = 600) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")


class Oxigraph:
    name = "oxigraph server"

    def __init__(self, folder: Path) -> None:
        self.folder, self.binary = folder, find("oxigraph") or ""

    def load(self, data: Path) -> tuple[float, float]:
        return timed([self.binary, "load", "-l", str(self.folder), "-f", str(data)])

    @contextmanager
    def serving(self) -> Iterator[str]:
        port = free_port()
        flags = ["serve-read-only", "-l", str(self.folder), "-b", f"127.0.0.1:{port}"]
        with running([self.binary, *flags, "--union-default-graph"], port):
            yield f"http://127.0.0.1:{port}/query"


class Virtuoso:
    """`load` starts the server, which `serving` leaves running until `stop`."""

    name = "Virtuoso 7"

    def __init__(self, folder: Path) -> None:
        self.folder, self.binary = folder, find("virtuoso-t") or ""
        self.http, self.sql = free_port(), free_port()

    def load(self, data: Path) -> tuple[float, float]:
        ini = self.folder / "v.ini"
        ini.write_text(_INI.format(folder=self.folder, http=self.http, sql=self.sql))
        (self.folder / "graph.nq").hardlink_to(data)
        command = [self.binary, "+foreground", "+configfile", str(ini)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=self.folder)
        _wait_for(self.http)
        for role in ("SPARQL_SELECT", "SPARQL_UPDATE"):
            self._say(f'GRANT {role} TO "SPARQL"')
        started = time.perf_counter()
        folder = f"ld_dir('{self.folder}','graph.nq','urn:x')"
        self._say(f"{folder}; rdf_loader_run(); checkpoint;")
        seconds = time.perf_counter() - started
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        (self.folder / "graph.nq").unlink()
        return seconds, int(peak.split()[1]) / 1024

    def _say(self, text: str) -> None:
        isql = find("isql-vt") or ""
        command = [isql, f"127.0.0.1:{self.sql}", "dba", "dba", f"exec={text}"]
        for _ in range(50):
            if subprocess.run(command, capture_output=True).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"Virtuoso refuses {text}")

    @contextmanager
    def serving(self) -> Iterator[str]:
        try:
            yield f"http://127.0.0.1:{self.http}/sparql"
        finally:
            self.process.kill()
            self.process.wait()


class RdflibEndpoint:
    """rdflib in memory behind HTTP; it loads when it starts."""

    name = "rdflib-endpoint"

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, Path()

    @staticmethod
    def is_installed() -> bool:
        return find_spec("rdflib_endpoint") is not None

    def load(self, data: Path) -> tuple[float, float]:
        self.data = data
        steps = Path(__file__).with_name("steps.py")
        return timed([sys.executable, str(steps), "load_rdflib", str(data)])

    @contextmanager
    def serving(self) -> Iterator[str]:
        port = free_port()
        command = [sys.executable, "-m", "uvicorn", "--factory", "steps:rdflib_endpoint"]
        command += ["--log-level", "critical", "--app-dir", str(Path(__file__).parent)]
        with running([*command, "--port", str(port)], port, BENCHMARK_DATA=str(self.data)):
            yield f"http://127.0.0.1:{port}/sparql"


def installed() -> list[type[Oxigraph] | type[Virtuoso]]:
    found: list[type[Oxigraph] | type[Virtuoso]] = []
    if find("oxigraph"):
        found.append(Oxigraph)
    if find("virtuoso-t") and find("isql-vt"):
        found.append(Virtuoso)
    return found
