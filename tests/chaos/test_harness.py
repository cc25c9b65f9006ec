"""The bot as a process against a Telegram over HTTP: it answers, dies, comes back, ends."""

from bot.stand_in import Telegram
from tests.chaos import Apart, Bot

ZHANG_WEI = 31


def answers(telegram: Telegram) -> list[str]:
    """Return what 张伟 was told."""
    return [one.text for one in telegram.ledger.sent if one.chat_id == ZHANG_WEI]


def says(telegram: Apart, text: str) -> None:
    telegram.does(lambda there: there.say(there.users[ZHANG_WEI], text))


def test_it_answers_dies_and_comes_back(telegram: Apart, bot: Bot) -> None:
    telegram.does(lambda there: there.start(there.users[ZHANG_WEI]))
    telegram.waits(answers)
    assert "张伟" in telegram.does(answers)[0]
    bot.dies()
    says(telegram, "/language")
    bot.starts()
    telegram.waits(lambda there: len(answers(there)) > 1)
    assert telegram.does(lambda there: there.unmodelled) == []
    assert bot.stops() == 0
    assert "Traceback" not in bot.log.read_text("utf-8")


def test_it_outlives_an_outage_of_telegram(telegram: Apart, bot: Bot) -> None:
    telegram.waits(lambda there: there.ledger.calls["getUpdates"])
    telegram.closes()
    says(telegram, "/language")
    telegram.opens()
    telegram.waits(answers)
    assert bot.process
    assert bot.process.poll() is None
