"""Statements turned round are contradicted by their passage, true ones are not: by kind, in both languages and across."""

import pytest

from bot.evidence import ExactVerifier, ModelVerifier, Verification
from bot.writing.drafts import cite_draft
from model_server import passage

EN = (
    "The Harrow bank charges 3.1 percent on boats and 8.4 percent on barns. Anna Weld bought the mill from Otto Krantz. "
    "In 2019 the mill made 40 tonnes of flour; in 2020 it made 55 tonnes. Weld opposes the new road, and Krantz supports it. "
    "Wages in Selm fell after the flood. The council approved the budget. Some of the windows were broken, but nobody was hurt. "
    "The firm plans to open a shop in Vienna."
)
ZH = (
    "哈罗银行的船只贷款利率为3.1%，仓库贷款利率为8.4%。魏安娜从柯奥图手里买下了磨坊。2019年磨坊生产面粉40吨，2020年生产面粉55吨。"
    "魏安娜反对修新路，柯奥图支持修新路。洪水之后，塞尔姆的工资下降了。议会批准了预算。部分窗户破了，但没有人受伤。公司计划在维也纳开店。"
)
TURNED = {
    "en": [
        ("figure", "The Harrow bank charges 8.4 percent on boats."),
        ("year", "In 2019 the mill made 55 tonnes of flour."),
        ("verb", "Anna Weld sold the mill."),
        ("roles", "Otto Krantz bought the mill from Anna Weld."),
        ("direction", "Wages in Selm rose after the flood."),
        ("time", "Wages in Selm fell before the flood."),
        ("negation", "The council did not approve the budget."),
        ("opposite", "The council rejected the budget."),
        ("quantifier", "All of the windows were broken."),
        ("modality", "The firm has already opened a shop in Vienna."),
    ],
    "zh": [
        ("figure", "船只贷款利率为8.4%。"),
        ("year", "2019年磨坊生产面粉55吨。"),
        ("verb", "魏安娜卖掉了磨坊。"),
        ("person", "柯奥图反对修新路。"),
        ("direction", "洪水之后，塞尔姆的工资上涨了。"),
        ("negation", "议会没有批准预算。"),
        ("opposite", "议会否决了预算。"),
        ("quantifier", "所有窗户都破了。"),
        ("modality", "公司已经在维也纳开店。"),
    ],
}
TRUE = {
    "en": [
        "The Harrow bank charges 3.1 percent on boats.", "In 2020 the mill made 55 tonnes of flour.",
        "Anna Weld bought the mill.", "Otto Krantz sold the mill to Anna Weld.", "The mill was bought by Anna Weld.",
        "Krantz supports the new road.", "After the flood, wages in Selm fell.", "The council did not reject the budget.",
        "Some of the windows were broken.", "Nobody was hurt.", "The firm plans to open a shop in Vienna.",
        "Wages in Selm dropped after the flood.",
    ],
    "zh": [
        "哈罗银行的船只贷款利率为3.1%。", "2020年磨坊生产面粉55吨。", "魏安娜买下了磨坊。", "柯奥图把磨坊卖给了魏安娜。",
        "柯奥图支持修新路。", "洪水之后，塞尔姆的工资降低了。", "议会没有否决预算。", "部分窗户破了。", "没有人受伤。",
        "公司打算在维也纳开店。",
    ],
}  # fmt: skip
PASSAGES = {"en": EN, "zh": ZH}
LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module")
def verifier(claim_checker):
    return ExactVerifier(claim_checker)


@pytest.mark.parametrize(
    ("language", "said"),
    [pytest.param(lang, said, id=f"{lang}-{kind}") for lang in LANGUAGES for kind, said in TURNED[lang]],
)
def test_a_statement_turned_round_is_contradicted(verifier, language, said):
    assert verifier.verify(said, PASSAGES[language]) is Verification.CONTRADICTED


@pytest.mark.parametrize("passage_language", LANGUAGES)
@pytest.mark.parametrize(("language", "said"), [(lang, said) for lang in LANGUAGES for said in TRUE[lang]])
def test_a_true_statement_is_not_contradicted_in_either_language(verifier, language, said, passage_language):
    assert verifier.verify(said, PASSAGES[passage_language]) is Verification.NEITHER


@pytest.mark.parametrize(
    ("said", "passage_language"),
    [("Wages in Selm rose after the flood.", "zh"), ("The council rejected the budget.", "zh"),
     ("议会否决了预算。", "en")],
)  # fmt: skip
def test_opposites_and_negation_are_found_across_languages(verifier, said, passage_language):
    assert verifier.verify(said, PASSAGES[passage_language]) is Verification.CONTRADICTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passage_does_not_contradict_its_own_sentences(verifier, language):
    text = PASSAGES[language]
    for sentence in text.replace(". ", ".\n").replace("。", "。\n").splitlines():
        assert verifier.verify(sentence, text) is Verification.NEITHER


@pytest.mark.parametrize("text", ["", "…", "42", "The", "是。", "Weld", "a " * 3000, "不" * 3000], ids=range(8))
def test_whatever_the_text_there_is_a_verdict(verifier, text):
    assert verifier.verify(text, EN) in Verification
    assert verifier.verify("Weld opposes the road.", text) in Verification


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_its_passage_contradicts_is_left_out_of_a_draft(claim_checker, verifier, language):
    read = [passage(PASSAGES[language], language=language)]
    for _, said in TURNED[language]:
        whole = cite_draft(f"{said} [1]", read, claim_checker=claim_checker, verifiers=(verifier,), language=language)
        assert (whole.text, whole.dropped) == ("", 1)


