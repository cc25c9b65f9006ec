"""What the codes of the services are called: figures, lines, reasons, grades, posts."""

from collections.abc import Iterable
from datetime import date

from handlers.i18n import Say, _, say
from handlers.render import Listed
from handlers.words.figures import FIGURES, GRADE_FIGURES
from handlers.words.people import CONTRACTS, GRADES, POSTS
from handlers.words.reasons import reason
from handlers.words.steps import OF_DAY, OF_MONTH, OF_ONE, STEPS
from handlers.words.values import amount, marked
from services.month import Month
from services.rulebook.figures import SCHEMES
from services.step import Step

__all__ = [
    "amount",
    "contract",
    "figure",
    "grade",
    "listed",
    "marked",
    "name",
    "post",
    "reason",
    "role",
]
TAIL = 4  # of a client's number: enough to tell them apart, not to know them
IN_FULL = {"staff_revenue", "referred", "fine"}


def grade(code: str | None) -> Say:
    """Return what a grade is called."""
    return say(GRADES[code or ""])


def post(code: str) -> Say:
    """Return what a post is called."""
    return say(POSTS[code])


def listed(posts: Iterable[str]) -> Listed:
    """Return the posts by name, in the order of the rules."""
    held = set(posts)
    return Listed([post(one) for one in POSTS if one in held])


def role(grade_code: str | None, posts: Iterable[str]) -> Say | Listed:
    """Return what somebody is: the grade, without one the posts."""
    return grade(grade_code) if grade_code else listed(posts)


def contract(code: str) -> Say:
    """Return what a kind of contract is called."""
    return say(CONTRACTS[code])


def name(step: Step) -> Say:
    """Return what a step is called; KeyError for a code that has no words yet."""
    if step.what.startswith("points_") and step.because:
        return say(_("{event} 扣分"), event=name(step.because[0]))
    return figure(step.what) if step.cited else named(step.what)


def named(code: str) -> Say:
    """Return what the code of a computed step or an input is called."""
    for sign, words in (("@", OF_MONTH), (":", OF_ONE)):
        what, found, rest = code.partition(sign)
        if found and what in words:
            return say(words[what], one=_shown(what, rest))
        if found and what in OF_DAY:
            return say(OF_DAY[what], one=date.fromisoformat(rest))
    return say(STEPS[code])


def _shown(what: str, one: str) -> str | Say | Month:
    """Return the end of a client's number; anything else in full."""
    if what == "correction":
        line, _, month = one.partition("@")
        return say("{line} {month}", line=named(line), month=Month.parse(month))
    if what in OF_MONTH:
        return Month.parse(one)
    return one if what in IN_FULL else one[-TAIL:]


def figure(code: str) -> Say:
    """Return what a figure of the rulebook is called."""
    scheme, _, rest = code.partition(".")
    if scheme in SCHEMES:
        return say("{figure}（{contract}）", figure=figure(rest), contract=contract(scheme))
    if code in FIGURES:
        return say(FIGURES[code])
    kind, which, *level = code.split(".")
    return say(
        GRADE_FIGURES[kind], grade=say("{grade}{level}", grade=grade(which), level="".join(level))
    )
