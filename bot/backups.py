"""The commands that back up and restore."""

from argparse import Namespace
from pathlib import Path

from bot.opening import (
    DONE,
    ENVIRONMENT,
    FINDINGS,
    EnvironmentError_,
    UsageError,
    Voice,
    file_of,
    found,
    make_folder,
    now,
)
from bot.settings import Settings
from handlers import console_backup as words
from handlers.i18n import say
from services.store import Store, schema
from services.store import backup as backups
from services.store.backup import keeping
from services.store.vault import unlock


def backup(options: Namespace, said: Voice) -> int:
    """Write a backup: to the file, or under a dated name in the folder."""
    settings, path = Settings.read(), Path(options.file)
    if path.is_dir():
        path /= keeping.name(now(settings))
    with found(settings) as store:
        try:
            contents = backups.write(store.reader, path, now(settings))
        except FileExistsError:
            raise UsageError(say(words.EXISTS, path=str(path))) from None
        except OSError:
            raise EnvironmentError_(say(words.UNWRITABLE, path=str(path))) from None
    said.tell(words.backed_up(str(path), contents))
    return DONE


def restore(options: Namespace, said: Voice) -> int:
    """Restore a backup into the database, or only read it whole."""
    settings, path = Settings.read(), file_of(options.file)
    unlock(settings.vault())
    try:
        if options.check:
            return _check(path, said)
        return _restore(settings, path, said)
    except backups.BackupDamagedError:
        return said.wrong(say(words.DAMAGED, path=str(path)), FINDINGS)
    except OSError:
        raise EnvironmentError_(say(words.UNREADABLE, path=str(path))) from None


def _check(path: Path, said: Voice) -> int:
    contents = backups.check(path)
    said.tell(words.checked(contents), *words.tables(contents))
    if contents.revision not in schema.revisions():
        return said.wrong(say(words.NEWER), FINDINGS)
    return DONE


def _restore(settings: Settings, path: Path, said: Voice) -> int:
    make_folder(settings)
    store = Store.at(settings.database)
    try:
        contents = backups.restore(store.writer, path)
    except backups.NotEmptyError:
        return said.wrong(say(words.NOT_EMPTY), ENVIRONMENT)
    except schema.NewerSchemaError:
        return said.wrong(say(words.NEWER), ENVIRONMENT)
    finally:
        store.close()
    said.tell(words.restored(contents))
    return DONE
