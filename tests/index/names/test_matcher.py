"""Mentions of names in sentences, and of the same names in texts of either script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def found(names, sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in names.mentions(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Kremlin said that NATO met in Vilnius.", ["Kremlin", "NATO", "Vilnius"]),
        ("Budanov heads Ukraine's intelligence.", ["Budanov", "Ukraine's"]),
        ("Banks lost money in September, and OpenAI did on Monday.", ["OpenAI"]),
        ("However, Sun Xiaodong of the Bank of England disagreed.", ["Sun Xiaodong of the Bank of England"]),
        ("Li Na won.", ["Li Na"]),
        ("Analysts of all countries agree, says the government.", []),
        ("布达诺夫认为普京会谈判。", ["布达诺夫", "普京"]),
        ("弗拉基米尔·普京与让·莫奈", ["弗拉基米尔·普京", "让·莫奈"]),
        ("据《华尔街日报》报道，中俄贸易下降。", ["《华尔街日报》", "中俄"]),
        ("特朗普於莫斯科會見澤連斯基。", ["特朗普", "莫斯科", "澤連斯基"]),
        ("Sberbank拨备了700亿卢布，IMDb上得到8分。", ["Sberbank", "IMDb"]),
        ("周一，他们在9月卖掉了黄金，每天涨一点。", []),
        ("明朝末年，林岚住在杭州。", ["明朝", "林岚", "杭州"]),
        ("在山上煮米饭要35分钟。", []),
    ],
)
def test_mentions_of_names_are_found_and_ordinary_words_are_not(names, sentence, expected):
    assert found(names, sentence) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("姆巴佩以", "姆巴佩上演帽子戏法。"),
        ("叶舟得", "叶舟只得了三等奖。"),
        ("比朱尔斯多", "Jules earns more than Cara."),
        ("迈特纳不肯", "Meitner refused; 迈特纳拒绝了。"),
        ("因为伊达·罗因", "伊达·罗因抄近路被取消资格。"),
        ("安娜·魏斯担任", "他后来聘请安娜·魏斯。"),
        ("罗杰斯没有", "Rogers 即罗杰斯。"),
    ],
)
def test_a_word_that_was_cut_with_a_name_does_not_hide_it(names, name, text):
    assert names.is_mentioned(name, text)
    assert not names.is_mentioned(name, "梅西进了两球。Messi scored twice.")


@pytest.mark.parametrize(
    ("name", "text"),
    [("霍顿银行", "霍顿去了巴黎。"), ("卡尔公司", "卡尔辞职了。")],
)
def test_a_shorter_name_is_no_mention_of_one_with_what_it_is(names, name, text):
    assert not names.is_mentioned(name, text)


@pytest.mark.parametrize(
    ("name", "text", "other"),
    [("邓莫尔", "the mill at Dunmore", "in Dundee"), ("本菲卡", "beat Benfica", "beat Braga")],
)
def test_a_transliteration_may_have_a_character_that_is_seldom_used_for_one(names, name, text, other):
    assert names.is_mentioned(name, text)
    assert not names.is_mentioned(name, other)


SAME = [
    "NATO|北约|北大西洋公约组织|North Atlantic Treaty Organization",
    "Russia|Russian|Russians|俄罗斯|俄国|俄羅斯",
    "China|Chinese|中国|中國",
    "United States|US|U.S.|USA|America|美国",
    "United Kingdom|UK|Britain|British|英国",
    "European Union|EU|欧盟",
    "IMF|International Monetary Fund|国际货币基金组织",
    "Budanov|Budanov's|BUDANOV|布达诺夫",
    "Vladimir Putin|弗拉基米尔·普京",
    "Zelensky|Zelenskyy|泽连斯基",
    "Kostova|科斯托娃",
    "Sun Xiaodong|孙晓冬|孫曉冬",
    "Shikai Yuan|Yuan Shikai|袁世凯",
    "Wall Street Journal|华尔街日报",
    "White House|白宫",
    "SMIC|中芯国际",
    "Gazprom|俄气",
    "São Paulo|Sao Paulo|圣保罗",
    "World War II|第二次世界大战|二战",
    "Harvard|Harvard University|哈佛大学",
    "F-16|F16|F—16",
]


@pytest.mark.parametrize("spellings", SAME)
def test_a_text_mentions_a_name_in_any_of_its_spellings(names, spellings):
    forms = spellings.split("|")
    others = {("Harvard University", "Harvard"), ("哈佛大学", "Harvard")}  # the university is more than the name
    pairs = [(a, b) for a in forms for b in forms if (a, b) not in others]
    assert [(a, b) for a, b in pairs if not names.is_mentioned(a, f"It says {b} here. 这里说的是{b}。")] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zelensky", "布达诺夫预言了这件事。"),
        ("布达诺夫", "Zelensky foresaw it."),
        ("Moscow", "俄罗斯政府说"),
        ("中国", "Beijing and Tokyo agreed"),
        ("中美", "China and Russia traded"),
        ("United Nations", "美国和各国"),
        ("National Pension Fund", "国家福利基金"),
        ("Bank of England", "The Bank of Russia acted; England lost."),
        ("Grace Rochat", "Grace Wanjiru ran, and Amélie Rochat measured it."),
        ("Andrei Oreshkin", "the economist Maksim Oreshkin"),
        ("Niger", "Nigeria"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("王明", "Li Ming came"),
        ("明朝", "the Qing dynasty"),
        ("《麦克白》", "Shakespeare wrote Hamlet"),
        ("F-35", "F-16"),
        ("G20", "the G7"),
        ("台积", "芯片由中芯国际制造"),
        ("铁木真", "成吉思汗"),
        ("《AI时代》", "John Smith came"),
        ("《时代2025》", "John Smith came"),
    ],
)
def test_a_text_with_another_name_does_not_mention_it(names, name, text):
    assert not names.is_mentioned(name, text)


@settings(max_examples=60)
@given(st.text(st.sampled_from("Ab cd. 中美普京斯·《》的在Putin's-9") | st.characters(codec="utf-8"), max_size=50))
def test_mentions_are_spans_in_reading_order_that_the_text_itself_mentions(names, text):
    end = 0
    for start, following in names.mentions(text):
        assert end <= start < following <= len(text)
        end = following
        assert names.is_mentioned(text[start:following], text)
