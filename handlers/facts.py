"""How findings, previews and outcomes of an import read."""

from collections.abc import Sequence

from handlers.i18n import Say, _, say
from handlers.render import Listed
from handlers.words import records
from services.facts.archive import (
    BombError,
    LinksError,
    MacrosError,
    NotAWorkbookError,
    TooLargeError,
    TooManyRowsError,
)
from services.facts.findings import Code, Finding
from services.facts.preview import Change, Preview
from services.facts.release import NothingToReleaseError
from services.facts.save import Outcome, OutdatedPreviewError
from services.facts.sheets import BY_KIND, Column
from services.facts.take_back import MonthClosedError, NothingToTakeBackError, SupersededError

SHOWN = 30
FEW = 5  # people who are named

KINDS = {
    "text": _("文字"),
    "code": _("编码或工号，如 10021"),
    "money": _("金额，如 12345.60"),
    "ratio": _("数字，如 0.00025"),
    "whole": _("整数，如 1990"),
    "month": _("月份，如 2026-10"),
    "day": _("日期，如 2026-10-09"),
    "choice": _("列出的一项"),
    "choices": _("列出的几项，用、隔开"),
}

WORDS = {
    Code.REQUIRED: _("{where}：必填，现在是空的。"),
    Code.FORMAT: _("{where}：读不懂「{given}」，应为{right}。"),
    Code.PRECISION: _("{where}：「{given}」多于两位小数，应为 {right}。"),
    Code.CHOICE: _("{where}：没有「{given}」这一项，可填：{right}。"),
    Code.RANGE: _("{where}：「{given}」超出范围，应在 {right} 之间。"),
    Code.STEP: _("{where}：「{given}」不行，应为 {right} 的倍数。"),
    Code.ERROR_VALUE: _("{where}：公式出错或没有算出结果，请在表格软件里重算并保存。"),
    Code.TOO_LONG: _("{where}：太长，最多 {right} 个字。"),
    Code.UNKNOWN_UNIT: _("{where}：单位编码「{given}」不在本文件里，也不在系统里。"),
    Code.UNKNOWN_STAFF: _("{where}：工号「{given}」不在本文件里，也不在系统里。"),
    Code.OWN_SUPERIOR: _("{where}：「{given}」就是本行自己，请填上一级。"),
    Code.CYCLE: _("{where}：上下级绕成一圈（{right}），请改其中一个。"),
    Code.PARENT_KIND: _("{where}：上级「{given}」的类型不对，上级应为：{right}。"),
    Code.DUPLICATE: _("{where}：「{given}」与第 {right} 行重复，请只留一行。"),
    Code.CONTRADICTION: _("{where}：「{given}」与同一客户第 {right} 行写的不同，请改成一致。"),
    Code.LEFT_BEFORE_JOINED: _("{where}：离职日期 {given} 早于入职日期 {right}。"),
    Code.FUTURE: _("{where}：{given} 还没到，最晚为 {right}。"),
    Code.AFTER_MONTH: _("{where}：开户日期 {given} 晚于本行月份 {right}。"),
    Code.GRADE_MISSING: _("{where}：营销经理、驻点经理、区域经理岗须填职级。"),
    Code.ONLY_AGENT: _("{where}：只有居间合同可以没有固定报酬。"),
    Code.TEAM_POST: _("{where}：「{given}」只用于驻点经理、区域经理，此人没有这些岗位。"),
    Code.UNIT_IN_USE: _("{where}：还有 {right} 个在岗人员或下级单位，先把他们调走再撤销。"),
    Code.DECIDED: _(
        "{where}：在机器人里已定为「{right}」，本表是「{given}」。"
        "要按本表覆盖，请确认（命令行加 --overwrite）。"
    ),
    Code.OTHER_OPENING: _("{where}：此人的期初已是 {right}，一人只有一个期初月份。"),
    Code.NO_SHEET: _(
        "没有认出任何一张表：第一行应是组织、人员、客户月度、考勤、薪资参数或期初的列名。"
    ),
    Code.SHEET_TWICE: _("{where}：与工作表「{right}」是同一种表，请合并或分两个文件。"),
    Code.MISSING_COLUMN: _("{where}：缺少这个必填列。"),
    Code.COLUMN_TWICE: _("{where}：这一列出现了两次，请只留一列。"),
    Code.UNKNOWN_COLUMN: _("{where}：不认识这一列，已忽略。"),
    Code.UNKNOWN_SHEET: _("{where}：不认识这张表，已忽略。"),
    Code.CLOSED_UNIT: _("{where}：单位「{given}」已撤销，请核对。"),
    Code.OVERWRITES: _("{where}：在机器人里定的「{right}」将被本表的「{given}」覆盖。"),
    Code.CLOSED_MONTH: _("{where}：{given} 已定稿，这一行将作为当月的调整。"),
    Code.OPENING_MONTHS: _("{where}：{given} 与多数行的期初月份 {right} 不同，请核对。"),
    Code.OTHER_OWNER: _("{where}：是「{given}」，登记的归属是「{right}」，按登记的归属计算。"),
    Code.NO_REASON: _("{where}：有其他应发或其他应扣，请写明事由。"),
    Code.DEPARTMENTS: _("{where}：共有 {given} 个项目部，制度规定 {right} 个，请核对。"),
    Code.BANKS: _("{where}：项目部银行数 {given}，最多 {right} 家，请核对。"),
}

