"""/mydata: what is stored about oneself, who has looked at it, and all of it as a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from handlers import words
from handlers.attendance.wording import KINDS as EVENTS
from handlers.buttons import Button, ButtonHandler
from handlers.context import Attachment, Context, Screen
from handlers.i18n import Say, _, say
from handlers.leave.wording import KINDS as LEAVE
from handlers.leave.wording import STATES
from handlers.render import Bold, Number, plain
from handlers.topic import Entry, Handler, command, ways
from handlers.words.records import EDUCATION
from services import mydata as service
from services.mydata import Employed, Kind, Look, Mine, Whole

SHOWN = 5  # of those who looked, and of entries of the audit: the workbook has all
WIDTH = 20
KINDS = {
    "terms": _("人事记录"),
    "account": _("账号绑定"),
    "attendance": _("考勤"),
    "leave": _("请假"),
    "pay": _("薪资参数（月）"),
    "clients": _("名下客户的月度数据（行）"),
    "adjustments": _("补差"),
    "cases": _("涉及您的案件"),
    "appointments": _("您的客户预约"),
    "asked": _("您提的申请"),
    "requests": _("您提的其他申请"),
    "training": _("您的培训档案"),
    "licences": _("您的证照"),
    "inventory": _("物品登记里和您有关的"),
    "reports": _("您的团队月报"),
    "trainings": _("您的培训和例会：答复、到场登记"),
    "duties": _("您交的周进展、月计划、周例会"),
    "worklogs": _("您的工作日志"),
    "rewards": _("您登记的银行奖励"),
    "squads": _("您进出小组、当组长的记录"),
    "talks": _("和您的谈话"),
    "talks_held": _("您记的谈话"),
    "resignations": _("离职申请"),
    "decided": _("您的审批意见"),
    "notices": _("发给您的通知"),
    "read": _("您看过、答过的通知"),
    "written": _("您写的通知"),
    "files": _("您发来的文件"),
    "drafts": _("没填完的表"),
    "messages": _("您最近发来的消息（几天后抹去内容）"),
    "acts": _("审计日志里您的操作"),
}
DONE = {
    "event": _("登记考勤"),
    "event.cancel": _("撤销考勤登记"),
    "promotion_day": _("登记促销日"),
    "record": _("修改人事记录"),
    "offboarded": _("停用账号"),
    "account bound": _("绑定账号"),
    "account unbound": _("解绑账号"),
    "account refused": _("拒绝绑定"),
    "squad.joined": _("编入小组"),
    "squad.left": _("移出小组"),
    "squad.led": _("定为组长"),
    "talk.recorded": _("记录谈话"),
    "talk.replied": _("回复谈话"),
    "talk.done": _("谈话的下一步已落实"),
    "fund refunded": _("发还风险基金"),
    "fund forfeited": _("没收风险基金"),
    "leaving statement": _("出离职结算单"),
}
Text = Callable[[Say], str]


@dataclass(frozen=True)
class Send(Button):
    """Send all of it as a workbook."""

    tag: ClassVar[str] = "myd"


async def show(context: Context) -> None:
    """Show what is stored about whoever asks."""
    found = await context.run(service.mine, context.who, context.now)
    lines = [
        say(_("存有的您的资料，截至 {now}"), now=context.now),
        *(_kind(one) for one in found.kinds),
        *_section(say(_("谁看过您的工资")), [_look(one) for one in found.looks], _nobody()),
        *_section(say(_("审计日志里与您有关的操作")), [_done(one) for one in found.done], _none()),
        say(_("只有您自己看得到这一页。全部内容可以要一份工作簿，会记录在案。")),
    ]
    await context.tell(Screen(lines, [[(say(_("📄 要一份")), Send())], ways()], protect=True))


async def send(context: Context, _button: Send) -> None:
    """Send the workbook; it goes to the person himself, and that it did is on record."""
    found = await context.run(service.export, context.who, context.now)
    reader = await context.reader()

    def text(said: Say) -> str:
        return plain(said, reader.language, reader.zone)

    name = text(say(_("我的资料-{day}.xlsx"), day=f"{context.today:%Y-%m-%d}"))
    said = say(_("这是存有的您的资料，截至 {now}。请妥善保管。"), now=context.now)
    document = Attachment(name, workbook(found, text))
    await context.tell(Screen(said, [ways()], document=document))


def workbook(found: Whole, text: Text) -> bytes:
    """Return the sheets; every cell is text, whatever it begins with."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E7ECEF"})
        for title, head, rows in _sheets(found):
            page = book.add_worksheet(text(say(title)))
            page.freeze_panes(1, 0)
            page.set_column(0, len(head) - 1, WIDTH)
            for column, named in enumerate(head):
                page.write_string(0, column, text(say(named)), bold)
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    page.write_string(number, column, text(say("{value}", value=value)))
    return made.getvalue()


