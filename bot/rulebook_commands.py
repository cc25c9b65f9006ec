"""The commands about figures: cases, and the rulebook checked, shown, set."""

from argparse import Namespace
from collections.abc import Callable

from bot.opening import DONE, FINDINGS, UsageError, Voice, day_of, is_set_up, now, opened, text_of
from bot.settings import Settings
from handlers import console
from handlers.i18n import say
from services import cases, rulebook, rulebook_values
from services.rulebook.reading import MistakesError


def check_cases(options: Namespace, said: Voice) -> int:
    """Check case files; the wording of this command is fixed, other programs read it."""
    book, passed, failed = _book(), 0, 0
    for name in options.files:
        try:
            read = cases.cases(text_of(name), name)
            results = [cases.check(case, book) for case in read]
        except MistakesError as error:
            said.tell(*map(console.mistake, error.mistakes))
            return FINDINGS
        for failures in results:
            for one in failures:
                print(f"{one.case}: {one.key}: expected {one.expected}, got {one.got}")
        failed += sum(bool(failures) for failures in results)
        passed += sum(not failures for failures in results)
    print(f"{passed} passed, {failed} failed")
    return FINDINGS if failed else DONE


def work(options: Namespace, said: Voice) -> int:
    """Check, show or set figures."""
    actions: dict[str, Callable[[Namespace, Voice], int]] = {
        "check": _check,
        "show": _show,
        "set": _set,
    }
    return actions[options.action](options, said)


def _check(options: Namespace, said: Voice) -> int:
    try:
        book = (
            rulebook.load({name: text_of(name) for name in options.files})
            if options.files
            else _book()
        )
    except MistakesError as error:
        said.tell(*map(console.mistake, error.mistakes))
        return FINDINGS
    said.tell(console.rulebook_sound(len(book.figures), book.version))
    return DONE


def _show(options: Namespace, _said: Voice) -> int:
    day = day_of(options.day) if options.day else now(Settings.read()).date()
    book = _book()
    for name in sorted(book.figures):
        step = book.figures[name].on(day)
        cited = step.cited
        value = "unset" if step.value is None else f"{step.value:f}"
        if cited:
            print(
                f"{name}\t{value}\t{step.unit}\tArt. {step.article}\t{cited.status}\t{cited.since}"
            )
    for number, treated in rulebook.articles().items():
        print(f"Article {number}\t{treated['status']}\t{treated['product']}")
    print(f"version {book.version}")
    return DONE


def _set(options: Namespace, said: Voice) -> int:
    settings, day = Settings.read(), day_of(options.first_day)
    with opened(settings) as store:
        try:
            version = store.call(
                rulebook_values.set_value,
                options.figure,
                options.value,
                day,
                options.basis,
                now(settings),
            )
        except rulebook.UnknownFigureError as error:
            raise UsageError(say(console.UNKNOWN_FIGURE, figure=error.figure)) from error
        except rulebook_values.UnreadableValueError as error:
            raise UsageError(console.unreadable(error.value, "0.05")) from error
    said.tell(console.set_figure(options.figure, version))
    return DONE


def _book() -> rulebook.Rulebook:
    """Return the outlet's rulebook; the packaged one where nothing was set up yet."""
    settings = Settings.read()
    if not is_set_up(settings):
        return rulebook.packaged()
    with opened(settings) as store:
        return store.call(rulebook_values.in_force)
