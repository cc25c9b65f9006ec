"""People are found by characters, sound and 工号, the likeliest first.

Broken by a surname read as the character is elsewhere, a reading that is forgotten, ü, or a
weak match that goes before a strong one.
"""

import pytest

from services.pinyin import Rank, matches

NUMBER = "JC062"


def found(name: str, typed: str) -> Rank | None:
    return matches(name, NUMBER, typed)


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("JC062", Rank.NUMBER),
        ("jc062", Rank.NUMBER),
        ("ＪＣ０６２", Rank.NUMBER),
        ("062", Rank.NUMBER),
        ("62", Rank.NUMBER),
        ("王小明", Rank.NAME),
        (" 王 小明 ", Rank.NAME),
        ("王", Rank.NAME_PREFIX),
        ("王小", Rank.NAME_PREFIX),
        ("wxm", Rank.INITIALS),
        ("WXM", Rank.INITIALS),
        ("wangxiaoming", Rank.PINYIN),
        ("Wang Xiao-ming", Rank.PINYIN),
        ("ｗａｎｇ　ｘｉａｏｍｉｎｇ", Rank.PINYIN),
        ("w", Rank.PINYIN_PREFIX),
        ("wx", Rank.PINYIN_PREFIX),
        ("wang", Rank.PINYIN_PREFIX),
        ("wangx", Rank.PINYIN_PREFIX),
        ("wangxm", Rank.PINYIN_PREFIX),
        ("wxiaoming", Rank.PINYIN_PREFIX),
        ("王xm", Rank.PINYIN_PREFIX),
        ("wang小明", Rank.PINYIN_PREFIX),
        ("小明", Rank.PART),
        ("明", Rank.PART),
        ("xiaoming", Rank.PART),
        ("小ming", Rank.PART),
        ("jc", Rank.NUMBER_PREFIX),
        ("JC06", Rank.NUMBER_PREFIX),
        ("06", Rank.NUMBER_PREFIX),
        ("6", Rank.NUMBER_PREFIX),
        ("yuxiaoming", Rank.OTHER_READING),  # 王 can be read yù, which nobody is called
        ("汪晓铭", Rank.SOUND),
        ("王曉明", Rank.SOUND),  # as it is written in Taiwan and Hong Kong
        ("王大明", Rank.ONE_OFF),
        ("王小小明", Rank.ONE_OFF),
        ("王明", Rank.ONE_OFF),
        ("wangxiaomin", Rank.PINYIN_PREFIX),
        ("wanxiaoming", Rank.PINYIN_PREFIX),  # n or ng: the beginning of a syllable
        ("wangxaoming", Rank.ONE_OFF),  # a letter missing
        ("wangxxiaoming", Rank.ONE_OFF),  # one too many
        ("wangxiaomibg", Rank.ONE_OFF),  # another
        ("wangxioaming", Rank.ONE_OFF),  # two swapped
    ],
)
def test_one_person_typed_in_every_way(typed: str, rank: Rank) -> None:
    assert found("王小明", typed) is rank


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "·-'", "😀", "李", "lxm", "xm", "wg", "iaoming", "王小红红", "大大明"),
        *("jc061", "062x", "1", "2", "wang xiao ming x y", "xiaom", "wangxaioimng", "ming xiao"),
    ],
)
def test_what_is_somebody_else(typed: str) -> None:
    assert found("王小明", typed) is None


