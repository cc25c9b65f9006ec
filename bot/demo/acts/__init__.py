"""What the demo's people have done in chat: every topic has something in every state."""

import logging

from bot.demo.acts import attendance, conduct, leave, leaving, reports
from bot.demo.acts.stage import Stage
from handlers.errors import words

__all__ = ["Stage", "play"]
log = logging.getLogger(__name__)


async def play(stage: Stage) -> None:
    """Do it all; what cannot be on such a day, as in an unpublished year, is left out."""
    topics = leave, attendance, conduct, leaving, reports
    for act in (one for topic in topics for one in topic.ACTS):
        try:
            await act(stage)
        except Exception as error:
            if words(error) is None:
                raise
            log.debug("the demo leaves out %s: %s", act.__name__, type(error).__name__)
