"""Logs without secrets: no token, no phone number, no values out of exceptions."""

import logging
import re

from handlers.errors import trace

SECRETS = re.compile(r"\d{6,}:[\w-]{30,}|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
TALKATIVE = ("aiohttp", "telegram", "apscheduler", "sqlalchemy")


class Redacting(logging.Formatter):
    """Writes the time, the level, who logs and what; an exception only by types and places."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record, secrets struck out."""
        return SECRETS.sub("***", super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Write the line; of asyncio's only its first: the failed task follows, values and all."""
        if record.name == "asyncio":
            record.message = record.message.partition("\n")[0]
        return super().formatMessage(record)

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """Write the types and places of the exception."""
        error = ei[1] if isinstance(ei, tuple) else None
        return trace(error) if error else ""


def start(level: str) -> None:
    """Log to standard error from now on; libraries only what is wrong (they log whole updates)."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
