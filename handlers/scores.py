"""How the two scores read: the month's with its parts, the daily one with its events."""

from handlers import words
from handlers.i18n import Say, _, say
from handlers.render import Bold
from services.step import Step


def monthly(score: Step) -> list[Say]:
    """Say the month's score and its parts."""
    lines = [say(_("月度得分 {score}"), score=Bold(words.marked(score)))]
    parts = [step for _depth, step in score.walk() if step.what.startswith("score_")]
    for step in parts:
        if step.rule == "product":
            rate, _weight = step.because
            done, standard = rate.because
            sentence = _("　{what} {value}（{done} / {standard}）")
            lines.append(
                say(
                    sentence,
                    what=words.name(step),
                    value=words.marked(step),
                    done=words.marked(done),
                    standard=words.marked(standard),
                )
            )
    return lines


def daily(score: Step) -> list[Say]:
    """Say the daily score with every event, by date."""
    lines = [say(_("日常管理评分 {score}"), score=Bold(words.amount(score)))]
    points = [step for _depth, step in score.walk() if step.what.startswith("points_")]
    for step in sorted(points, key=lambda one: one.because[0].what.partition("@")[2]):
        event, each = step.because
        sentence = _("　{event} −{points}（每次 {each}）")
        if event.unit == "days":
            sentence = _("　{event} {days} −{points}（每天 {each}）")
        lines.append(
            say(
                sentence,
                event=words.name(event),
                days=words.amount(event),
                points=words.amount(step),
                each=words.amount(each),
            )
        )
    return lines
