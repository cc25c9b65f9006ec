"""「为什么」: one step of a computation, what it is made of, and the way deeper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from handlers import words
from handlers.buttons import Button, StaleError
from handlers.i18n import Say, _, say
from handlers.render import Bold
from handlers.screen import Row, Screen
from handlers.words.values import amount
from services.facts.known import CHAT
from services.payslips import Written
from services.step import Source, Step

T = TypeVar("T")
PAGE = 8
PARTS_SHOWN = 5
MOST = 6  # numbers in a formula
DIGITS = ("①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧")
SIGNS = {"sum": " + ", "difference": " − ", "product": " × ", "quotient": " ÷ "}


def chosen(among: Sequence[T], number: str) -> T:
    """Return one of several by its number as a button carries it; StaleError."""
    if not number.isdecimal() or int(number) >= len(among):
        raise StaleError
    return among[int(number)]


@dataclass(frozen=True)
class Way:
    """Where in a tree a person stands: the roots' letter, then which part at each depth."""

    path: str
    page: int = 0

    def down(self, part: int) -> "Way":
        """Go to a part."""
        return Way(f"{self.path}.{part}")

    def up(self, root: Step) -> "Way | None":
        """Go back to what it was shown as a part of; None at the root."""
        above, _dot, part = self.path.rpartition(".")
        while "." in above and see_through(Way(above.rpartition(".")[0]).find(root)):
            above = above.rpartition(".")[0]
        return Way(above, int(part) // PAGE) if above else None

    def find(self, root: Step) -> Step:
        """Return the step; StaleError if the tree has no such place (any more)."""
        step = root
        for part in self.path.split(".")[1:]:
            step = chosen(step.because, part)
        return step

    def root(self, roots: Sequence[T]) -> T:
        """Return which of the roots the path begins at; StaleError if there is none."""
        return chosen(roots, self.path.partition(".")[0])


@dataclass(frozen=True)
class Frame:
    """What an explanation is drawn with: head, files, who wrote in chat, where buttons lead."""

    head: Say
    file: Callable[[Source], str]
    chats: Mapping[int, Written]
    button: Callable[[Way], Button]
    back: Button  # from the root
    home: Row


def see_through(step: Step) -> bool:
    """Tell whether a step only rounds, or holds a limit that is not reached: not worth a card."""
    if step.rule == "same" and step.because[0].because:
        return True
    limits = step.rule in {"capped", "at_least"}
    return limits and step.value is not None and step.value == step.because[0].value


def explain(root: Step, way: Way, frame: Frame, state: Say | None = None) -> Screen:
    """Draw the step at the place: value, formula, reason, parts with a button each, back."""
    outer = step = way.find(root)
    inner, limits = way, list[Step]()
    while see_through(step) and step.because[0].because:
        limits += [part for part in step.because[1:] if part.cited]
        inner, step = inner.down(0), step.because[0]
    first = max(way.page, 0) * PAGE
    parts = list(enumerate(step.because))[first : first + PAGE]
    lines = [frame.head, _headline(outer, state)]
    lines += [line for line in (_formula(step), _why(outer), *_origin(step, frame)) if line]
    signs = {n: "− " for n, _one in parts if n and step.rule == "difference"}
    told = [_part(n - first, part, frame, signs.get(n, "")) for n, part in parts]
    lines += [say(""), *told] if told else []
    lines += _page(step, way)
    lines += [_limit(limit) for limit in limits]
    buttons = [
        (say(DIGITS[n - first]), frame.button(inner.down(n))) for n, part in parts if part.because
    ]
    rows: list[Row] = [buttons[at : at + 4] for at in range(0, len(buttons), 4)]
    back = way.up(root)
    return Screen(lines, [*rows, *_paging(step, way, frame), _back(back, frame)], protect=True)


def _limit(limit: Step) -> Say:
    """Say a limit that was not reached."""
    sentence = _("· {name} {amount}{cited}，未触及")
    return say(sentence, name=words.name(limit), amount=amount(limit), cited=cited(limit))


def _headline(step: Step, state: Say | None) -> Say:
    head = say(
        "{name} {amount}",
        name=words.name(step),
        amount=Bold(amount(step) if step.cited else words.marked(step)),
    )
    if step.cited:
        return say("{head}{cited}", head=head, cited=cited(step))
    article = say(_("〔第{article}条〕"), article=step.article) if step.article else say("")
    if state is None:
        return say("{head}{article}", head=head, article=article)
    return say("{head}{article} {state}", head=head, article=article, state=state)


def cited(step: Step) -> Say:
    """Say of a parameter its article, its first day, and that it is assumed if it is."""
    if step.cited is None:
        return say("")
    marks = {
        "assumed": _("〔第{article}条，自{since}〕（假定值）"),
        "conflicting": _("〔第{article}条，自{since}〕（条文有冲突，取其一）"),
        "unset": _("〔第{article}条〕尚未配置"),
    }
    sentence = marks.get(step.cited.status, _("〔第{article}条，自{since}〕"))
    return say(sentence, article=step.article or "", since=step.cited.since)


SENTENCES = {
    "capped": _("{v0}，最多 {v1}"),
    "at_least": _("{v0}，最少 {v1}"),
    "same": _("{v0}，四舍五入"),
    "chosen": _("按下列数字取 {v0}"),
}


def _formula(step: Step) -> Say | None:
    """Write the rule with the real figures."""
    values = [amount(part) for part in step.because]
    if step.rule == "same" and step.value == step.because[0].value:
        return None
    if step.rule in SENTENCES and values:
        return say(SENTENCES[step.rule], **{f"v{n}": value for n, value in enumerate(values[:2])})
    if step.rule == "mean" and values:
        return say(_("（{sum}）÷ {count}"), sum=_joined(values, " + "), count=len(values))
    if step.rule in SIGNS and len(values) > 1:
        return say("{sum} = {result}", sum=_signed(step), result=amount(step))
    return None


def _signed(step: Step) -> Say:
    """Write the parts with their sign; of many, those that are zero are left out."""
    parts = list(step.because)
    if step.rule in {"sum", "difference"} and len(parts) > PARTS_SHOWN:
        parts = [parts[0], *(part for part in parts[1:] if part.value != 0)]
    values = [amount(part) for part in parts]
    if len(values) > MOST and step.rule == "difference":
        return say(_("{first} − 其余 {count} 项"), first=values[0], count=len(values) - 1)
    return _joined(values, SIGNS[step.rule])


def _joined(values: Sequence[object], sign: str) -> Say:
    if len(values) > MOST:
        return say(_("{count} 项之和"), count=len(values))
    names = [f"v{n}" for n in range(len(values))]
    return say(sign.join(f"{{{name}}}" for name in names), **dict(zip(names, values, strict=True)))


def _why(step: Step) -> Say | None:
    reason = words.reason(step)
    return say(_("原因：{reason}"), reason=reason) if reason else None


def _origin(step: Step, frame: Frame) -> list[Say]:
    """Say what a parameter rests on, and which row an input came from."""
    lines = []
    if step.cited and step.cited.own:
        lines.append(say(_("营业部设定，依据：{basis}"), basis=step.cited.basis))
    if step.source:
        lines.append(source(step.source, frame))
    return lines


def source(found: Source, frame: Frame) -> Say:
    """Say the file, sheet and row, or who wrote it in chat and when."""
    if written := frame.chats.get(found.batch):
        return say(_("{name} {moment} 在机器人里登记"), name=written.by.name, moment=written.at)
    if found.sheet == CHAT:
        return say(_("系统自动登记"))
    sentence = _("来自 {file} ›{sheet} 第{row}行")
    return say(sentence, file=frame.file(found), sheet=found.sheet, row=found.row)


def _part(number: int, part: Step, frame: Frame, sign: str) -> Say:
    tail: list[Say] = []
    if part.cited:
        tail.append(cited(part))
    elif part.source:
        tail.append(say(" ← {source}", source=source(part.source, frame)))
    elif _is_told_why(part) and (reason := words.reason(part)):
        tail.append(say("（{reason}）", reason=reason))
    return say(
        "{digit} {sign}{name} {amount}{tail}",
        digit=DIGITS[number],
        sign=sign,
        name=words.name(part),
        amount=amount(part) if part.cited else words.marked(part),
        tail=tail,
    )


def _is_told_why(part: Step) -> bool:
    """Tell whether a part says its reason: one that is zero, and a fine: who ruled it."""
    return part.value == Decimal(0) or part.what.startswith("fine:")


def _pages(step: Step) -> int:
    return -(-len(step.because) // PAGE)


def _page(step: Step, way: Way) -> list[Say]:
    pages = _pages(step)
    return [say("第 {page}/{pages} 页", page=way.page + 1, pages=pages)] if pages > 1 else []


def _paging(step: Step, way: Way, frame: Frame) -> list[Row]:
    row: list[tuple[Say, Button | str]] = []
    if way.page > 0:
        row.append((say("◀ 上页"), frame.button(Way(way.path, way.page - 1))))
    if way.page + 1 < _pages(step):
        row.append((say("下页 ▶"), frame.button(Way(way.path, way.page + 1))))
    return [row] if row else []


def _back(up: Way | None, frame: Frame) -> Row:
    return [(say(_("◀ 返回")), frame.button(up) if up else frame.back), *frame.home]
