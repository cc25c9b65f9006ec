"""How the stand-in says no: in Telegram's words where Telegram has them."""

from typing import Any, NoReturn


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """A call is answered with `ok: false`: an HTTP code, a description, sometimes parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class Unmodelled(Refusal):
    """The product uses what the stand-in does not play: a mistake in one of the two."""

    def __init__(self, what: str) -> None:
        super().__init__(404, f"Not Found: the stand-in does not know {what}")


def refuse(description: str) -> NoReturn:
    """Refuse a wrong request."""
    raise Refusal(400, f"Bad Request: {description}")


def forbid(description: str) -> NoReturn:
    """Refuse to reach someone."""
    raise Refusal(403, f"Forbidden: {description}")


def not_played(what: str) -> NoReturn:
    """Refuse what the stand-in does not play."""
    raise Unmodelled(what)
