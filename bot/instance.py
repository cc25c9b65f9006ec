"""Which installation this process is, and that no second one of it runs on the same folder."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import Self


class Instance:
    """The lock on a data folder; the system frees it however the process ends."""

    def __init__(self, file: int, name: str) -> None:
        self._file, self.name = file, name

    @classmethod
    def of(cls, folder: Path) -> Self | None:
        """Take the folder's lock and return its name, made the first time; none if it is taken."""
        file = os.open(folder / "instance", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return None
        name = os.read(file, 64).decode("ascii", "replace").strip()
        if not name.isalnum():
            name = secrets.token_hex(4)
            os.ftruncate(file, 0)
            os.pwrite(file, name.encode(), 0)
        return cls(file, name)

    @classmethod
    def another(cls) -> Self:
        """Return a name of its own for one more process on the same folder."""
        return cls(-1, secrets.token_hex(4))

    def free(self) -> None:
        """Let the next process in."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
