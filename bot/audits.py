"""The command that verifies the audit."""

import re
from argparse import Namespace

from bot.opening import DONE, FINDINGS, UsageError, Voice, opened
from bot.settings import Settings
from handlers import console_audit as words
from handlers.i18n import say
from services import audit_chain
from services.audit_chain import Head

HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def audit(options: Namespace, said: Voice) -> int:
    """Go through the whole chain, and through an end of it that somebody was told."""
    known = _head(options.head) if options.head else None
    with opened(Settings.read()) as store:
        found, count = store.call(audit_chain.verify, known)
        loose = store.call(audit_chain.unsealed)
        end = store.call(audit_chain.head)
    for one in found:
        said.tell(words.finding(one))
    said.tell(words.verified(count, loose, end))
    return FINDINGS if found else DONE


def _head(text: str) -> Head:
    """Read an end of the chain as it was told, 123:0af3…; UsageError."""
    found = HEAD.fullmatch(text)
    if found is None:
        raise UsageError(say(words.NO_HEAD))
    return Head(int(found[1]), found[2])
