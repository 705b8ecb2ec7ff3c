"""Which claims of a sentence a passage does not support: true and altered sentences, in four pairs of languages."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence.claims import Claim, ClaimChecker

EN = (
    "Mirela Orlova, who heads the Rostov dairy, sold 1.2 billion euros' worth of cheese in September 2024, up 7.3 percent. "
    "Two thirds of it went to Japan. The plant near Lake Ladoga opened on 3 May 1998 and runs 24 machines; each weighs 3.5 tonnes."
)
ZH = (
    "罗斯托夫乳品厂的负责人米雷拉·奥尔洛娃在2024年9月卖出价值12亿欧元的奶酪，增长7.3%。其中三分之二运往日本。"
    "拉多加湖边的工厂1998年5月3日投产，有24台机器，每台重3.5吨。"
)
TRUE = {
    "en": [
        "Orlova's dairy sold cheese for 1.2 billion euros in September 2024.",
        "Two-thirds of the cheese goes to the Japanese.",
        "The factory at Lake Ladoga has been running since 3 May 1998.",
        "Sales grew by 7.3% to €1.2bn.",
        "There are twenty-four machines of 3,500 kilograms each.",
    ],
    "zh": [
        "奥尔洛娃的乳品厂在2024年9月卖出了12亿欧元的奶酪。",
        "三分之二的奶酪卖到日本。",
        "拉多加湖的工廠自1998年5月3日起生產。",
        "銷售額增長百分之七點三，達到十二億歐元。",
        "共有二十四台机器，每台３．５吨。",
    ],
}
ALTERED = {
    "en": [
        ("Orlova's dairy sold cheese for 12 billion euros in September 2024.", ["12 billion euros"]),
        ("Orlova's dairy sold cheese for 1.2 billion dollars in September 2024.", ["1.2 billion dollars"]),
        ("Orlova's dairy sold cheese for 1.2 billion euros in October 2024.", ["October 2024"]),
        ("Orlova's dairy sold cheese for 1.2 billion euros in September 2023.", ["September 2023"]),
        ("Zhukov's dairy sold cheese for 1.2 billion euros in September 2024.", ["Zhukov's"]),
        ("Three quarters of the cheese goes to the Japanese.", ["Three quarters"]),
        ("Two-thirds of the cheese goes to Norway.", ["Norway"]),
        ("The factory at Lake Onega has been running since 3 May 1998.", ["Lake Onega"]),
        ("Sales grew by about 7 percent to €1.2bn.", ["7 percent"]),
        ("Each of the 24 machines weighs 3.5 pounds.", ["3.5 pounds"]),
    ],
    "zh": [
        ("奥尔洛娃的乳品厂卖出了120亿欧元的奶酪。", ["120亿欧元"]),
        ("奥尔洛娃的乳品厂卖出了12亿美元的奶酪。", ["12亿美元"]),
        ("奥尔洛娃的乳品厂在2024年10月卖出奶酪。", ["2024年10月"]),
        ("茹科夫的乳品厂在2024年9月卖出奶酪。", ["茹科夫"]),
        ("四分之三的奶酪卖到日本。", ["四分之三"]),
        ("三分之二的奶酪卖到挪威。", ["挪威"]),
        ("贝加尔湖的工厂自1998年5月3日起生产。", ["贝加尔湖"]),
        ("销售额增长约7%。", ["7%"]),
        ("24台机器每台重3.5公斤。", ["3.5公斤"]),
    ],
}  # fmt: skip
PASSAGES = {"en": EN, "zh": ZH}
PAIRS = [(sentence, passage) for sentence in ("en", "zh") for passage in ("en", "zh")]


@pytest.fixture(scope="module")
def claim_checker(names, coverage):
    return ClaimChecker(names=names, coverage=coverage)


def texts(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.text for claim in claims]


@pytest.mark.parametrize(("language", "passage"), PAIRS)
def test_a_true_sentence_has_no_unsupported_claim(claim_checker, language, passage):
    unsupported = {
        sentence: texts(claim_checker.unsupported_claims(sentence, PASSAGES[passage])) for sentence in TRUE[language]
    }
    assert unsupported == {sentence: [] for sentence in TRUE[language]}


@pytest.mark.parametrize(("language", "passage"), PAIRS)
def test_only_the_altered_claims_of_a_sentence_are_unsupported(claim_checker, language, passage):
    unsupported = [(s, texts(claim_checker.unsupported_claims(s, PASSAGES[passage]))) for s, _ in ALTERED[language]]
    assert unsupported == ALTERED[language]


def test_a_claim_is_a_slice_of_its_sentence_and_of_a_kind(claim_checker):
    sentence = "In 2024 Orlova met 北约 leaders on 9月1日."
    claims = claim_checker.find_claims(sentence)
    assert [(claim.text, claim.kind) for claim in claims] == [
        ("2024", "figure"), ("Orlova", "name"), ("北约", "name"), ("9月1日", "figure"),
    ]  # fmt: skip
    assert all(sentence[claim.start : claim.end] == claim.text for claim in claims)


@pytest.mark.parametrize("sentence", ["It is so.", "事情就是这样。", "", "…", "So 那么 it goes。"])
def test_a_sentence_without_claims_has_none_that_is_unsupported(claim_checker, sentence):
    assert claim_checker.unsupported_claims(sentence, "") == claim_checker.find_claims(sentence) == ()


@settings(max_examples=60)
@given(st.integers(2, 10**9), st.integers(2, 10**9))
def test_an_altered_amount_is_unsupported_across_languages(claim_checker, true, altered):
    passage = f"据奥尔洛娃说，共有{true}吨奶酪。"
    assert texts(claim_checker.unsupported_claims(f"There were {true:,} tonnes of cheese, said Orlova.", passage)) == []
    claims = texts(claim_checker.unsupported_claims(f"There were {altered:,} tonnes of cheese, said Orlova.", passage))
    assert claims == ([] if altered == true else [f"{altered:,} tonnes"])


@settings(max_examples=40)
@given(st.text(max_size=40), st.text(max_size=40))
def test_unsupported_claims_are_in_order_without_overlap(claim_checker, sentence, passage):
    claims = claim_checker.unsupported_claims(sentence, passage)
    assert set(claims) <= set(claim_checker.find_claims(sentence))
    assert all(a.end <= b.start for a, b in pairwise(claims))


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("张伟说茶是免费的。", "Wang Wei said that the tea was free."),
        ("Zhang Wei said that the tea was free.", "王伟说茶是免费的。"),
        ("The train was driven by Ma Jianjun.", "列车由司机马建国驾驶。"),
        ("董事长魏建军说茶是免费的。", "Chairman Wang Chuanfu said that the tea was free."),
        ("他们发现了星系JADES-GS-z13-0。", "They found JADES-GS-z14-0, a galaxy."),
        ("The B-52 landed.", "B-2轰炸机降落。"),
    ],
)
def test_a_similar_name_or_code_does_not_support_another(claim_checker, sentence, passage):
    assert [claim for claim in claim_checker.unsupported_claims(sentence, passage) if claim.kind == "name"]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("张伟说茶是免费的。", "Zhang Wei said that the tea was free."),
        ("Zhang Wei said that the tea was free.", "张伟说茶是免费的。"),
        ("董事长魏建军说茶是免费的。", "Chairman Wei Jianjun said that the tea was free."),
        ("He came on Christmas Eve 2024.", "He came on 24 December 2024."),
        ("It closes at a quarter to eleven.", "It closes at 10:45."),
        ("他跑了3小时47分20秒。", "He did it in 3:47:20."),
        ("末班车11点一刻开。", "末班车23时15分开。"),
        ("每单收入4.5元。", "每单挣4块5。"),
        ("房租每月1.8万元。", "房租一个月一万八。"),
        ("Yu Chengdong of Huawei said so.", "华为举行了发布会，来宾很多，气氛热烈。余承东这样说。"),
    ],
)
def test_a_claim_is_supported_by_other_wordings_of_it(claim_checker, sentence, passage):
    assert claim_checker.unsupported_claims(sentence, passage) == ()


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("She is 12 years old.", "On December 12, she left."),
        ("The treaty lasted 30 years.", "Washington, September 30, 2024."),
        ("The war lasted 9 years.", "It flew on a Falcon 9, in 2020."),
        ("It cost HK$1 billion.", "The deal is worth HK$7.8 billion (US$1 billion)."),
        ("约八成二的住房降价。", "八成二手房降价。"),
    ],
)
def test_a_figure_of_another_thing_supports_no_claim(claim_checker, sentence, passage):
    assert claim_checker.unsupported_claims(sentence, passage)
