"""What the rules propose for a case, and what they only warn of; pure."""

from dataclasses import dataclass
from decimal import Decimal

from services.pay import Statement
from services.rulebook import Rules
from services.step import ZERO, Step, total

PROHIBITED, SWAPPING, DIVERTING, MALICIOUS, ERROR = (
    "prohibited",
    "swapping",
    "diverting",
    "malicious",
    "error",
)
ARTICLES = {
    PROHIBITED: "27.1",
    SWAPPING: "27.2",
    DIVERTING: "27.3",
    MALICIOUS: "27.4",
    ERROR: "29.3",
}
PROVEN, SEVERE, CLEARED = "proven", "severe", "cleared"
OFF = ("lateness", "leave_deduction", "absence_deduction", "other_deduction", "fine")


class AmountNeededError(Exception):
    """An error without a loss costs something between two amounts; there is none, or another."""

    def __init__(self, least: Decimal, most: Decimal) -> None:
        super().__init__(least, most)
        self.least, self.most = least, most


class NoAccountsError(Exception):
    """Malicious opening is proven of accounts: none is named."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an investigation found: the finding, accounts, earlier cases of the kind, the money.

    `amount` is what an error without a loss is to cost, `loss` the loss that it caused.
    """

    kind: str
    finding: str
    accounts: int = 0
    earlier: int = 0
    amount: Decimal | None = None
    loss: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Penalty:
    """A proposal: yuan (None: no fine), whether to dismiss, the code of why, how many accounts."""

    article: str
    fine: Decimal | None
    dismissal: bool
    basis: str
    accounts: int


def proposal(found: Found, rules: Rules) -> Penalty:
    """Articles 27, 29.3: what is proposed; NoAccountsError, AmountNeededError."""
    if found.finding == CLEARED:
        return _made(found, None, "cleared")
    if found.kind == ERROR:
        return _error(found, rules)
    if found.kind == MALICIOUS and not found.accounts:
        raise NoAccountsError
    if found.finding == SEVERE or (found.kind == PROHIBITED and found.earlier):
        return _made(found, None, "severe" if found.finding == SEVERE else "again")
    each = rules[f"conduct_fine.{found.kind}"].value
    times = found.accounts if found.kind == MALICIOUS else 1
    basis = {MALICIOUS: "by_account", PROHIBITED: "first"}.get(found.kind, "own_rule")
    return _made(
        found, None if each is None else each * times, "no_rule" if each is None else basis
    )


def _made(found: Found, fine: Decimal | None, basis: str) -> Penalty:
    return Penalty(ARTICLES[found.kind], fine, basis in {"severe", "again"}, basis, found.accounts)


def _error(found: Found, rules: Rules) -> Penalty:
    if found.loss:  # one of 0 is none
        return _made(found, found.loss, "loss")
    least, most = rules["business_error.least"].value, rules["business_error.most"].value
    if least is None or most is None:
        return _made(found, None, "no_rule")
    if found.amount is None or not least <= found.amount <= most:
        raise AmountNeededError(least, most)
    return _made(found, found.amount, "no_loss")


@dataclass(frozen=True, slots=True)
class Warned:
    """What a month with a fine is held against; nothing is decided by it.

    `share` and `minimum` are the figures; the answers are None where a figure is missing.
    """

    share: Step
    minimum: Step
    beyond: bool | None
    below: bool | None


def warned(made: Statement, rules: Rules) -> Warned:
    """Hold lines 10–13 against a share of the gross pay, and the net against the minimum wage."""
    share, minimum = rules["deduction_share.warned"], rules["minimum_wage"]
    off = total("deductions", *(made.lines[code] for code in OFF)).value
    gross, net = made.gross.value, made.net.value
    beyond = None
    if off is not None and gross is not None and share.value is not None:
        beyond = off > max(gross, ZERO) * share.value
    below = None if net is None or minimum.value is None else net < minimum.value
    return Warned(share, minimum, beyond, below)
