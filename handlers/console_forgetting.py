"""What the command line says of clients' records that are put away or erased."""

from handlers.i18n import _

ONE_OF_BOTH = _("请给客户号，或用 --appointment 给预约编号，二者之一。")
UNKNOWN = _("没有这个客户或预约。")
RUNNING = _("还不能：这个客户有没办完的预约、争议或案件。先办完再来。")
SEALED = _("已封存，共 {count} 处：任何界面都不再显示，只有 client open 打得开。")
NOT_SEALED = _("没有可打开的：没有封存，或已经删除。")
WRITTEN = _("已写出 {path}")
SURE = _("删除后谁也恢复不了（删除前的备份除外）。确定的话，加上 --yes 再运行。")
RETAINED = _(
    "业务资料至少保存 20 年（证券法第一百三十七条），这一份到 {until}。"
    "提前删除须有法律依据，用 --basis 写明。"
)
ERASED = _(
    "已删除 {count} 处，另在 {copies} 处抹去了姓名和电话。客户号和金额保留，工资照旧算得出。"
    "以前的备份里还有，随备份到期而去。"
)
SHARED = _("姓名与别人相同，或电话不全：别处提到的没有抹，因为分不清说的是谁。")
