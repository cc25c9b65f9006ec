"""Grades, posts and contracts."""

from handlers.i18n import _

GRADES = {
    "trainee": _("见习客户经理"),
    "assistant": _("营销经理助理"),
    "manager": _("营销经理"),
    "senior": _("高级营销经理"),
    "chief": _("首席营销经理"),
    "": _("无职级"),
}
POSTS = {
    "marketer": _("营销经理岗"),
    "station_manager": _("驻点经理"),
    "district_manager": _("区域经理"),
    "project_director": _("项目总监"),
    "back_office": _("后勤支持岗"),
    "teller": _("柜台"),
    "trading_manager": _("交易部经理"),
    "finance_manager": _("财务经理"),
    "general_manager": _("总经理"),
    "office": _("办公室"),
    "admin": _("管理员"),
}
CONTRACTS = {
    "full_time": _("劳动合同"),
    "part_time": _("非全日制合同"),
    "agent": _("居间协议"),
    "broker_a": _("A类经纪人"),
    "broker_b": _("B类经纪人"),
}
