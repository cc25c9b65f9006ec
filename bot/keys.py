"""The commands about the data keys: a new one, everything sealed anew, how far that is."""

import os
import secrets
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from bot.opening import DONE, FINDINGS, Voice, now, opened
from bot.settings import Settings
from handlers import console_keys as words
from handlers.i18n import say
from services import keys as service
from services import leases
from services.store import Store
from services.store.cells import CELLS, Cells
from services.store.vault import new_key

EVERY = 10_000  # values between two lines that say how far it is


def keys(options: Namespace, said: Voice) -> int:
    """Do what is asked for: `add`, `rotate` or `show`."""
    settings = Settings.read()
    if options.action == "add":
        return _add(settings, said)
    with opened(settings) as store:
        if options.action == "rotate":
            return _rotate(settings, store, said, restarted=options.restarted)
        left = store.call(service.left)
        said.tell(*words.shown(left))
        return FINDINGS if left.count else DONE


def _add(settings: Settings, said: Voice) -> int:
    """Make a key: into the file, if it is in use, else for whoever keeps the setting."""
    settings.vault()  # what is there can be used
    if settings.data_key:
        said.note(say(words.PUT_FIRST))
        said.tell(say("{key}", key=new_key()))
        return DONE
    _write(settings.key_file, f"{new_key()},{settings.key_file.read_text('ascii').strip()}")
    said.tell(say(words.ADDED, path=str(settings.key_file)))
    return DONE


def _write(path: Path, text: str) -> None:
    """Write the whole file or nothing of it: without it nothing opens."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    part.rename(path)


def _rotate(settings: Settings, store: Store, said: Voice, *, restarted: bool) -> int:
    bots = len(store.call(leases.alive, now(settings)))
    if bots and not restarted:
        return said.wrong(say(words.RUNNING, count=bots), FINDINGS)
    holder = store.call(leases.enter, now(settings), f"keys{secrets.token_hex(4)}")
    try:
        total = store.call(service.begin, now(settings), holder)
        work = Work(settings, store, said, holder, total)
        return work.done()
    except service.NoOlderKeyError:
        said.tell(say(words.NOTHING_TO_DO))
        return DONE
    except (service.RotatingError, leases.LeaseLostError):
        return said.wrong(say(words.ROTATING), FINDINGS)
    finally:
        store.call(leases.leave, holder)


@dataclass
class Work:
    """A rotation as this process does it."""

    settings: Settings
    store: Store
    said: Voice
    holder: str
    total: int
    anew: int = 0
    damaged: int = 0
    told: int = 0

    def done(self) -> int:
        """Go through everything until nothing is left; return the exit code."""
        self.said.note(words.progress(0, self.total))
        while True:
            before, self.damaged = self.anew, 0
            for cells in CELLS:
                self._column(cells)
            if self.store.call(service.end, now(self.settings), self.holder):
                self.said.tell(say(words.ROTATED, count=self.anew))
                return DONE
            if self.anew == before:  # what was written meanwhile is through, too
                return self.said.wrong(say(words.DAMAGED, count=self.damaged), FINDINGS)

    def _column(self, cells: Cells) -> None:
        after: service.Row | None = None
        while True:
            one = self.store.call(service.go_on, now(self.settings), self.holder, cells, after)
            self.anew, self.damaged, after = (
                self.anew + one.done,
                self.damaged + one.damaged,
                one.after,
            )
            if self.anew - self.told >= EVERY:
                self.told = self.anew
                self.said.note(words.progress(self.anew, max(self.total, self.anew)))
            if after is None:
                return
