"""The webhook: updates come in by POST, are kept, and only then answered with 200."""

import hmac
import json
from http import HTTPStatus

from aiohttp import web
from sqlalchemy.exc import DBAPIError

from bot.intake import Intake

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 2**20


def webhook(intake: Intake, secret: str, path: str = "/") -> web.Application:
    """Return the server that takes updates for the intake; only who knows the secret may post."""

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, secret.encode()):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            raw = json.loads(await request.read())
            if not _is_update(raw):
                return web.Response(status=HTTPStatus.BAD_REQUEST)
            await intake.receive([raw])
        except (ValueError, RecursionError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        except DBAPIError:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)  # Telegram comes again
        return web.Response()

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(path, take)
    return app


def _is_update(raw: object) -> bool:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return type(number) is int and 0 <= number < 2**63  # true is an int too