class Reader:
    """A verifier of another kind, such as a model that reads."""

    def verify(self, sentence, passage):
        return Verification.CONTRADICTED if "boats" in sentence and "boats" in passage else Verification.SUPPORTED


def test_a_model_that_reads_joins_beside_the_rules(claim_checker, verifier):
    draft = "Anna Weld bought the mill. [1] The Harrow bank charges 3.1 percent on boats. [1]"
    checked = cite_draft(
        draft, [passage(EN)], claim_checker=claim_checker, verifiers=(verifier, Reader()), language="en"
    )
    assert checked.text == "Anna Weld bought the mill. [1]"
    assert checked.dropped == 1


@pytest.mark.parametrize(
    ("said", "turned"),
    [("Dogs must stay out of the hall.", "Dogs may enter the hall."), ("狗不能进大厅。", "狗可以进大厅。")],
)
@pytest.mark.parametrize(
    "read",
    [
        "The harbour office opens at eight on weekdays. Dogs are not allowed in the main hall. Members pay six euros a month.",
        "港务办公室工作日八点开门。大厅内不允许带狗。会员每月付六欧元。",
    ],
)
def test_the_built_in_model_contradicts_what_a_passage_denies_and_not_what_it_says(said, turned, read):
    verifier = ModelVerifier()
    assert verifier.verify(said, read) is Verification.NEITHER
    assert verifier.support(turned, read) < verifier.support(said, read)


TWO_DEEDS = {
    "en": (
        "Tarn Foods supplied the school until May, when Greenleaf Catering replaced it. Cara has more followers than Jules, but "
        "Jules earns more per post. The repair was paid for by the province, not by the town."
    ),
    "zh": "东门市场卖蔬菜，西门市场卖海鲜。卡拉的粉丝比朱尔斯多，朱尔斯每条帖子挣得比卡拉多。修缮由省里出钱，不由市里出钱。",
}
OTHER_DEEDS = {
    "en": [
        "Greenleaf Catering took the place of Tarn Foods in May.",
        "Jules gets more money per post than Cara.",
        "The province paid for the repair.",
    ],
    "zh": ["海鲜要去西门市场买。", "朱尔斯每条帖子的收入高过卡拉。", "省里出了修缮的钱。"],
}


@pytest.mark.parametrize("passage_language", LANGUAGES)
@pytest.mark.parametrize("said", [said for language in LANGUAGES for said in OTHER_DEEDS[language]])
def test_what_two_do_to_each_other_in_another_deed_is_not_turned_round(verifier, said, passage_language):
    assert verifier.verify(said, TWO_DEEDS[passage_language]) is Verification.NEITHER


# What was before is only added to what is now.
EARLIER = [
    ("On 1 March 2025 the waiting list had 41 names, against 57 a year before.", "The list had 57 names a year before March 2025.", True),
    ("On 1 March 2025 the waiting list had 41 names, against 57 a year before.", "The waiting list had 57 names on 1 March 2025.", False),
    ("Sales reached 9 million crowns this year, up from 7 million last year.", "Last year sales were 7 million crowns.", True),
    ("The mill has 12 workers now, compared with 20 ten years ago.", "Ten years ago the mill had 20 workers.", True),
    ("The mill has 12 workers now, compared with 20 ten years ago.", "The mill has 20 workers now.", False),
    ("2025年3月1日候补名单上有41人，一年前是57人。", "2025年3月的前一年，候补名单上有57人。", True),
    ("2025年3月1日候补名单上有41人，一年前是57人。", "2025年3月1日候补名单上有57人。", False),
    ("今年销售额达到900万元，去年为700万元。", "去年的销售额是700万元。", True),
    ("今年销售额达到900万元，去年为700万元。", "今年的销售额是700万元。", False),
]  # fmt: skip


@pytest.mark.parametrize(("said", "sentence", "is_true"), EARLIER)
def test_a_figure_of_an_earlier_time_belongs_to_that_time(claim_checker, said, sentence, is_true):
    verdict = ExactVerifier(claim_checker).verify(sentence, said)
    assert (verdict is not Verification.CONTRADICTED) == is_true


SHORT = [
    ("The first boat leaves at 6:40 and the last one returns at 21:15.", "When does the last boat return?", "At 6:40.", "At 21:15.", "en"),
    ("In 2023 we had 7,400 visitors and in 2024 only 6,100.", "How many visitors were there in 2024?", "7,400.", "6,100.", "en"),
    ("商业贷款的利率是19.01%，个人贷款的利率是27.85%。", "个人贷款的利率是多少？", "19.01%。", "27.85%。", "zh"),
    ("第二辆车的月租提高到260元，第一辆车仍为120元。", "第一辆车的月租是多少？", "260元。", "120元。", "zh"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "question", "wrong", "right", "language"), SHORT)
def test_a_short_answer_is_held_against_the_passage_with_its_question(
    claim_checker, verifier, said, question, wrong, right, language
):
    for answer, is_shown in ((wrong, False), (right, True)):
        checked = cite_draft(
            f"{answer} [1]", [passage(said, language=language)], claim_checker=claim_checker, verifiers=(verifier,),
            language=language, question=question,
        )  # fmt: skip
        assert bool(checked.text) == is_shown
