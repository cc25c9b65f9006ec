"""What the posts are called (Articles 3 and 4)."""

from collections.abc import Iterable

from handlers.i18n import say
from handlers.render import Listed

POSTS = {
    "marketer": say("营销经理岗"),
    "station_manager": say("驻点经理"),
    "district_manager": say("区域经理"),
    "project_director": say("项目总监"),
    "back_office": say("后勤支持岗"),
    "teller": say("柜台"),
    "trading_manager": say("交易部经理"),
    "finance_manager": say("财务经理"),
    "general_manager": say("总经理"),
    "office": say("办公室"),
    "admin": say("管理员"),
}


def named(posts: Iterable[str]) -> Listed:
    """Return the posts by name, in the order of the rules."""
    held = set(posts)
    return Listed([name for code, name in POSTS.items() if code in held])
