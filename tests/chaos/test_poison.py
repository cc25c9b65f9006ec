"""Updates that can never be dealt with are set aside after three tries; all others are not.

Broken by tries that are not counted before what may kill (`inbox.attempt` in `Intake._end`), or by
`_suspect` left out of `inbox.claim`: a death then blames nobody.
"""

import pytest

from tests import sabotage
from tests.chaos import crowd, sizes
from tests.chaos.trial import Trial, each

MAY, MAY_NOT = "zh_Hans_CN", "en"
PEOPLE, POISONOUS = 8, crowd.FIRST + 3
ADMIN, ADMIN_ACCOUNT = "JC001", 1
TRIES = 3


@pytest.fixture
def poisoned(trial: Trial) -> Trial:
    """Return a bot whom one account can harm, an administrator and some innocent people."""
    trial.crowd(PEOPLE)
    trial.store.call(crowd.appoint, ADMIN, "admin general_manager")
    return trial


def test_poison_that_raises(poisoned: Trial) -> None:
    """T-R14: the update raises each time."""
    poisoned.bot.settings[sabotage.RAISES] = str(POISONOUS)
    poisoned.bot.starts()
    press_in_turn(poisoned)
    poisoned.over()
    only_the_poison_is_set_aside(poisoned)
    log = poisoned.bot.log.read_text("utf-8").splitlines()
    assert sum("PoisonError" in one for one in log) == TRIES
    assert not poisoned.deaths


@sizes(1, 10)
def test_poison_that_kills(size: int, poisoned: Trial) -> None:
    """T-R14: the update ends the process each time."""
    poisoned.bot.settings[sabotage.KILLS] = str(POISONOUS)
    poisoned.bot.starts()
    for _ in range(size):
        press_in_turn(poisoned)
        poisoned.over()
    only_the_poison_is_set_aside(poisoned, size)
    assert len(poisoned.deaths) == TRIES * size


def press_in_turn(trial: Trial) -> None:
    """Let everybody press what he may; one presses the poison between."""
    for account in range(crowd.FIRST, crowd.FIRST + PEOPLE):
        trial.press(account, MAY)
    trial.press(POISONOUS, MAY_NOT)
    for account in range(crowd.FIRST, crowd.FIRST + PEOPLE):
        trial.press(account, MAY)


def only_the_poison_is_set_aside(trial: Trial, times: int = 1) -> None:
    """Check effects, states, and who was told what."""
    assert each(trial.effects) == each(one for one in trial.wanted if one[1] == MAY)
    assert trial.store.call(crowd.updates) == {
        "answered": 2 * PEOPLE * times,
        "failed": times,
    }
    assert trial.store.call(crowd.notices_told) == {("set_aside", "sent"): times}
    sent = trial.telegram.does(lambda there: list(there.ledger.sent))
    told = [one.text for one in sent if one.chat_id == ADMIN_ACCOUNT]
    assert [one.partition("：")[0] for one in told] == [
        "一条消息试了三次都没办成，已搁置。日志里的编号"
    ] * times
    codes = [one.rpartition("：")[2] for one in told]
    sorry = [one for one in sent if one.chat_id == POISONOUS and "出错了，没有完成" in one.text]
    assert len(sorry) == times
    assert all(code in one.text for code, one in zip(codes, sorry, strict=True))
