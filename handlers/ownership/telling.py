"""The sign-off in approvals, and what is said of it unprompted."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.appointments.buttons import Show
from handlers.appointments.wording import kind
from handlers.approvals.card import Subject
from handlers.context import Row, Screen
from handlers.i18n import Say, _, say
from handlers.ownership import wording
from handlers.ownership.buttons import Look, Mend, ToRecord, Waiting
from handlers.render import Assets, Bold
from handlers.topic import ways
from services.approvals.view import Card
from services.ownership.rows import OWNERSHIP
from services.ownership.settling import TO_RECORD
from services.ownership.view import Told


def lines(card: Card) -> Sequence[Say]:
    """Tell of the client: what sets the case apart first, then who, when, how much."""
    told: Told = card.subject
    made = list(wording.apart(told.differing))
    if told.opened_on:
        made.append(wording.noes(told.differing.noes))
    if told.said:
        made.append(say(_("说明：{note}"), note=told.said))
    made.append(
        say(
            _("客户：{client}，{kind}，预计 {assets}"),
            client=Bold(wording.client(told.name, told.tail)),
            kind=kind(told.institution),
            assets=Assets(told.assets),
        )
    )
    company = wording.company(accompanied=told.accompanied)
    made.append(say(_("预约：{moment}，{company}"), moment=told.planned, company=company))
    if told.opened_on:
        made.append(say(_("开户：{day}"), day=told.opened_on))
    return made


def rows(card: Card) -> Sequence[Row]:
    """Return the ways to the form and the appointment, to many at once, and to mend it."""
    told: Told = card.subject
    form = [(say(_("看登记表")), Look(told.appointment))] if told.form else []
    made: list[Row] = [[*form, (say(_("看预约")), Show(told.appointment))]]
    if card.decides:
        made[0] = [*made[0], (say(_("批量签核")), Waiting(1))]
    if card.mine and card.state == "returned":
        made.append([(say(_("修改后再提交")), Mend(told.appointment))])
    return made


def _to_record(_data: Mapping[str, Any]) -> Screen:
    said = say(_("有客户已签核完毕，等您录入客户号。"))
    return Screen(said, [[(say(_("去录入")), ToRecord(1))], ways()])


APPROVALS = {OWNERSHIP: Subject(say(_("客户归属")), lines, rows)}
NOTICES = {TO_RECORD: _to_record}
