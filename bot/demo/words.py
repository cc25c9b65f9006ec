"""The words of the demo page itself, in Chinese; the catalogs have them in English."""

from collections.abc import Mapping

from handlers.i18n import _, translate

WORDS: Mapping[str, str] = {
    "title": _("小满 · 演示"),
    "bot": _("机器人"),
    "group_of": _("{count} 位成员"),
    "typing": _("正在输入"),
    "uploading": _("正在发送文件"),
    "today": _("今天"),
    "yesterday": _("昨天"),
    "edited": _("已编辑"),
    "protected": _("不可转发"),
    "message": _("输入消息"),
    "send": _("发送"),
    "attach": _("添加文件"),
    "remove": _("移除文件"),
    "caption": _("添加说明"),
    "commands": _("命令菜单"),
    "keyboard": _("快捷按钮"),
    "start": _("开始使用"),
    "restart": _("重新启用"),
    "welcome": _("点「开始使用」和小满打个招呼。"),
    "messages": _("聊天记录"),
    "people": _("切换人物"),
    "people_hint": _("每个人看到的都不同：换一个人，看他的手机。"),
    "as": _("当前人物：{name}"),
    "second": _("第二部手机"),
    "nobody": _("不显示"),
    "chats": _("切换聊天"),
    "private": _("私聊"),
    "group": _("群聊"),
    "unread": _("{count} 条未读"),
    "newest": _("到最新消息"),
    "show_spoiler": _("显示隐藏的内容"),
    "expand": _("展开"),
    "collapse": _("收起"),
    "download": _("下载 {name}"),
    "picture": _("图片"),
    "open_picture": _("放大图片"),
    "close": _("关闭"),
    "ok": _("好"),
    "copied": _("已复制"),
    "language": _("页面语言"),
    "outside": _("要打开外部链接吗？"),
    "open": _("打开"),
    "cancel": _("取消"),
    "failed": _("没有发出去：{reason}"),
    "too_large": _("文件超过 20 MB，发不出去。"),
    "offline": _("连接断开，正在重连…"),
    "you": _("你"),
    "said_by": _("{name}："),
}


def words(language: str) -> dict[str, str]:
    """Return every word of the page in a language."""
    return {key: translate(language, text) for key, text in WORDS.items()}
