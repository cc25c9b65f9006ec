"""The clients of the demo: who they are, when they opened, how they are written in 客户月度."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bot.demo.world.months import day
from bot.demo.world.sheet import Cell, Sheet
from services.month import Month

_RATES = tuple(map(Decimal, ("0.00025", "0.0003", "0.0005", "0.0008", "0.001", "0.0015")))
_WEEKEND = 5
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
_GIVEN = "安邦宝彬博才昌超辰成达德东恩方芳飞凤刚桂海浩和红华辉慧佳建杰洁金晶静军俊凯兰乐莉良亮玲"
_BRANDS = "恒盛鸿泰瑞丰嘉禾金穗云帆锦程长虹远航同心百川"
_TRADES = ("商贸", "建材", "物流", "餐饮管理", "信息技术", "园林工程", "机电设备", "文化传播")


@dataclass
class Client:
    """A client; `worth` is the last month-end's assets, his weight in the next month's split."""

    number: str
    name: str
    kind: str
    opened: date
    rate: Decimal
    worth: Decimal = Decimal(0)


@dataclass
class Line:
    """A client's month; `weight` is his part of the person's mean assets, 0 if they are given."""

    client: Client
    weight: int
    end: Decimal = Decimal(0)
    mean: Decimal | None = None
    turnover: Decimal = Decimal(0)
    bought: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)
    subscribed: Decimal = Decimal(0)

    def cells(self, month: Month, owner: str) -> list[Cell]:
        """Return the row under the headers of `sheet`; what is nothing stays empty."""
        client = self.client
        return [
            *(str(month), client.number, client.name, client.kind, owner, client.opened),
            *(self.mean, self.end, self.turnover, client.rate),
            *(figure or None for figure in (self.bought, self.fee, self.subscribed)),
        ]


def sheet(rows: list[list[Cell]]) -> Sheet:
    """Return the sheet 客户月度 with these rows."""
    headers = (
        *("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月均资产"),
        *("月末资产", "成交金额", "佣金率", "买入股票基金金额", "基金手续费", "新股开基占比"),
    )
    return Sheet("客户月度", headers, rows)


def invent(rng: Random, kind: str, number: str, opened: date) -> Client:
    """Return a new client with an invented name and one of the usual rates."""
    return Client(number, _name(rng, kind), kind, opened, rng.choice(_RATES))


def opening_day(rng: Random, month: Month, number: int | None = None) -> date:
    """Return a working day for an account opening: the one wished for, or one from the 8th on."""
    found = day(month, number or rng.randint(8, 26))
    return found + timedelta(2) if found.weekday() >= _WEEKEND and not number else found


def _name(rng: Random, kind: str) -> str:
    if kind == "机构":
        return f"江城{''.join(rng.sample(_BRANDS, 2))}{rng.choice(_TRADES)}有限公司"
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))
