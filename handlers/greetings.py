"""Reads whether people only greet, or ask for the main menu without its command."""

GREETINGS = frozenset({"你好", "您好", "在吗", "首页", "菜单", "hi", "hello", "hey", "menu"})
MARKS = " \t\n!！.。?？~～,，"


def greets(text: str) -> bool:
    """Tell whether the text is nothing but a greeting."""
    return text.strip(MARKS).casefold() in GREETINGS
