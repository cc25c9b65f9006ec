"""The command line: `python -m bot …`. Exit codes: 0 done, 1 findings, 2 usage, 3 environment."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy.exc import OperationalError

from bot import commands, logs
from bot.opening import ENVIRONMENT, USAGE, EnvironmentError_, UsageError, Voice
from bot.settings import SettingsError
from handlers import console, console_keys, errors
from handlers.i18n import SOURCE, reading, say, translate
from services.rulebook.reading import MistakesError
from services.store.ring import KeyStillNeededError
from services.store.vault import KeyUnusableError

Words = Callable[[str], str]
AS_WRITTEN = argparse.RawDescriptionHelpFormatter  # an example is to be copied: no line breaks
SERVING = {"run", "demo"}  # a connection that the other side has closed is no reason to end
EXAMPLES = {
    "run": "python -m bot run",
    "demo": "python -m bot demo --port 8080",
    "init": "python -m bot init",
    "recover": "python -m bot recover --admin JC005",
    "invite": "python -m bot invite --all --out 邀请 --bot xiaoman_bot",
    "import": "python -m bot import 客户月度-2026-10.xlsx --dry-run",
    "release": "python -m bot release 12",
    "take-back": "python -m bot take-back 12",
    "templates": "python -m bot templates 模板",
    "statement": "python -m bot statement --staff JC031 --month 2026-10 --trace",
    "cases": "python -m bot cases tests/cases/marketers.yaml",
    "rulebook": "python -m bot rulebook set fixed_pay.manager 1600 --from 2027-01-01 --basis 纪要",
    "migrate": "python -m bot migrate",
    "keys": "python -m bot keys rotate",
    "client": "python -m bot client seal 80150001 --reason 销户",
    "audit": "python -m bot audit verify",
    "doctor": "python -m bot doctor",
    "backup": "python -m bot backup 小满.backup",
    "restore": "python -m bot restore 小满.backup --check",
}


def language() -> str:
    """Return the language of the command line: English only where the locale asks for it."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return reading(locale) if locale[:2].isalpha() and locale[:2].islower() else SOURCE


def parser(words: Words) -> argparse.ArgumentParser:
    """Return the parser; `words` translates."""
    top = argparse.ArgumentParser(prog="python -m bot", description=words(console.ABOUT))
    below = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    made = {name: _command(below, name, words) for name in EXAMPLES}
    _arguments(made, lambda key: words(console.ARGUMENTS[key]))
    return top


def _command(
    below: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    words: Callable[[str], str],
) -> argparse.ArgumentParser:
    about = words(console.HELP[name])
    made = below.add_parser(
        name, help=about, description=about, epilog=EXAMPLES[name], formatter_class=AS_WRITTEN
    )
    made.set_defaults(work=getattr(commands, name.replace("-", "_") + "_"))
    return made


def _arguments(made: dict[str, argparse.ArgumentParser], about: Words) -> None:
    made["demo"].add_argument("--port", type=int, default=8080, help=about("port"))
    made["demo"].add_argument("--folder", default="demo-data", help=about("folder"))
    made["init"].add_argument("--admin", metavar="STAFF", help=about("admin"))
    made["recover"].add_argument("--admin", metavar="STAFF", required=True, help=about("staff"))
    _invite(made["invite"], about)
    made["import"].add_argument("file", help=about("file"))
    made["import"].add_argument("--dry-run", action="store_true", help=about("dry_run"))
    made["import"].add_argument("--overwrite", action="store_true", help=about("overwrite"))
    made["import"].add_argument("--hold", action="store_true", help=about("hold"))
    made["release"].add_argument("batch", type=int, help=about("batch"))
    made["take-back"].add_argument("batch", type=int, help=about("batch"))
    made["templates"].add_argument("folder", help=about("folder"))
    made["statement"].add_argument("--staff", required=True, help=about("staff"))
    made["statement"].add_argument("--month", required=True, help=about("month"))
    how = made["statement"].add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=about("json"))
    how.add_argument("--trace", action="store_true", help=about("trace"))
    made["backup"].add_argument("file", help=about("backup"))
    made["restore"].add_argument("file", help=about("restore"))
    made["restore"].add_argument("--check", action="store_true", help=about("check"))
    made["cases"].add_argument("files", nargs="+", metavar="FILE", help=about("file"))
    verify = made["audit"].add_subparsers(dest="action", required=True).add_parser("verify")
    verify.add_argument("--head", metavar="N:HASH", help=about("head"))
    _rulebook(made["rulebook"], about)
    _keys(made["keys"], about)
    _client(made["client"], about)


