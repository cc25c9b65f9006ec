"""How a small group reads: its people, its sums against their targets."""

from collections.abc import Iterator, Mapping

from handlers.briefs.wording import NAMES, amount
from handlers.briefs.wording import as_of as moment_of
from handlers.i18n import Say, _, counted, say
from handlers.render import Bold, Listed
from handlers.words.values import of_unit
from services.squads.reading import Line
from services.squads.rows import Group
from services.squads.sums import MEASURES, Reached, Sums

NAME = 12
SHORT = {"value": _("市值"), "accounts": _("有效户")}
FEW = _("合计会露出个人数字，暂不列。")
OUTDATED = _("此卡片已更新。")


def people(group: Group) -> Iterator[Say]:
    """Say who leads a group and who is in it."""
    leader = group.leader.name if group.leader else say(_("还没定"))
    yield say(_("组长：{leader}"), leader=leader)
    if not group.members:
        yield say(_("还没有组员。"))
        return
    names = Listed([one.name for one in group.members])
    many = len(group.members)
    yield counted("组员 {count} 人：{names}", "组员 {count} 人：{names}", many, names=names)


def against(measure: str, one: Reached) -> Say:
    """Say a group's sum of a measure against its target."""
    told = {"name": say(NAMES[measure]), "done": Bold(amount(measure, one.done))}
    if one.rate is None:
        return say("{name} {done}", **told)
    sentence = _("{name} {done}，目标 {target}，完成 {rate}")
    if one.assumed:
        sentence = _("{name} {done}，目标 {target} ※，完成 {rate}")
    return say(
        sentence, **told, target=amount(measure, one.target), rate=of_unit(one.rate, "ratio")
    )


def brief(reached: Mapping[str, Reached]) -> Say:
    """Say in a few words how much of its targets a group has reached."""
    value, accounts = (_rate(reached[measure]) for measure in MEASURES)
    return say(_("市值 {value}，有效户 {accounts}"), value=value, accounts=accounts)


def _rate(one: Reached) -> object:
    if one.rate is None:
        return "—"
    rate = of_unit(one.rate, "ratio")
    return say("{rate} ※", rate=rate) if one.assumed else rate


def as_of(found: Sums) -> Iterator[Say]:
    """Say of when the sums are."""
    if any(one.assumed for reached in found.groups.values() for one in reached.values()):
        yield say(_("※ 用到假定值，待营业部确认"))
    moment = found.as_of.isoformat() if found.as_of else None
    yield from moment_of({"as_of": moment, "closed": found.closed})


def sums(found: Sums, line: Line) -> Iterator[Say]:
    """Say a group's sums, or why they are not told."""
    if found.month is None:
        yield say(_("还没有发布过客户数据。"))
        return
    if line.reached is None:
        yield say(FEW)
        return
    yield say("{month}", month=Bold(found.month))
    yield from (against(measure, line.reached[measure]) for measure in MEASURES)
    yield from as_of(found)
    if not line.told:
        yield say(_("组员暂时看不到合计：人少或刚换过人，会露出个人数字。"))
