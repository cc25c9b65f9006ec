"""Random valid cases, often exactly on a threshold or a hair beside it."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tests.independent.figures import CONTRACTS, GRADE_TABLE, GRADES
from tests.independent.random_pay import changes, corrections, tax

BESIDE = [Decimal(each) for each in ("0", "0", "0", "0.01", "-0.01", "1", "-1")]
TEAM_POSTS = ["station_manager", "district_manager"]
POST_SETS = [
    *[["marketer"]] * 6,
    *[["marketer", "station_manager"]] * 3,
    ["station_manager"],
    *[["marketer", "station_manager", "district_manager"]] * 3,
    ["marketer", "district_manager"],
    ["project_director"],
    ["project_director"],
    ["marketer", "project_director"],
    ["project_director", "district_manager"],
    ["marketer", "station_manager", "district_manager", "project_director"],
]
EMPLOYED = (1, 2, 2, 3, 3, 4, 5, 12, 24, 25, 25, 26, 26, 27, 60)
OPENING_ASSETS = (0, 5_000, 6_000, 50_000, 60_000, 200_000, 1_000_000, 3_000_000)
TEAM_REVENUES = (
    "marketers_net_revenue",
    "station_managers_net_revenue",
    "own_outlet_marketers_net_revenue",
)


def random_case(rng: Random) -> dict[str, Any]:
    """Give one valid case; the same generator state gives the same case."""
    year, month, employed = rng.randint(2024, 2027), rng.randint(1, 12), rng.choice(EMPLOYED)
    person = random_person(rng, joined(rng, year * 12 + month - employed))
    posts, kept = person["posts"], person.get("post_kept", True)
    held = posts if kept is True else [each for each in posts if kept and each in kept]
    has_team = bool(set(held) & set(TEAM_POSTS))
    case = {
        "name": f"random {rng.randrange(10**9)}",
        "month": f"{year}-{month:02}",
        "person": person,
        "facts": random_facts(rng, person.get("grade"), employed),
        **attendance(rng, has_team=has_team),
        "team": {key: beside(rng, rng.choice((0, 24_000, 99_999))) for key in TEAM_REVENUES},
        **corrections(rng, f"{year}-{month:02}"),
        **tax(rng, rng.randint(1, min(12, max(employed, 1)))),
        **changes(rng, person["contract"]),
    }
    optional = [key for key in case if key not in {"name", "month", "person", "facts"}]
    for key in optional:
        if chance(rng, 15):
            del case[key]
    return case


def chance(rng: Random, percent: int) -> bool:
    """Tell yes so often."""
    return rng.randrange(100) < percent


def beside(rng: Random, value: int | Decimal) -> Decimal:
    """Give the value or a neighbour of it, not below 0."""
    return max(Decimal(0), value + rng.choice(BESIDE))


def money(rng: Random, most: int) -> Decimal:
    """Give an amount down to the fen."""
    return Decimal(rng.randint(0, most * 100)).scaleb(-2)


def joined(rng: Random, index: int) -> date:
    """Give a day of the month that index stands for."""
    return date(index // 12, index % 12 + 1, rng.choice((1, 15, 28)))


def random_person(rng: Random, day: date) -> dict[str, Any]:
    """Give a person of any contract, grade and posts."""
    posts = list(rng.choice(POST_SETS))
    person: dict[str, Any] = {
        "contract": rng.choice(CONTRACTS),
        "posts": posts,
        "joined": day,
        "certificate": chance(rng, 50),
        "investigated": chance(rng, 15),
        "risk_fund_balance": balance(rng),
        "excess_award_carried": rng.choice((0, 0, 1, 1_200, Decimal("2999.99"), 3_000, 7_500)),
    }
    if posts != ["project_director"] or chance(rng, 30):
        person["grade"] = rng.choice(GRADES)
    if person["contract"] == "agent":
        person["fixed_pay"] = chance(rng, 50)
    if set(posts) & set(TEAM_POSTS) and chance(rng, 40):
        person["post_kept"] = kept_posts(rng, posts)
    return person


def balance(rng: Random) -> Decimal:
    """Give a fund balance at, near, above or far from a cap."""
    cap = rng.choice((0, 10_000, 20_000, 30_000))
    below = rng.choice((0, 0, 50, 100, 300, 5_000))
    return beside(rng, cap - below)


def kept_posts(rng: Random, posts: list[str]) -> bool | list[str]:
    """Give which management posts are kept; a director's own stays."""
    team = [each for each in posts if each in TEAM_POSTS and chance(rng, 50)]
    if "project_director" in posts:
        return [*team, "project_director"]
    return team or chance(rng, 20)


def near_standard(rng: Random, kind: str, grade: str | None) -> Decimal:
    """Give a figure on, near or well away from the grade's own or the next's standard."""
    level = GRADES.index(grade) if grade else 0
    steps = (level, level, min(level + 1, 4), max(level - 1, 0), rng.randrange(5))
    text = GRADE_TABLE[kind][rng.choice(steps)]
    standard = Decimal(0 if text == "unset" else text)
    if chance(rng, 60):
        return beside(rng, standard)
    return money(rng, int(standard) * 2 + 10)


