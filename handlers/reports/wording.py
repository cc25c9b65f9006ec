"""How a report reads: its figures, its sections, how it stands."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce

from handlers.i18n import Say, _, say
from handlers.render import Bold, Listed
from handlers.words.values import of_unit
from services.reports.figures import (
    MEASURES,
    STANDARD,
    SUMMED,
    Cells,
    Change,
    Figures,
    rate,
)
from services.reports.rows import ACCEPTED, DRAFT, REQUIRED, SECTIONS, Standing

NAMES = {
    "openings": _("开户"),
    "accounts": _("新增有效户"),
    "value": _("新增托管市值"),
    "clients": _("客户数"),
    "assets": _("月均资产"),
    "turnover": _("成交额"),
    "revenue": _("净创收"),
    "fund": _("基金销售手续费"),
    "score": _("月度考核得分"),
}
LABELS = {
    "goals": _("目标与结果"),
    "people": _("人员"),
    "bank": _("银行关系"),
    "promotion": _("促销活动"),
    "material": _("物料"),
    "market": _("市场"),
    "problems": _("问题与建议"),
    "plan": _("下月计划"),
}
ASKS = {
    "goals": _("本月的目标是什么，结果怎样？差在哪里，为什么？"),
    "people": _("人员到岗、变动、培训怎样？谁需要帮助？"),
    "bank": _("和银行网点配合得怎样？拜访了谁，谈了什么，有什么要协调？"),
    "promotion": _("办了哪些促销活动：时间、地点、到场和开户人数？"),
    "material": _("宣传品、礼品、设备用了多少，还缺什么？"),
    "market": _("市场和同业有什么动作？客户最关心什么？"),
    "problems": _("有什么问题，建议怎么办，需要营业部做什么？"),
    "plan": _(
        "下月怎么做？一周一行，例如：\n第1周：拜访支行行长，定促销日期\n第2周：周六户外促销"
    ),
}
IN_LIST = ("accounts", "value", "revenue")


def title(month: object, *, district: bool) -> Say:
    """Return what a report is called."""
    sentence = _("区域月报 · {month}") if district else _("团队月报 · {month}")
    return say(sentence, month=month)


def amount(measure: str, value: Decimal | None) -> object:
    """Return a figure as it is written."""
    return say(_("尚未配置")) if value is None else of_unit(value, MEASURES[measure])


def change(measure: str, now: Decimal, before: Decimal) -> Say:
    """Say by how much a figure went up or down; a score by points, which are no share of it."""
    if now == before:
        return say(_("持平"))
    by, unit = abs(now - before), MEASURES[measure]
    value = of_unit(by * 100, "points") if unit == "ratio" else of_unit(by, unit)
    return say("+{value}" if now > before else "−{value}", value=value)


def totals(figures: Figures) -> Iterator[Say]:
    """Say the totals, each against the month before; that there are no figures, if so."""
    if not figures.known:
        yield say(
            _("{month} 的客户数据还没有发布，数字先空着，发布后自动填上。"), month=figures.month
        )
        return
    for measure in SUMMED:
        yield _total(measure, figures)
    if figures.compared:
        yield say(_("括号里是比上月的增减"))
    else:
        yield say(_("上月没有数据，不作比较。"))
    if figures.targets:
        aims = [
            say(_("{name} {value}"), name=say(NAMES[one]), value=amount(one, value))
            for one, value in figures.targets.items()
        ]
        yield say(_("目标：{targets}"), targets=beside_one_another(aims))
    yield targeted(figures)
    if figures.assumed:
        yield say(_("※ 用到假定值，待营业部确认"))


def _total(measure: str, figures: Figures) -> Say:
    now, before = figures.totals.get(measure), figures.totals_before.get(measure)
    told = figure(measure, now, assumed=measure in figures.assumed)
    line = say(_("{name} {value}"), name=say(NAMES[measure]), value=Bold(told))
    return beside(line, measure, now, before, figures.targets.get(measure))


def figure(measure: str, value: Decimal | None, *, assumed: bool) -> Say:
    """Say a figure, marked if values of ours went into it."""
    return say("{value} ※" if assumed else "{value}", value=amount(measure, value))


def beside(
    line: Say,
    measure: str,
    now: Decimal | None,
    before: Decimal | None,
    target: Decimal | None,
) -> Say:
    """Add to a figure, as short as a phone wants it: the change, how much of its target it is."""
    more = []
    if now is not None and before is not None:
        more.append(change(measure, now, before))
    if (reached := rate(now, target)) is not None:
        more.append(say(_("完成 {rate}"), rate=share(reached)))
    if not more:
        return line
    return say(_("{line}（{more}）"), line=line, more=beside_one_another(more))


def beside_one_another(parts: Sequence[Say]) -> Say:
    """Return some figures in a line."""
    return reduce(lambda left, right: say(_("{left}，{right}"), left=left, right=right), parts)


def share(value: Decimal) -> object:
    """Return how much of a target was reached, as it is written."""
    return of_unit(value, "ratio")


def targeted(figures: Figures) -> Say:
    """Say what the targets are."""
    if not figures.targets:
        return say(_("没有人有级别标准，不算完成率。"))
    if STANDARD in figures.assumed:
        return say(_("目标是各人级别标准相加（第12条）※"))
    return say(_("目标是各人级别标准相加（第12条）"))


def as_of(figures: Figures, *, open_: bool = False) -> Iterator[Say]:
    """Say of when the figures are; of `open_` ones, that they still change."""
    if not figures.known or figures.as_of is None:
        return
    state = say(_("已定稿")) if figures.closed else say(_("预计"))
    yield say(_("数据截至 {moment}，{state}"), moment=figures.as_of, state=state)
    if open_:
        yield say(_("数字随导入更新，提交时定格。"))


def brief(cells: Cells) -> Say:
    """Say a few totals in a line."""
    told = [
        say("{name} {value}", name=say(NAMES[one]), value=amount(one, cells.get(one)))
        for one in IN_LIST
    ]
    return say(_("{first}，{second}，{third}"), first=told[0], second=told[1], third=told[2])


def sections(answers: Mapping[str, str]) -> Iterator[Say]:
    """Say what was written."""
    for one in SECTIONS:
        if one in answers:
            yield say("")
            yield say("{label}", label=Bold(say(LABELS[one])))
            yield say("{text}", text=answers[one])


def label(section: str) -> Say:
    """Return what a section is called; one that has to be written is marked."""
    sentence = _("{label}（必写）") if section in REQUIRED else "{label}"
    return say(sentence, label=say(LABELS[section]))


def listed(some: Mapping[str, str] | tuple[str, ...]) -> Listed:
    """Return sections in a line."""
    return Listed([say(_("「{label}」"), label=say(LABELS[one])) for one in some])


def state(standing: Standing, *, over: bool) -> Say:
    """Say how a report stands."""
    if standing.state == ACCEPTED:
        told = say(_("{moment} 交，{read} 已阅"), moment=standing.at, read=standing.judged_at)
    elif standing.state != DRAFT:
        told = say(_("{moment} 已交"), moment=standing.at)
    elif standing.returned is not None:
        told = say(_("已退回，待重交"))
    else:
        told = say(_("未交"))
    if standing.excused:
        return say(_("{told}，迟交已免记"), told=told)
    never = standing.state == DRAFT and standing.at is None
    if never and (over or standing.late):
        return say(_("逾期未交"))
    return say(_("{told}，迟交"), told=told) if standing.late else told


def changed(found: tuple[Change, ...]) -> Iterator[Say]:
    """Say which figures are no longer as they were reported."""
    if found:
        yield say("")
        yield say(_("提交后数据有变（报表仍按提交时）："))
    for one in found:
        yield say(
            _("· {name} {measure} {was} → {now}"),
            name=one.name,
            measure=say(NAMES[one.measure]),
            was=_known(one.measure, one.was),
            now=_known(one.measure, one.now),
        )


def _known(measure: str, value: Decimal | None) -> object:
    return say(_("没有")) if value is None else amount(measure, value)