REFUSALS: dict[type[Exception], str] = {
    TooLargeError: _("文件超过 {about} MB，请分成几个文件。"),
    TooManyRowsError: _("超过 {about} 行，或有内容远在表格之外：请删去空行空列，或分成几个文件。"),
    NotAWorkbookError: _("这不是能读的表格：请用 .xlsx，或 UTF-8、GBK 编码的 .csv。"),
    MacrosError: _("工作簿带宏，不能导入：请另存为不带宏的 .xlsx。"),
    LinksError: _("工作簿引用其他文件或数据库，不能导入：请粘贴为数值后另存。"),
    BombError: _("工作簿解压后异常庞大或已损坏，不能导入：请把数据粘贴到新工作簿。"),
    OutdatedPreviewError: _("核对之后又有别的文件导入或撤回，没有保存：请重新导入。"),
    NothingToReleaseError: _("没有可发布的批次 {about}。"),
    NothingToTakeBackError: _("没有可撤回的批次 {about}。"),
}


def finding(found: Finding) -> Say:
    """Word a finding in full: sheet, row, column, what is wrong, what would be right."""
    if found.row == 0:
        where = say(_("工作表「{sheet}」"), sheet=found.sheet)
    else:
        where = say(
            _("{sheet} 第 {row} 行「{column}」"),
            sheet=found.sheet,
            row=found.row,
            column=found.column,
        )
    return _worded(found, where)


def in_chat(found: Finding) -> Say:
    """Word a finding about what somebody typed in chat: there is one row, and no sheet."""
    where = _field(found.column) if found.column else say(_("全营业部"))
    return _worded(found, where)


def _field(header: str) -> Say:
    """Return what the chat calls the column of a person's or a unit's row."""
    for kind in ("people", "units"):
        for column in BY_KIND[kind].columns:
            if column.header == header:
                return records.field(column.field, of_unit=kind == "units")
    return say("{header}", header=header)


def remark(found: Finding) -> Say:
    """Word a finding for the column 备注 of its own row."""
    return _worded(found, say(_("「{column}」"), column=found.column or found.sheet))


def _worded(found: Finding, where: Say) -> Say:
    right: str | Say = found.right
    if found.code is Code.FORMAT:
        right = say(KINDS[found.right])
    return say(WORDS[found.code], where=where, given=found.given, right=right)


def findings(found: Sequence[Finding], count: int) -> list[Say]:
    """Word the first findings; `count` is how many there are in all."""
    lines = [finding(one) for one in found[:SHOWN]]
    if count > len(lines):
        lines.append(say(_("……共 {count} 处，其余见退回工作簿的备注列。"), count=count))
    return lines


def preview(shown: Preview) -> list[Say]:
    """Word what a file would change."""
    lines = [
        say(
            _("{sheet}：新增 {new} 行，变更 {changed} 行，未变 {unchanged} 行。"),
            sheet=sheet.title,
            new=sheet.new,
            changed=sheet.changed,
            unchanged=sheet.unchanged,
        )
        for sheet in shown.sheets
    ]
    if shown.names:
        lines.append(say(_("客户名称新增或变更 {count} 个。"), count=shown.names))
    lines.append(_concerned(shown.people))
    return lines + [change(one) for sheet in shown.sheets for one in sheet.samples]


def _concerned(people: Sequence[str]) -> Say:
    if 0 < len(people) <= FEW:
        return say(_("涉及 {count} 人：{people}。"), count=len(people), people=Listed(people))
    return say(_("涉及 {count} 人。"), count=len(people))


def change(one: Change) -> Say:
    """Word a field that changes: old → new."""
    return say(
        _("第 {row} 行（{key}）{column}：{old} → {new}"),
        row=one.row,
        key=one.key,
        column=one.header,
        old=one.old or say(_("空")),
        new=one.new or say(_("空")),
    )


def outcome(came: Outcome) -> list[Say]:
    """Word what came of a file."""
    lines = findings(came.findings, came.found)
    if came.preview is None:
        return [*lines, say(_("没有保存。请改好后再导入整个文件。"))]
    lines += preview(came.preview)
    if came.batch_id is not None:
        lines.append(say(_("已保存，批次 {batch}。"), batch=came.batch_id))
    elif came.preview.changes:
        lines.append(say(_("只是预览，没有保存。")))
    else:
        lines.append(say(_("与已有数据完全相同，无须保存。")))
    return lines


def explained(column: Column) -> Say:
    """Word what a column of a template takes."""
    names = [name for name in column.choices if name not in {"TRUE", "FALSE"}]
    takes = say(KINDS[column.reader])
    if column.field == "quantity":
        takes = say(_("次数；旷工、公休促销和假为天数，可半天；空为 1"))
    elif names:
        takes = say(_("{kind}：{choices}"), kind=takes, choices=", ".join(names))
    if column.required:
        return say(_("必填。{takes}"), takes=takes)
    return say(_("可空。{takes}"), takes=takes)


def refused(error: Exception) -> Say | None:
    """Word why a file was not read, saved or taken back; none for any other error."""
    match error:
        case MonthClosedError():
            return say(_("{month} 已定稿，不能撤回。"), month=error.months[0])
        case SupersededError():
            later = ", ".join(map(str, error.batches))
            return say(_("后来的批次 {later} 改过同样的行，请先撤回它们。"), later=later)
    if type(error) not in REFUSALS:
        return None
    return say(REFUSALS[type(error)], about=error.args[0] if error.args else "")