def accounts(rng: Random, grade: str | None) -> Decimal:
    """Give a whole number of new accounts, often around 2 or a standard."""
    if chance(rng, 35):
        return Decimal(rng.randint(0, 3))
    standard = Decimal(GRADE_TABLE["accounts_standard"][GRADES.index(grade or "manager")])
    return max(Decimal(0), standard + rng.randint(-3, 3))


def new_value(rng: Random, grade: str | None) -> Decimal:
    """Give new custody value around a standard, 100 000 or far above."""
    pick = rng.randrange(10)
    if pick < 3:
        return beside(rng, 100_000) if chance(rng, 50) else money(rng, 99_000)
    if pick == 3:
        return beside(rng, rng.choice((30_300_000, 30_500_000, 31_000_000, 80_000_000)))
    return near_standard(rng, "value_standard", grade)


def series(rng: Random, length: int, make: Callable[[], Decimal]) -> Any:
    """Give so many months, oldest first; one month may be a scalar."""
    months = [make() for _ in range(length)]
    return months[0] if length == 1 and chance(rng, 50) else months


def months_known(rng: Random, grade: str | None, employed: int) -> int:
    """Give how many months of facts there are, mostly all there can be."""
    most = min(employed, 3)
    if grade == "trainee" or chance(rng, 75):
        return most if most < 3 or chance(rng, 90) else min(employed, 5)
    return rng.randint(1, most)


def aim(rng: Random, grade: str | None) -> str | None:
    """Give the grade whose standards the facts play around: the own or a neighbour."""
    if grade is None:
        return None
    level = GRADES.index(grade) + rng.choice((0, 0, 1, 1, -1))
    return GRADES[max(0, min(level, 4))]


def random_facts(rng: Random, grade: str | None, employed: int) -> dict[str, Any]:
    """Give the facts of the last months."""
    length = months_known(rng, grade, employed)
    grade = aim(rng, grade)
    value = series(rng, length, lambda: new_value(rng, grade))
    last = value[-1] if isinstance(value, list) else value
    excluded = rng.choice((Decimal(0), Decimal(0), Decimal(0), last, last / 2))
    facts = {
        "average_assets": series(
            rng, length, lambda: near_standard(rng, "asset_threshold", grade)
        ),
        "new_effective_accounts": series(rng, length, lambda: accounts(rng, grade)),
        "new_custody_value": value,
        "excess_value_excluded": excluded.quantize(Decimal("0.01")),
        "net_revenue": net_revenue(rng, grade),
        "fund_fee_income": beside(rng, rng.choice((0, 0, 500, 12_345))),
        "openings": [opening(rng) for _ in range(rng.choice((0, 1, 2, 5)))],
        "holiday_promotion_days": rng.choice((0, 0, 1, 2, 4)),
        "referrals_confirmed": rng.choice((0, 0, 0, 1, 2)),
    }
    if employed > 1 and chance(rng, 80):
        facts["scores"] = scores(rng, min(employed - 1, 2))
    return facts


def net_revenue(rng: Random, grade: str | None) -> Decimal:
    """Give net revenue around a standard, none, or far above."""
    if chance(rng, 10):
        return rng.choice((Decimal(0), money(rng, 500_000)))
    return near_standard(rng, "revenue_standard", grade)


def scores(rng: Random, most: int) -> list[Decimal]:
    """Give earlier scores, often at the bounds the review asks about."""
    edges: Sequence[str] = ("0.5", "0.5999", "0.6", "0.9999", "1", "1.2")
    picked = [Decimal(rng.choice(edges)) for _ in range(most)]
    return [
        Decimal(rng.randint(5_000, 12_000)).scaleb(-4) if chance(rng, 30) else each
        for each in picked
    ]


def opening(rng: Random) -> dict[str, Any]:
    """Give one new effective account, often at a band's edge."""
    client: dict[str, Any] = {"assets": beside(rng, rng.choice(OPENING_ASSETS))}
    if chance(rng, 30):
        client["kind"] = rng.choice(("individual", "institution", "institution"))
    return client


def attendance(rng: Random, *, has_team: bool) -> dict[str, Any]:
    """Give events, leave and absence; team events only to who has a team."""
    often = (0, 0, 0, 0, 1, 1, 2) if chance(rng, 90) else (0, 3, 12)
    kinds = ["late", "report_late", "dress", "left_post", "complaint"]
    kinds += ["no_promotion", "no_team_meeting"] if has_team else []
    halves = ("0", "0", "0", "0.5", "1", "2.5", "3", "3.5", "4", "12")
    return {
        "events": {each: rng.choice(often) for each in kinds},
        "leave": {
            each: Decimal(rng.choice(halves)) for each in ("personal", "sick", "injury", "other")
        },
        "absence": Decimal(rng.choice(("0", "0", "0", "0.5", "1", "1.5", "2", "2.5", "4"))),
    }
