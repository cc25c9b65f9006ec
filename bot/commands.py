"""The commands: each opens what it needs, calls a service, and says what came of it."""

import asyncio
import json
from argparse import Namespace
from pathlib import Path

from bot import (
    audits,
    backups,
    forgetting,
    identity_commands,
    keys,
    logs,
    rulebook_commands,
    statements,
)
from bot.opening import (
    DONE,
    FINDINGS,
    EnvironmentError_,
    Voice,
    bring_up,
    file_of,
    known,
    month_of,
    now,
    opened,
    prepare,
    text_of,
)
from bot.settings import Settings
from handlers import console
from handlers import facts as wording
from handlers.i18n import say
from handlers.render import plain
from services.facts import discard, release, remarks, save, take_back, templates
from services.facts.archive import WorkbookRefusedError
from services.rulebook import routes

LONG = 5_000  # rows
cases_, rulebook_ = rulebook_commands.check_cases, rulebook_commands.work
invite_, recover_ = identity_commands.invite, identity_commands.recover
backup_, restore_ = backups.backup, backups.restore
audit_, keys_, client_ = audits.audit, keys.keys, forgetting.client


def run_(_options: Namespace, said: Voice) -> int:
    """Start the bot; it runs until told to stop, even while Telegram does not answer."""
    from telegram.error import InvalidToken  # noqa: PLC0415 - other commands start quickly

    from bot.polling import WedgedError  # noqa: PLC0415 - the same
    from bot.service import serve  # noqa: PLC0415 - the same

    settings = Settings.read("bot_token")
    if settings.bot_mode == "webhook":
        settings = Settings.read("bot_token", "webhook_url", "webhook_secret")
    if settings.routes_file:
        routes.use(text_of(str(settings.routes_file)), settings.routes_file.name)
    logs.start(settings.log_level, settings.log_format)
    with opened(settings) as store:
        try:
            asyncio.run(serve(settings, store, said))
        except* InvalidToken:
            raise EnvironmentError_(say(console.TOKEN_REFUSED)) from None
        except* WedgedError:
            raise EnvironmentError_(say(console.WEDGED)) from None
    return DONE


def demo_(options: Namespace, said: Voice) -> int:
    """Start the demo page."""
    from bot.demo import start  # noqa: PLC0415 - the same

    return start(Path(options.folder), options.port, said)


def doctor_(options: Namespace, said: Voice) -> int:
    """Look whether all is well."""
    from bot.doctor import doctor  # noqa: PLC0415 - the same

    return doctor(options, said)


def init_(options: Namespace, said: Voice) -> int:
    """Make the data folder, the key and the database; invite the first administrator."""
    settings = Settings.read()
    prepare(settings)
    said.tell(console.initialised(str(settings.data_dir)))
    if options.admin:
        with opened(settings) as store:
            return identity_commands.first(settings, store, options.admin, said)
    return DONE


def migrate_(_options: Namespace, said: Voice) -> int:
    """Bring the database to this release's shape."""
    bring_up(Settings.read())
    said.tell(console.migrated())
    return DONE


def import_(options: Namespace, said: Voice) -> int:
    """Bring a workbook in; with findings it comes back beside itself, with remarks."""
    settings, path = Settings.read(), file_of(options.file)
    with opened(settings) as store:
        try:
            came = save.import_file(
                store,
                path,
                now=now(settings),
                dry_run=options.dry_run,
                overwrite=options.overwrite,
                progress=lambda done, total: _progress(said, done, total),
                hold=options.hold,
            )
            discard.discard_dead(store, now(settings))
        except (WorkbookRefusedError, save.OutdatedPreviewError) as error:
            return said.wrong(wording.refused(error) or say(""), FINDINGS)
    said.tell(*wording.outcome(came))
    if not came.blocked:
        return DONE
    back = path.with_name(f"{path.stem}-备注.xlsx")
    back.write_bytes(
        remarks.remarked(path, came.findings, lambda f: plain(wording.remark(f), said.language))
    )
    said.tell(console.written(str(back)))
    return FINDINGS


def _progress(said: Voice, done: int, total: int) -> None:
    """Say how far it is, where it takes long enough to be asked."""
    if total > LONG:
        said.note(console.progress(done, total))


def take_back_(options: Namespace, said: Voice) -> int:
    """Take an import back."""
    settings = Settings.read()
    with opened(settings) as store:
        try:
            store.call(take_back.take_back, options.batch, now(settings), None)
        except (
            take_back.NothingToTakeBackError,
            take_back.MonthClosedError,
            take_back.SupersededError,
        ) as error:
            return said.wrong(wording.refused(error) or say(""), FINDINGS)
    said.tell(console.taken_back(options.batch))
    return DONE


def release_(options: Namespace, said: Voice) -> int:
    """Show an import's figures to the staff."""
    settings = Settings.read()
    with opened(settings) as store:
        try:
            store.call(release.release, options.batch, now(settings), None)
        except release.NothingToReleaseError as error:
            return said.wrong(wording.refused(error) or say(""), FINDINGS)
    said.tell(console.released(options.batch))
    return DONE


def templates_(options: Namespace, said: Voice) -> int:
    """Write the empty workbooks."""
    made = templates.write(
        Path(options.folder), lambda column: plain(wording.explained(column), said.language)
    )
    said.tell(*(console.written(str(path)) for path in made))
    return DONE


def statement_(options: Namespace, said: Voice) -> int:
    """Show a person's month: as the chat does, as JSON, or every step."""
    settings, month = Settings.read(), month_of(options.month)
    with opened(settings) as store:
        slip = known(lambda: store.call(statements.of, options.staff, month, now(settings).date()))
        if options.json:
            print(json.dumps(statements.as_json(slip), ensure_ascii=False, indent=2))
        elif options.trace:
            for depth, step in statements.trace(slip):
                print("  " * depth + plain(console.step(step, slip), said.language))
        else:
            said.tell(*console.statement(slip))
    return DONE