Sheet = tuple[str, Sequence[str], Sequence[Sequence[object]]]


def _sheets(found: Whole) -> Sequence[Sheet]:
    mine = found.mine
    return (
        (_("概况"), (_("资料"), _("条数"), _("最早")), [_overview(one) for one in mine.kinds]),
        (_("人事记录"), TERMS, [_terms(one) for one in found.terms]),
        (
            _("考勤"),
            (_("日期"), _("事项"), _("数量"), _("说明")),
            [
                (one.day, say(EVENTS.get(one.kind, one.kind)), Number(one.quantity), one.note)
                for one in found.attendance
            ],
        ),
        (
            _("请假"),
            (_("第一天"), _("最后一天"), _("假别"), _("工作日"), _("状态"), _("原因")),
            [
                (
                    *(one.first, one.last, say(LEAVE[one.kind]), Number(one.days)),
                    *(say(STATES[one.state]), one.reason),
                )
                for one in found.leave
            ],
        ),
        *_about(mine),
    )


def _about(mine: Mine) -> Sequence[Sheet]:
    return (
        (
            _("谁看过工资"),
            (_("姓名"), _("看过几个月的"), _("第一次"), _("最近一次")),
            [(one.name, one.months, one.first, one.last) for one in mine.looks],
        ),
        (
            _("审计日志"),
            (_("时间"), _("操作"), _("操作人")),
            [(one.at, say(DONE[one.what]), one.by or say(_("系统"))) for one in mine.done],
        ),
    )


TERMS = (
    *(_("生效日期"), _("姓名"), _("岗位"), _("职级"), _("单位"), _("入职日期"), _("离职日期")),
    *(_("资格证日期"), _("出生年份"), _("学历")),
)


def _terms(one: Employed) -> Sequence[object]:
    return (
        *(one.first_day, one.name, words.listed(one.posts), words.grade(one.grade), one.unit),
        *(one.joined, one.left or "", one.certified or "", one.birth_year or ""),
        say(EDUCATION[one.education]) if one.education else "",
    )


def _overview(one: Kind) -> Sequence[object]:
    return say(KINDS[one.code]), one.count, one.since or ""


def _kind(one: Kind) -> Say:
    what = say(KINDS[one.code])
    if one.since is None:
        return say(_("· {what}：{count}"), what=what, count=one.count)
    return say(_("· {what}：{count}，自 {since}"), what=what, count=one.count, since=one.since)


def _look(one: Look) -> Say:
    if one.first == one.last:
        return say(_("· {name}，{last}"), name=one.name, last=one.last)
    return say(
        _("· {name}，{months} 个月的，最近 {last}"),
        name=one.name,
        months=one.months,
        last=one.last,
    )


def _done(one: service.Done) -> Say:
    by = one.by or say(_("系统"))
    return say(_("· {what}，{by}，{at}"), what=say(DONE[one.what]), by=by, at=one.at)


def _section(title: Say, lines: Sequence[Say], empty: Say) -> Sequence[Say]:
    if not lines:
        return [say("{title}：{empty}", title=Bold(title), empty=empty)]
    rest = len(lines) - SHOWN
    more = [say(_("　另有 {count} 条，见工作簿"), count=rest)] if rest > 0 else []
    return [say("{title}", title=Bold(title)), *lines[:SHOWN], *more]


def _nobody() -> Say:
    return say(_("没有别人看过"))


def _none() -> Say:
    return say(_("没有"))


MENU = (Entry("mydata", say(_("存有的我的资料，谁看过"))),)
HANDLERS: tuple[Handler, ...] = (command("mydata", show), ButtonHandler(Send, send))
