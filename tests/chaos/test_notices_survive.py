"""Notices go out while the bot dies: none is lost, few come twice, long ones arrive whole.

Broken by `delivery.sent` not written, or written before the message goes out (`Postman._say`), by
more under way than `at_once` allows, or by pieces that overtake one another (`unsent`).
"""

from random import Random

from bot.stand_in import Telegram
from tests.chaos import crowd, measured, sizes
from tests.chaos.trial import LONG, PAY_DAY, Trial, each

EACH = 10
ROUND_TRIP = 0.02
LONGEST = 50_000
SCRAPS = (
    *"<>&\"'`*_~|[](){}\\/#+-=.!%@:;,?$^",
    *("<b>", "</b>", "</", "<a href='", "&lt;", "&amp;", "&#x41;", "&nbsp;", "<!--", "{0}", "%s"),
    *("😀", "👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "𠮷", "e\u0301", "\u200d", "\u3000"),
    *("客户经理", "净创收，", "考核得分。", "Marketing", "1,234.56"),
    *(" ", "  ", "\t", "\n", "\n\n", "\n \n", "\n\n\n\n"),
)


@sizes(5, 200)
def test_kills_during_a_notice(size: int, trial: Trial) -> None:
    """T-R1: 200 SIGKILLs during a notice to 2,000."""
    random = Random(size)  # noqa: S311 - no secret
    people = trial.crowd(size * EACH, employed=False)
    trial.telegram.does(slowly)
    trial.bot.starts()
    trial.tell(people, "pay day")
    for number in range(size):
        enough = number * EACH + random.randint(1, EACH)
        trial.telegram.waits(lambda there, enough=enough: len(told(there)) >= enough)
        trial.dies()
    trial.over(LONG)
    wanted = [(one.account, PAY_DAY) for one in people]
    lost, twice = trial.telegram.does(
        lambda there: (there.ledger.lost(wanted), there.ledger.duplicates(wanted))
    )
    measured(f"T-R1: {size} kills, lost {lost}, twice {twice} of {trial.bound} allowed")
    assert lost == 0
    assert twice <= trial.bound
    assert trial.store.call(crowd.notices_told) == {("pay_day", "sent"): len(people)}


@sizes(16, 1_000)
def test_long_texts_arrive_whole(size: int, trial: Trial) -> None:
    """T-R16: 1,000 texts of up to 50,000 characters; the bot dies 100 times between pieces."""
    kills = 3 if size < 100 else size // 10
    random = Random(size)  # noqa: S311 - no secret
    people = trial.crowd(size, employed=False)
    texts = {one.account: text(random) for one in people}
    trial.telegram.does(slowly)
    trial.bot.starts()
    for one in people:
        trial.tell([one], "the text", texts[one.account])
    for number in range(kills):
        enough = (number + 1) * 2 * size // kills + random.randint(0, 3)
        trial.telegram.waits(lambda there, enough=enough: len(there.ledger.sent) >= enough)
        trial.dies()
    trial.over(LONG)
    sent = trial.telegram.does(lambda there: list(there.ledger.sent))
    came = each((one.chat_id, one.text) for one in sent)
    twice = sum(again(texts[account], came.get(account, [])) for account in texts)
    pieces = f"{size} texts in {len(sent)} pieces"
    measured(f"T-R16: {pieces}, {kills} kills, twice {twice} of {trial.bound} allowed")
    assert twice <= trial.bound
    states = trial.store.call(crowd.notices_told)
    assert states.keys() <= {("text", "sent"), ("piece", "sent")}


def text(random: Random) -> str:
    """Make up a text as somebody might paste it, with something to be seen in it."""
    length = random.choice((1, 40, 4_000, 4_096, 4_097, LONGEST, random.randint(1, LONGEST)))
    lines = random.choice((0, 0.1, 1))  # some have no line that ends
    scraps = [one for one in SCRAPS if lines or "\n" not in one]
    weights = [lines if one.isspace() else 1 for one in scraps]
    made = "".join(random.choices(scraps, weights, k=length))[: length - 1]
    return f"{made}终"


def again(text: str, came: list[str]) -> int:
    """Check that the pieces join to the text, but for white space between; count those doubled."""
    at = twice = 0
    for number, piece in enumerate(came):
        rest = text[at:].lstrip()
        if rest.startswith(piece):
            at = len(text) - len(rest) + len(piece)
        else:
            assert number, "the first piece is not the text's beginning"
            assert piece == came[number - 1], "a piece is missing, or out of turn"
            twice += 1
    assert not text[at:].strip(), "the end is missing"
    return twice


def slowly(there: Telegram) -> None:
    """Let some notices be under way at once."""
    there.faults.round_trip = ROUND_TRIP


def told(there: Telegram) -> set[int]:
    """Return the chats in which something arrived."""
    return {one.chat_id for one in there.ledger.sent}
