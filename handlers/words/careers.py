"""The review's outcomes, and what conditions are about."""

from handlers.i18n import _

OUTCOMES = {
    "keep": _("保持本级"),
    "at_risk": _("有效户未达标，本级有风险"),
    "eligible_confirmation": _("可以转正"),
    "eligible_promotion": _("可以申请晋级"),
    "demote": _("将降级"),
    "dismissal_review": _("进入解聘考察，由人决定"),
    "": _("尚未配置，无法判断"),
}
CONDITIONS = {
    "mean_assets": _("近三个月平均资产"),
    "mean_assets_two": _("近两月平均资产"),
    "mean_accounts_two": _("近两月月均新增有效户"),
    "mean_accounts_three": _("三个月月均新增有效户"),
    "mean_value_three": _("三个月月均新增市值"),
    "month_assets": _("当月月均资产"),
    "score_before": _("前一月得分"),
    "month_score": _("当月得分"),
    "assets_before": _("前一月月均资产"),
    "assets": _("月均资产"),
    "score": _("月度得分"),
    "accounts": _("新增有效户"),
    "months_as_manager": _("资产达到营销经理级的月数"),
    "own_assets": _("个人月均资产"),
    "qualified_marketers": _("所辖助理级以上人数"),
    "outlet_accounts": _("网点月均新增有效户"),
    "qualified_managers": _("下辖合格驻点经理人数"),
}
DEMANDS = {
    "station_manager": _("任命驻点经理（第13条，须经理会通过）"),
    "keep_station_manager": _("保留驻点经理（第13条）"),
    "district_manager": _("发展为区域经理（第14条）"),
    "keep_district_manager": _("保留区域经理（第14条）"),
}
