"""What each post has to do, and what one may do with a client and not."""

from dataclasses import dataclass

from handlers.i18n import _


@dataclass(frozen=True)
class Duty:
    """A duty: its number in the regulation, what it is, and the command that it is done with."""

    number: str
    text: str
    command: str = ""


DIRECTOR = (
    Duty("7.1", _("规划和管理整个项目部的业务"), "people"),
    Duty("7.2", _("带队伍：协调、管理、培训"), "training"),
    Duty("7.3", _("与合作银行沟通协调")),
    Duty("7.4", _("每月交营销计划和管理报表，每周报进展"), "duties"),
    Duty("7.5", _("办好营业部交办的事")),
)
DISTRICT = (
    Duty("8.1", _("定本区域的营销计划并落实，参与营业部的计划")),
    Duty("8.2", _("常去本区域的银行网点看，有问题当场解决")),
    Duty("8.3", _("定期策划促销：/promotion")),
    Duty("8.4", _("与合作单位打交道，开发集团客户")),
    Duty("8.5", _("招人、培训、每周开总结会、日常管理"), "duties"),
    Duty("8.6", _("看好各网点的宣传品和设备"), "inventory"),
    Duty("8.7", _("收集市场信息，及时上报"), "worklog"),
    Duty("28.4", _("每月 5 日前交团队月报"), "report"),
)
STATION = (
    Duty("9.1", _("网点每月新增有效户不少于 {bound}")),
    Duty("9.2", _("布置宣传品，保管设备"), "inventory"),
    Duty("9.3", _("收集市场信息，及时上报"), "worklog"),
    Duty("9.4", _("与合作单位打交道，开发集团客户")),
    Duty("9.5", _("服务和维护客户"), "clients"),
    Duty("9.6", _("给所驻银行做培训")),
    Duty("9.7", _("听区域经理安排，一起完成本片区的任务")),
    Duty("9.8", _("带大家不断学习，发现人才并推荐"), "training"),
    Duty("28.4", _("每月 5 日前交团队月报"), "report"),
)
MARKETER = (
    Duty("10.1", _("每月个人新增有效户不少于 {bound}"), "me"),
    Duty("10.2", _("听驻点经理安排，一起完成网点的任务")),
    Duty("10.3", _("服务和维护客户"), "clients"),
    Duty("10.4", _("收集市场信息，及时上报"), "worklog"),
    Duty("10.5", _("发现人才，向公司推荐")),
)
BACK_OFFICE = (
    Duty("11.1", _("登记新开的网点，反馈和解决网点的问题"), "organisation"),
    Duty("11.2", _("完成项目总监安排的工作")),
    Duty("11.3", _("做管理报表和业务统计"), "imports"),
    Duty("11.4", _("与银行对账，按月兑付给银行的奖励"), "rewards"),
    Duty("11.5", _("解答客户的电脑和技术问题")),
    Duty("11.6", _("办好其他内勤和领导交办的事")),
)
DUTIES = {
    "project_director": DIRECTOR,
    "district_manager": DISTRICT,
    "station_manager": STATION,
    "marketer": MARKETER,
    "back_office": BACK_OFFICE,
}
"""By post, in the order in which they are shown to whoever holds several."""
ALLOWED = (
    _("介绍公司和证券市场的基本情况"),
    _("讲投资的基本知识，讲开户、交易、存取资金怎么办"),
    _("讲与证券交易有关的法律法规、自律规则和公司规定"),
    _("转交公司统一提供的研究报告和投资信息"),
    _("转交公司统一提供的产品宣传材料；推荐产品要讲清实情和风险"),
    _("法律法规允许的其他活动"),
)
FORBIDDEN = (
    _("替客户办开户、销户、转户"),
    _("接受全权委托、替客户买卖或划转资金、伪造签名（27.1）：首次罚 {fine}，再犯辞退"),
    _("为完成任务或谋利，互相调剂开户数（27.2）"),
    _("在客户归属上作假，把自己的客户记在别人名下（27.3）"),
    _("虚假开户：借用他人资料、虚送股东卡（27.4）：不计业绩，每户罚 {each}，严重的开除"),
    _("违规买卖证券，借用他人名义持股，内幕交易"),
    _("委托别的机构或个人替您招揽和服务客户"),
    _("同时担任互相冲突的岗位"),
    _("资料不实、非本人签名、没讲清风险就开户"),
)
