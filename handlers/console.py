"""What the command line says: help, outcomes, and mistakes in files of figures and cases."""

from collections.abc import Sequence

from handlers import words
from handlers.i18n import Say, _, say
from handlers.payslip_card import overview
from services.payslips import Payslip
from services.rulebook.reading import Mistake
from services.step import Step

ABOUT = _("小满：证券营业部营销人员助手")
HELP = {
    "run": _("启动机器人"),
    "demo": _("启动演示页面，不需要令牌和网络"),
    "init": _("建立数据目录、数据密钥和数据库；可给第一位管理员一个邀请码"),
    "recover": _("管理员的账号丢了：解绑，给一个 15 分钟有效的邀请码；其他管理员会收到通知"),
    "invite": _("写出绑定邀请：可打印的卡片（.html）和邮件合并用的名单（.xlsx）"),
    "import": _("导入一个工作簿（.xlsx 或 .csv）"),
    "release": _("把一个导入批次发布给员工"),
    "take-back": _("撤回一个导入批次"),
    "templates": _("写出六张空白工作簿"),
    "statement": _("显示一个人一个月的工资单"),
    "cases": _("用算例检验制度参数"),
    "rulebook": _("检查、查看或设定制度参数"),
    "keys": _("换数据密钥：加一把新的，把全部数据改用它封存"),
    "client": _("一个客户的资料：封存、凭理由打开、删除"),
    "audit": _("核对审计日志的链有没有被动过"),
    "migrate": _("把数据库升级到本版本"),
    "doctor": _("检查设置、网络、数据库和备份，说明怎样解决"),
    "backup": _("把全部数据备份到一个加密文件，机器人可照常运行"),
    "restore": _("把备份恢复到空的数据库，或只检查备份"),
}
ARGUMENTS = {
    "file": _("工作簿或算例文件"),
    "dry_run": _("只核对和预览，不保存"),
    "overwrite": _("按本表覆盖在机器人里定的单位和人员"),
    "hold": _("先不发布：在 release 之前只有后勤支持岗看得到"),
    "batch": _("批次号"),
    "folder": _("文件夹"),
    "staff": _("工号"),
    "month": _("月份，如 2026-10"),
    "json": _("以 JSON 输出"),
    "trace": _("输出每一步的来由"),
    "day": _("日期，如 2026-10-01；空为今天"),
    "figure": _("参数名，如 fixed_pay.manager"),
    "value": _("数值，或 unset"),
    "from": _("生效日期"),
    "basis": _("依据，如会议纪要"),
    "admin": _("第一位管理员的工号"),
    "all": _("在职而没有账号的所有人"),
    "bot": _("机器人的用户名；不写就问 Telegram"),
    "days": _("几天内有效，1 到 30"),
    "head": _("以前收到的链尾，条数:校验码"),
    "keys_add": _("造一把新密钥，放在最前；之后重新启动机器人"),
    "keys_rotate": _("把全部数据改用最前的密钥封存；可随时中断，再运行就接着做"),
    "keys_show": _("有多少数据还用着旧密钥"),
    "restarted": _("运行中的机器人都已带着新密钥重新启动"),
    "client_seal": _("封存：照存，但任何界面都不再显示"),
    "client_open": _("打开封存的资料，记入审计日志"),
    "client_erase": _("删除姓名、电话和文件，不能恢复；客户号和金额保留"),
    "client": _("客户号"),
    "appointment": _("没有客户号的预约：它的编号"),
    "reason": _("理由，会记录在案"),
    "out": _("把封存的文件写到这个文件夹"),
    "law": _("未满保存年限而删除的法律依据"),
    "yes": _("确定删除"),
    "port": _("演示页面的端口"),
    "backup": _("要写的备份文件，或放备份的文件夹"),
    "restore": _("备份文件"),
    "check": _("只从头到尾读一遍，不恢复"),
}
SETTINGS = {
    "bot_token": _("@BotFather 给的令牌，如 123456:ABC-DEF"),
    "bot_api_url": _("Bot API 服务器地址，如 https://api.telegram.org"),
    "bot_proxy": _("http://主机:端口 或 socks5://用户:密码@主机:端口"),
    "database_url": _("sqlite:///路径 或 postgresql://用户:密码@主机/库名"),
    "data_dir": _("一个文件夹"),
    "data_key": _("32 字节的 URL-safe base64，init 会生成"),
    "backup_dir": _("放备份的文件夹，备份以时间为名"),
    "routes_file": _("一个 YAML 文件的路径，写法同 services/rulebook/routes.yaml"),
    "timezone": _("tz 数据库里的时区，如 Asia/Shanghai"),
    "bot_mode": _("polling 或 webhook"),
    "webhook_url": _("Telegram 能访问的 https 地址，如 https://bot.example.com/hook"),
    "webhook_host": _("webhook 服务监听的地址，如 127.0.0.1"),
    "webhook_port": _("webhook 服务监听的端口，如 8443"),
    "webhook_secret": _("16 至 256 个字母、数字、下划线或连字符"),
    "health_host": _("健康检查页监听的地址，如 127.0.0.1"),
    "health_port": _("健康检查页监听的端口，如 8081；0 为不开"),
    "messages_per_second": _("每秒最多发几条消息，如 30；0 为不限"),
    "log_level": _("DEBUG、INFO、WARNING 或 ERROR"),
    "log_format": _("text 或 json"),
}
MISTAKES = {
    "duplicate_key": _("{where}：「{key}」出现了两次。"),
    "duplicate_name": _("{where}：算例名「{key}」出现了两次。"),
    "not_yaml": _("{where}：不是 YAML（{given}）。"),
    "not_a_mapping": _("{where}：「{key}」应为键值对：{right}。"),
    "not_a_list": _("{where}：「{key}」应为列表：{right}。"),
    "unknown_key": _("{where}：不认识「{key}」，可用：{right}。"),
    "unknown_figure": _("{where}：没有参数「{key}」。"),
    "missing_key": _("{where}：「{key}」缺少 {right}。"),
    "bad_value": _("{where}：「{key}」{day} 的值「{given}」读不懂，应如 {right}。"),
    "bad_date": _("{where}：「{key}」的日期「{given}」读不懂，应如 {right}。"),
    "bad_unit": _("{where}：「{key}」的单位「{given}」不对，可用：{right}。"),
    "bad_status": _("{where}：「{key}」的状态「{given}」不对，可用：{right}。"),
    "unset_mismatch": _("{where}：「{key}」{day} 的值与状态「{given}」不符，两者须同为 {right}。"),
    "needs_team_post": _("{where}：「{key}」只用于有 {right} 岗位的人。"),
}


