"""A notice as its reader has it: header, text, what he did about it, what he can do."""

from handlers.broadcasts.buttons import File, Notices, Read, Tried, Vote, Write
from handlers.buttons import Button
from handlers.context import Row, Screen
from handlers.i18n import Say, _, say
from handlers.topic import ways
from services.broadcasts.letters import Letter

IN_A_ROW = 2


def part(letter: Letter, number: int, *, listed: bool = False, trial: bool = False) -> Screen:
    """Draw one message of a notice's text; below the last one what can be done about it.

    `listed`: opened from the list, with the way back; `trial`: its author's copy.
    """
    lines = _header(letter) if number == 0 else []
    lines.append(say("{text}", text=letter.parts[number]))
    if number < len(letter.parts) - 1:
        return Screen(lines)
    rows = _rows(letter, listed=listed)
    if trial:
        rows = [[(label, Tried()) for label, _button in row] for row in rows]
    return Screen([*lines, *_done(letter)], rows)


def _header(letter: Letter) -> list[Say]:
    text = _("📢 <b>通知</b>　{author}")
    if letter.edited:
        text = _("📢 <b>通知</b>（已更新）　{author}")
    return [say(text, author=letter.author), say("{moment}", moment=letter.at), say("")]


def _done(letter: Letter) -> list[Say]:
    lines = []
    if letter.option is not None:
        lines.append(say(_("您选了：{option}"), option=letter.options[letter.option]))
    elif letter.votes:
        lines.append(say(_("请选一项。记名，停止回答前可以改。")))
    if letter.said:
        lines.append(say(_("您的回答：{text}"), text=letter.said))
    elif letter.writes:
        lines.append(say(_("请写一句回答，发通知的人会看到。")))
    if letter.closed:
        lines.append(say(_("已停止回答。")))
    if letter.read_at:
        lines.append(say(_("✓ {moment} 已阅"), moment=letter.read_at))
    return [say(""), *lines] if lines else []


def _rows(letter: Letter, *, listed: bool) -> list[Row]:
    rows: list[Row] = []
    if letter.votes:
        chosen = [_option(letter, number, listed=listed) for number in range(len(letter.options))]
        rows += [chosen[at : at + IN_A_ROW] for at in range(0, len(chosen), IN_A_ROW)]
    acts: list[tuple[Say, Button]] = []
    if letter.writes:
        acts.append((say(_("改回答")) if letter.said else say(_("写回答")), Write(letter.id)))
    if letter.read_at is None:
        acts.append((say(_("已阅")), Read(letter.id, listed)))
    if listed and letter.file is not None:
        acts.append((say(_("看附件")), File(letter.id)))
    rows += [acts] if acts else []
    return [*rows, ways(Notices(1))] if listed else rows


def _option(letter: Letter, number: int, *, listed: bool) -> tuple[Say, Button]:
    text = "✓ {option}" if number == letter.option else "{option}"
    return say(text, option=letter.options[number]), Vote(letter.id, number, listed)
