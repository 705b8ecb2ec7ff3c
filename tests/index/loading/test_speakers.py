"""A speaker is somebody: wrong is worse than none."""

import pytest

from index.loading.cleaning import read_plain_lines
from index.loading.cleaning.speakers import mark_speakers


def speakers(text):
    lines = read_plain_lines(text)
    mark_speakers(lines)
    return list(dict.fromkeys(line.speaker for line in lines if line.speaker))


TALK = {
    "en": (
        (
            "Dana: Where are we with the budget?\n\n"
            "Omar: I will send it by Friday.\n\n"
            "Dana: Thank you.\n\n"
            "Priya: I will replace all six of them.\n\n"
            "Dana: Then it stays."
        ),
        ["Dana", "Omar", "Priya"],
    ),
    "zh": (
        "林岚：预算做得怎么样了？\n\n周然：我星期五发给大家。\n\n林岚：好的，谢谢你。\n\n孟小川：六个我全都换掉。\n\n林岚：那就不改日期了。",
        ["林岚", "周然", "孟小川"],
    ),
    "pairs": (
        (
            "Anna: How long have you kept bees?\nBen: Nearly thirty years.\n\nAnna: And in winter?\nBen: They need quiet.\n\n"
            "Anna: Thank you.\nBen: Come again."
        ),
        ["Anna", "Ben"],
    ),
    "roles": (
        "主持人：请您说说灯塔的历史。\n\n嘉宾：它是一九零二年建成的。\n\n主持人：后来加高过吗？\n\n嘉宾：一九五零年加高了十米。",
        ["主持人", "嘉宾"],
    ),
}


@pytest.mark.parametrize(("text", "names"), TALK.values(), ids=TALK)
def test_who_speaks_is_found_also_with_a_single_turn(text, names):
    assert speakers(text) == names


@pytest.mark.parametrize(
    "names", [("John", "David"), ("Mark", "Will"), ("James", "Sefa"), ("小王", "老张"), ("大卫", "约翰"), ("妈妈", "何伟"), ("老板", "小刘")]
)  # fmt: skip
def test_names_as_frequent_as_words_and_relations_speak(names):
    one, other = names
    text = f"{one}: The crane is stuck again.\n\n{other}：布料已经到了。\n\n{one}: Nor do I.\n\n{other}：好的。"
    assert speakers(text) == [one, other]


LABELS = {
    "roster": (
        "Name: Ilse Mork\nJoined: March 2012\nLanguages: Danish\nDesk: 4B\n\n"
        "Name: Tariq Aziz\nJoined: June 2018\nLanguages: Arabic\nDesk: 2A\n\n"
        "Name: Lin Wei\nJoined: May 2020\nLanguages: Chinese\nDesk: 7C"
    ),
    "roster-zh": "沈知微\n入社：2019年\n所会语言：日语\n\n顾长风\n入社：2021年\n所会语言：英语\n\n梁小满\n入社：2022年\n所会语言：俄语",
    "chapters": "第一章\n老船长在这座小岛上住了三十年。\n第一章\n这一章写于冬天。\n"
    "第二章\n春天来的时候渡轮重新开航。\n第二章\n邮差带来了三十封信。",
    "chapters-en": (
        "Chapter 1\n"
        "The old captain lived there for years.\n"
        "Chapter 2\n"
        "Spring came and the ferry ran again.\n"
        "Chapter 1\n"
        "It was winter when she wrote it.\n"
        "Chapter 2\n"
        "The post brought thirty letters."
    ),
    "tips": "小提示：端口号不能小于一千。\n\n问题：程序为什么不启动？\n\n小提示：程序会自动选择端口。\n\n问题：怎样改端口？",
    "changes": (
        "New: the list can be sorted.\n\n"
        "Fixed: a crash when a channel is deleted.\n\n"
        "New: more colours are there.\n\n"
        "Fixed: the wrong time zone."
    ),
    "novel": "里厄说：老鼠从来没有这么多过。\n\n塔鲁说：我都记下来了。\n\n里厄说：那就好。\n\n塔鲁说：明天再看吧。",
    "novel-en": (
        "Rieux said: there never were so many rats.\n\n"
        "Tarrou said: I have noted it all down.\n\n"
        "Rieux said: that is good.\n\n"
        "Tarrou said: we shall see."
    ),
    "minutes": (
        "Discussion: the fence is down.\n\n"
        "Action: ask for a second price.\n\n"
        "Discussion: the shed is damp.\n\n"
        "Action: call the roofer soon."
    ),
    "times": "小时：先做三十次。\n\n小计：一共六十元。\n\n小时：再做三十次。\n\n阳光：每天两小时。",
    "states": "状态：已经完成验收工作。\n\n负责人：由设备科统一安排。\n\n状态：正在等待零件到货。\n\n负责人：由后勤科统一安排。",
}


@pytest.mark.parametrize("text", LABELS.values(), ids=LABELS)
def test_labels_chapters_and_verbs_of_saying_are_no_speakers(text):
    assert speakers(text) == []