def wrong_setting(name: str) -> Say:
    """Say what a setting must be; not what it is."""
    return say(_("{name} 不对，应为：{right}。"), name=name.upper(), right=say(SETTINGS[name]))


def missing_setting(name: str) -> Say:
    """Say which setting is missing, and what it should be."""
    return say(_("缺少 {name}：{right}。"), name=name.upper(), right=say(SETTINGS[name]))


def wrong_key_file(path: str) -> Say:
    """Say what a key file must hold."""
    return say(_("{path} 里应是：{right}。"), path=path, right=say(SETTINGS["data_key"]))


def mistake(found: Mistake) -> Say:
    """Word a mistake: file, line, key, date, what is wrong, what would be right."""
    where = say("{file}", file=found.file)
    if found.line:
        where = say(_("{file} 第{line}行"), file=found.file, line=found.line)
    return say(
        MISTAKES[found.code],
        where=where,
        key=found.key,
        day=found.day,
        given=found.given,
        right=found.right,
    )


def statement(slip: Payslip) -> Sequence[Say]:
    """Word a payslip as the chat shows it."""
    text = overview(slip).text
    return [text] if isinstance(text, Say) else text


def step(found: Step, slip: Payslip) -> Say:
    """Word one line of a trace."""
    where = found.source
    origin = (
        say(
            _("← {file} ›{sheet} 第{row}行"),
            file=slip.file(where),
            sheet=where.sheet,
            row=where.row,
        )
        if where
        else say("")
    )
    article = say(_("〔第{article}条〕"), article=found.article) if found.article else say("")
    return say(
        "{name} {amount} {article} {why} {origin}",
        name=words.name(found),
        amount=words.amount(found),
        article=article,
        why=words.reason(found) or say(""),
        origin=origin,
    )


def initialised(folder: str) -> Say:
    """Say that everything is in place, and what to keep safe."""
    return say(
        _("数据目录 {folder} 已就绪。请把其中的 data.key 另存一份：没有它，数据打不开。"),
        folder=folder,
    )


def invitation(code: str) -> Say:
    """Say how the first administrator binds."""
    return say(_("15 分钟内在机器人的私聊里发送：/start {code}"), code=code)


def set_figure(figure: str, version: str) -> Say:
    """Say that a figure was set."""
    return say(_("已设定 {figure}，制度参数版本 {version}。"), figure=figure, version=version)


def rulebook_sound(count: int, version: str) -> Say:
    """Say that the rulebook has no mistakes."""
    return say(_("{count} 个参数，没有错误；版本 {version}。"), count=count, version=version)


def taken_back(batch: int) -> Say:
    """Say that a batch was taken back."""
    return say(_("批次 {batch} 已撤回。"), batch=batch)


def released(batch: int) -> Say:
    """Say that a batch was released."""
    return say(_("批次 {batch} 已发布，员工现在看得到。"), batch=batch)


def written(path: str) -> Say:
    """Say that a file was written."""
    return say(_("已写出 {path}"), path=path)


def progress(done: int, total: int) -> Say:
    """Say how far a long work is."""
    return say(_("已处理 {done} / {total} 行"), done=done, total=total)


def migrated() -> Say:
    """Say that the database has this release's shape."""
    return say(_("数据库已是本版本。"))


def unreadable(what: str, example: str) -> Say:
    """Say that an argument cannot be read."""
    return say(_("「{what}」读不懂，应如 {example}。"), what=what, example=example)


NO_DATABASE = _("数据库还没有建立或不是本版本：先运行 init 或 migrate。")
NEWER_DATABASE = _("数据库来自更新的版本：请用那个版本。")
UNREACHABLE = _("数据库连不上。")
TOKEN_REFUSED = _("Telegram 不认 BOT_TOKEN：请核对 @BotFather 给的令牌。")
BUG = _("出错了，没有完成：{trace}")
STANDING_BY = _("这个数据目录上已有一个机器人在运行：本进程待命，等它停下再接手。")
WEDGED = _("getUpdates 一直没有回音：进程退出，请由守护程序重新启动。")
WRONG_KEY = _("数据密钥不对：数据打不开。")
NOT_UTF8 = _("{path} 不是 UTF-8 编码的文本。")
NO_FILE = _("没有文件 {path}。")
UNKNOWN_FIGURE = _("没有参数「{figure}」。")
ADMIN_BOUND = _("已经有管理员绑定，不能再用 init 邀请。")
PORT_TAKEN = _("端口 {port} 已被占用：请用 --port 换一个。")
DEMO_STRANGE = _("{folder} 里有别的数据，演示只用自己的文件夹。")
DEMO_READY = _("演示页面：{url}（Ctrl+C 结束）")
DEMO_FILLING = _("正在导入演示数据…")