def _invite(made: argparse.ArgumentParser, about: Words) -> None:
    made.add_argument("staff", nargs="*", metavar="STAFF", help=about("staff"))
    made.add_argument("--all", action="store_true", help=about("all"))
    made.add_argument("--out", metavar="FOLDER", default=".", help=about("folder"))
    made.add_argument("--bot", metavar="NAME", help=about("bot"))
    made.add_argument("--days", type=int, default=7, help=about("days"))


def _keys(above: argparse.ArgumentParser, about: Words) -> None:
    below = above.add_subparsers(dest="action", required=True)
    for name in ("add", "rotate", "show"):
        made = below.add_parser(
            name, help=about(f"keys_{name}"), description=about(f"keys_{name}")
        )
        if name == "rotate":
            made.add_argument("--restarted", action="store_true", help=about("restarted"))


def _client(above: argparse.ArgumentParser, about: Words) -> None:
    below = above.add_subparsers(dest="action", required=True)
    for name in ("seal", "open", "erase"):
        text = about(f"client_{name}")
        made = below.add_parser(name, help=text, description=text)
        made.add_argument("number", nargs="?", help=about("client"))
        made.add_argument("--appointment", type=int, metavar="ID", help=about("appointment"))
        made.add_argument("--reason", required=True, help=about("reason"))
        if name == "open":
            made.add_argument("--out", metavar="FOLDER", help=about("out"))
        if name == "erase":
            made.add_argument("--basis", help=about("law"))
            made.add_argument("--yes", action="store_true", help=about("yes"))


def _rulebook(above: argparse.ArgumentParser, about: Words) -> None:
    below = above.add_subparsers(dest="action", required=True)
    add = partial(below.add_parser, formatter_class=AS_WRITTEN)
    check = add("check", epilog="python -m bot rulebook check")
    check.add_argument("files", nargs="*", metavar="FILE", help=about("file"))
    show = add("show", epilog="python -m bot rulebook show 2026-10-01")
    show.add_argument("day", nargs="?", metavar="DATE", help=about("day"))
    change = add("set", epilog=EXAMPLES["rulebook"])
    change.add_argument("figure", metavar="ID", help=about("figure"))
    change.add_argument("value", metavar="VALUE", help=about("value"))
    change.add_argument(
        "--from", dest="first_day", metavar="DATE", required=True, help=about("from")
    )
    change.add_argument("--basis", required=True, help=about("basis"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    spoken = language()
    options = parser(lambda text: translate(spoken, text)).parse_args(arguments)
    if options.command not in SERVING:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` ends us quietly
    logs.start_for_a_command()
    said = Voice(spoken)
    try:
        return int(options.work(options, said))
    except EnvironmentError_ as error:
        said.note(error.said)
    except UsageError as error:
        return said.wrong(error.said, USAGE)
    except SettingsError as error:
        for mistake in error.mistakes:
            said.note(mistake)
    except MistakesError as error:  # in the outlet's own routes
        said.tell(*map(console.mistake, error.mistakes))
    except OperationalError:
        said.note(say(console.UNREACHABLE))
    except KeyUnusableError as error:
        needed = isinstance(error, KeyStillNeededError)
        said.note(say(console_keys.STILL_NEEDED if needed else console.WRONG_KEY))
    except Exception as error:  # noqa: BLE001 - a traceback would show names and amounts
        said.note(say(console.BUG, trace=errors.trace(error)))
    return ENVIRONMENT


if __name__ == "__main__":
    sys.exit(main())
