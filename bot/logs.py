"""Logs without secrets: no token, no phone number, no values out of exceptions."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Literal

from handlers.errors import trace

SECRETS = re.compile(r"\d{6,}:[\w-]{30,}|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
TALKATIVE = ("aiohttp", "telegram", "apscheduler", "sqlalchemy", "fontTools", "fpdf")
TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s"

Form = Literal["text", "json"]


def redacted(text: str) -> str:
    """Return the text with secrets struck out."""
    return SECRETS.sub("***", text)


class Redacting(logging.Formatter):
    """Writes the time, the level, who logs and what; an exception only by types and places."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record, secrets struck out."""
        return redacted(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Write the line, the code of an error before what is said of it."""
        record.message = " ".join(filter(None, (_code(record), _said(record))))
        return super().formatMessage(record)

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """Write the types and places of the exception."""
        error = ei[1] if isinstance(ei, tuple) else None
        return trace(error) if error else ""


class AsJson(Redacting):
    """Writes a record as one line, a JSON object: time, level, logger, message; code and error."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record, secrets struck out of every field."""
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _said(record),
            "code": _code(record),  # that a person was told
            "error": self.formatException(record.exc_info),
        }
        said = {name: redacted(value) for name, value in fields.items() if value}
        return json.dumps(said, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    """Return the message; of asyncio only its first line: the failed task follows, and values."""
    text = record.getMessage()
    return text.partition("\n")[0] if record.name == "asyncio" else text


def _code(record: logging.LogRecord) -> str:
    return str(getattr(record, "code", ""))


def start(level: str, form: Form) -> None:
    """Log from now on, JSON to standard output or text to standard error.

    Libraries only what is wrong: they log whole updates.
    """
    _log(level, form, instead=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # a connection lost with its database is an error for whoever used it, who is told of it
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)


def start_for_a_command() -> None:
    """Log what is wrong as text to standard error, unless somebody logs already."""
    _log("WARNING", "text", instead=False)


def _log(level: str, form: Form, *, instead: bool) -> None:
    handler = logging.StreamHandler(sys.stdout if form == "json" else sys.stderr)
    handler.setFormatter(AsJson() if form == "json" else Redacting(TEXT))
    logging.basicConfig(level=level, handlers=[handler], force=instead)
    logging.raiseExceptions = False  # a record that cannot be written would be printed, values too