@pytest.mark.parametrize(
    ("name", "whole", "initials"),
    [
        ("单雄信", "shanxiongxin", "sxx"),
        ("曾国藩", "zengguofan", "zgf"),
        ("解晓东", "xiexiaodong", "xxd"),
        ("仇英", "qiuying", "qy"),
        ("查良镛", "zhaliangyong", "zly"),
        ("区志航", "ouzhihang", "ozh"),
        ("盖叫天", "gejiaotian", "gjt"),
        ("覃辉", "qinhui", "qh"),
        ("覃辉", "tanhui", "th"),
        ("翟欣欣", "zhaixinxin", "zxx"),
        ("缪昌文", "miaochangwen", "mcw"),
        ("员半千", "yunbanqian", "ybq"),
        ("种师道", "chongshidao", "csd"),
        ("朴树", "piaoshu", "ps"),
        ("卜学亮", "buxueliang", "bxl"),
        ("阚清子", "kanqingzi", "kqz"),
        ("谌龙", "chenlong", "cl"),
        ("那英", "naying", "ny"),
        ("任贤齐", "renxianqi", "rxq"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        ("万俟卨", "moqixie", "mqx"),
        ("令狐冲", "linghuchong", "lhc"),
        ("欧阳修", "ouyangxiu", "oyx"),
        ("吕绿", "lvlv", "ll"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, whole: str, initials: str) -> None:
    assert found(name, whole) is Rank.PINYIN
    assert found(name, initials) is Rank.INITIALS


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", "danxiongxin"),  # by whoever only saw it written
        ("曾国藩", "cengguofan"),
        ("解晓东", "jie"),
        ("王乐", "wangyue"),
        ("张行", "zhangheng"),
        ("刘长乐", "liuchangyue"),
        ("刘长乐", "lcy"),
    ],
)
def test_the_other_readings_of_a_character_are_found_too(name: str, typed: str) -> None:
    assert found(name, typed) is Rank.OTHER_READING


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("张朝阳", ("zhangchaoyang", "zhangzhaoyang", "zcy", "zzy")),
        ("李重阳", ("lichongyang", "lizhongyang", "lcy", "lzy")),
        ("王长乐", ("wangchangle", "wcl")),
    ],
)
def test_a_word_in_a_name_may_be_read_as_the_word_or_by_its_characters(
    name: str, readings: tuple[str, ...]
) -> None:
    assert {found(name, one) for one in readings} == {Rank.PINYIN, Rank.INITIALS}


@pytest.mark.parametrize("typed", ["吕布", "lvbu", "lübu", "LÜBU", "lubu", "lyubu", "lu bu"])
def test_the_umlaut_may_be_v_u_or_yu(typed: str) -> None:
    assert found("吕布", typed) in {Rank.NAME, Rank.PINYIN}


def test_names_of_other_peoples() -> None:
    name = "阿依古丽·买买提"
    assert found(name, "阿依古丽买买提") is Rank.NAME
    assert found(name, "阿依古丽 • 买买提") is Rank.NAME
    assert found(name, "ayiguli") is Rank.PINYIN_PREFIX
    assert found(name, "买买提") is Rank.PART
    assert found(name, "aygl") is Rank.PINYIN_PREFIX


def test_short_names_are_not_confounded() -> None:
    assert found("张伟", "张玮") is Rank.SOUND
    assert found("张伟", "张强") is None
    assert found("李雅", "lia") is None
    assert found("李雅", "lixa") is Rank.ONE_OFF


def test_a_slip_in_either_reading_of_a_surname() -> None:
    assert found("覃辉", "qinhiu") is found("覃辉", "tanhiu") is Rank.ONE_OFF


def test_the_likeliest_comes_first() -> None:
    people = {
        "JC014": "江超",  # initials
        "JC015": "金成龙",  # the beginning of the initials
        "JC016": "张伟",  # only the number
        "JC017": "何洁",
    }
    ranked = {name: matches(name, number, "jc") for number, name in people.items()}
    assert sorted(people.values(), key=lambda name: ranked[name] or 99)[:2] == ["江超", "金成龙"]
    assert ranked["张伟"] is ranked["何洁"] is Rank.NUMBER_PREFIX


def test_ranks_are_in_this_order_and_none_is_nothing() -> None:
    assert [one.name for one in sorted(Rank)] == [
        "NUMBER",
        "NAME",
        "NAME_PREFIX",
        "INITIALS",
        "PINYIN",
        "PINYIN_PREFIX",
        "PART",
        "NUMBER_PREFIX",
        "OTHER_READING",
        "SOUND",
        "ONE_OFF",
    ]
    assert all(Rank)


@pytest.mark.parametrize("name", ["", "·", "𠮷野", "Müller", "王A", "〇" * 40, "吕" * 60])
@pytest.mark.parametrize("typed", ["张三丰", "lvlvlvlvlx", "muller", "a" * 4000, "𠮷", "١٢"])
def test_nothing_that_is_typed_breaks_a_search(name: str, typed: str) -> None:
    expected = {("𠮷野", "𠮷"), ("Müller", "muller")}
    assert (matches(name, "", typed) is not None) is ((name, typed) in expected)
