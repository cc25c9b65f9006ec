"""Whether the database is there, in this release's shape, writable, and opens with our key."""

from collections.abc import Callable, Iterator

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.doctor.finding import Finding
from bot.opening import is_set_up
from bot.settings import Settings, SettingsError
from services import keys
from services.store import Store, audit, ring
from services.store.ring import KeyStillNeededError
from services.store.schema import is_current, revision, revisions
from services.store.vault import KeyUnusableError, unlock

PATIENCE = 5  # seconds to connect, and for each question
NO_CHANGE = text("UPDATE alembic_version SET version_num = version_num")


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at the database, and at the key that it needs."""
    opens = True
    try:
        unlock(settings.vault())
    except SettingsError as error:
        opens = False
        yield from (Finding("setting", {"said": one}) for one in error.mistakes)
    if not is_set_up(settings):
        yield Finding("no_database")
        return
    store = Store.at(bounded(settings.database))
    try:
        yield from _examine(store, [shape, writable, ahead_log, *([opened] if opens else [])])
    finally:
        store.close()


def _examine(store: Store, looks: list[Callable[[Store], Iterator[Finding]]]) -> Iterator[Finding]:
    try:
        there = revision(store.reader) is not None
    except DBAPIError:
        yield Finding("database_unreachable")
        return
    if not there:
        yield Finding("no_database")
        return
    for look in looks:
        yield from look(store)


def bounded(url: str) -> str:
    """Return the address with times within which a server must take us in and answer."""
    made = make_url(url)
    if made.get_backend_name() == "postgresql":
        times = {"connect_timeout": f"{PATIENCE}", "options": f"-c statement_timeout={PATIENCE}s"}
        made = made.update_query_dict(times)
    return made.render_as_string(hide_password=False)


def shape(store: Store) -> Iterator[Finding]:
    """Compare its shape with this release's."""
    now = revision(store.reader)
    if now not in revisions():
        yield Finding("newer_database")
    elif now != revisions()[0]:
        yield Finding("older_database")


def writable(store: Store) -> Iterator[Finding]:
    """Write something that changes nothing, and take it back."""
    try:
        with store.writer.connect() as connection:
            connection.execute(NO_CHANGE)
    except DBAPIError:
        yield Finding("unwritable")


def ahead_log(store: Store) -> Iterator[Finding]:
    """Look whether SQLite writes ahead: else readers and the writer wait for each other."""
    if store.reader.dialect.name == "sqlite":
        with store.reader.connect() as connection:
            if connection.scalar(text("PRAGMA journal_mode")) != "wal":
                yield Finding("no_wal")


def opened(store: Store) -> Iterator[Finding]:
    """Open something that was sealed, and look whether older keys are still in use."""
    try:
        store.call(ring.join)
        store.call(audit.must_open)
    except KeyStillNeededError:
        yield Finding("key_still_needed")
    except KeyUnusableError:
        yield Finding("wrong_key")
    else:
        if is_current(store.reader):
            yield from older_keys(store)


def older_keys(store: Store) -> Iterator[Finding]:
    """Look how much is sealed with which key."""
    left = store.call(keys.left)
    if left.unknown:
        yield Finding("unknown_key", {"count": left.unknown})
    if known := left.count - left.unknown:
        yield Finding("older_keys", {"count": known})
    if left.spare:
        yield Finding("spare_key")
