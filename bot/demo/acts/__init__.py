"""What the demo's people have done in chat: every topic in all its states."""

import logging

from bot.demo.acts import (
    attendance,
    broadcasts,
    clients,
    conduct,
    duties,
    inventory,
    leave,
    leaving,
    reports,
    rewards,
    squads,
    training,
    trainingfile,
    worklog,
)
from bot.demo.acts.stage import Stage
from handlers.errors import words

__all__ = ["Stage", "play"]
log = logging.getLogger(__name__)
TOPICS = (
    *(leave, attendance, conduct, leaving, clients, broadcasts, reports, trainingfile),
    *(training, duties, worklog, inventory, rewards, squads),
)


async def play(stage: Stage) -> None:
    """Do it all; what cannot be on such a day, as in an unpublished year, is left out."""
    for act in (one for topic in TOPICS for one in topic.ACTS):
        try:
            await act(stage)
        except Exception as error:
            if words(error) is None:
                raise
            log.debug("the demo leaves out %s: %s", act.__name__, type(error).__name__)
