"""What the doctor says: each finding in a sentence, with what cures it."""

from handlers.i18n import Say, _, say

WELL = _("一切正常。")
FINDINGS = {
    "setting": "{said}",
    "unreachable": _(
        "Telegram 连不上：请检查网络。中国大陆不能直接访问 Telegram，须设 BOT_PROXY。"
    ),
    "unreachable_by_proxy": _(
        "经代理连不上 Telegram：请确认代理能访问 api.telegram.org（或 BOT_API_URL 的主机）。"
    ),
    "proxy_dead": _("代理连不上：请核对 BOT_PROXY 的主机和端口，确认代理在运行。"),
    "proxy_refuses": _("代理拒绝转接：请核对 BOT_PROXY 的用户、密码和代理的规则。"),
    "strange_answer": _("答话的不是 Bot API：请核对 BOT_API_URL 和代理。"),
    "unavailable": _("Telegram 暂时不能服务（{status}）：请过几分钟再看。"),
    "token_refused": _("Telegram 不认 BOT_TOKEN：请核对 @BotFather 给的令牌。"),
    "clock_ahead": _("本机的钟快了约 {seconds} 秒：请打开时间同步（timedatectl set-ntp true）。"),
    "clock_behind": _("本机的钟慢了约 {seconds} 秒：请打开时间同步（timedatectl set-ntp true）。"),
    "no_groups": _("机器人不能进群，发不出群通知：请对 @BotFather 发 /setjoingroups，选 Enable。"),
    "reads_groups": _(
        "机器人能读到群里所有消息，用不着：请对 @BotFather 发 /setprivacy，选 Enable，"
        "再让它重新进群。"
    ),
    "no_commands": _("输入“/”时没有命令可选：启动一次机器人（run），它会自己设好。"),
    "webhook_set": _(
        "令牌上设有 webhook（{host}），轮询收不到消息：若那里没有别的机器人在用这个令牌，"
        "启动一次机器人（run）就会取消它。"
    ),
    "webhook_missing": _("没有设 webhook，消息送不到：重新启动机器人（run），它会自己设好。"),
    "webhook_elsewhere": _(
        "webhook 指向别处（{host}）：请停掉用同一令牌的另一个机器人，再重新启动这一个。"
    ),
    "webhook_failed": _(
        "{moment} Telegram 送消息到 webhook 失败（{why}）：请检查域名、证书和反向代理。"
    ),
    "no_database": _("数据库还没有建立：请运行 init；已有备份请运行 restore。"),
    "database_unreachable": _("数据库打不开：请核对 DATABASE_URL，确认数据库在运行、账号有权限。"),
    "older_database": _("数据库是旧版本的：请先运行 backup，再运行 migrate。"),
    "newer_database": _("数据库来自更新的版本：请用那个版本，或恢复升级前的备份。"),
    "unwritable": _("数据库写不进去：请检查文件和文件夹的权限、磁盘空间，或数据库账号的权限。"),
    "no_wal": _("SQLite 没有用上 WAL，读写会互相等待：请把数据目录放在本机的普通磁盘上。"),
    "network_filesystem": _(
        "SQLite 的文件在网络文件系统（{kind}）上，可能损坏：请把 DATA_DIR 移到本机磁盘，"
        "或改用 PostgreSQL。"
    ),
    "wrong_key": _("数据密钥打不开已有的数据：请用当初的 DATA_KEY 或 data.key。"),
    "key_still_needed": _(
        "密钥还没有换完：请把旧密钥放回 DATA_KEY（新的在前，逗号隔开），再运行 keys rotate。"
    ),
    "unknown_key": _("有 {count} 处的密钥不在 DATA_KEY 里，打不开：请把那把旧密钥放回去。"),
    "older_keys": _(
        "有 {count} 处还用着旧密钥：请运行 python -m bot keys rotate；换完以前旧密钥不能去掉。"
    ),
    "spare_key": _(
        "旧密钥已没有数据在用，可以从 DATA_KEY 或 data.key 去掉；以前的备份仍要它，请另存。"
    ),
    "key_readable": _("别的用户能读密钥文件：请运行 chmod 600 {path}。"),
    "disk_full": _("{path} 所在的磁盘只剩 {free} MB：请清理或扩容。"),
    "no_backup": _("{path} 里没有备份：请运行 python -m bot backup {path}，并让它每天运行。"),
    "old_backup": _("{path} 里最近的备份已是 {hours} 小时以前：请看每天的备份为什么停了。"),
}


def finding(kind: str, /, **data: object) -> Say:
    """Word a finding."""
    return say(FINDINGS[kind], **data)
