"""Figures compared across languages, notations and units."""

from datetime import date

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import read_amounts


def unsupported(sentence: str, text: str) -> list[str]:
    amounts = read_amounts(text)
    return [sentence[a.start : a.end] for a in read_amounts(sentence).claims if not amounts.supports(a)]


def is_supported(sentence: str, text: str) -> bool:
    return not unsupported(sentence, text)


@pytest.mark.parametrize(
    "text", ["Wolny, who is 19, won.", "Ana Wolny, 19, won.", "She was 19, and he was older.", "Wolny, aged 19"]
)
@pytest.mark.parametrize("sentence", ["Wolny is 19 years old.", "沃尔尼19岁。"])
def test_an_age_may_stand_without_a_unit(sentence, text):
    assert is_supported(sentence, text)
    assert not is_supported(sentence.replace("19", "21"), text)


SAME = [
    "6万亿卢布|6 trillion roubles|六萬億盧布|６万亿卢布|6,000,000,000,000 rubles",
    "300亿美元|$30 billion|三百亿美元|30 billion U.S. dollars|US$30bn",
    "2.78亿港元|HK$278 million|278 million Hong Kong dollars",
    "六成|60%|60 percent|百分之六十|sixty per cent|six in ten",
    "三分之一|a third of it|one third",
    "四分之三|three quarters of it|75%",
    "一成的人|one patient in ten|10% of them",
    "2个百分点|2 percentage points",
    "5公里|5 km|5 kilometres|5000米",
    "3.5吨|3.5 tonnes|3500公斤|3,500 kilograms",
    "零下40摄氏度|-40°C|minus 40 degrees Celsius",
    "将近十年|nearly ten years|nearly a decade",
    "三年半|three and a half years|3.5 years",
    "42岁|42-year-old|42 years old",
    "2024年9月|September 2024|in September of 2024",
    "2025年11月1日|1 November 2025|November 1, 2025|Nov. 1st, 2025|2025-11-01",
    "2023年7月11日和12日|11 and 12 July 2023|July 11-12, 2023",
    "上世纪九十年代|the 1990s|20世纪90年代|20 世纪 90 年代",
    "21世纪|二十一世纪|the 21st century",
    "晚上9点46分|9:46 p.m.|21:46",
    "周一|星期一|Monday|on Mondays",
    "200万克朗|2 million crowns|2 million kronor",
    "上半年|the first half of the year|H1",
    "第三季度|the third quarter|Q3",
    "3比1|3-1|3:1",
    "十二艘船|a dozen ships|12 ships",
    "第19轮|the 19th round|19 rounds",
    "翻了一番|doubled|twice as much",
    "一年后|one year later|a year later",
    "第一季度|一季度|the first quarter|Q1",
    "半年|half a year",
    "half a dozen|six of them|六个",
]


@pytest.mark.parametrize("notations", SAME)
def test_a_figure_is_supported_by_itself_in_any_notation(notations):
    forms = notations.split("|")
    assert [(a, b) for a in forms for b in forms if not is_supported(a, b)] == []


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("6 trillion dollars", "6万亿卢布"),
        ("6 billion roubles", "6万亿卢布"),
        ("55%", "55 people, 55 in all"),
        ("55", "55%"),
        ("2%", "2 percentage points"),
        ("5 miles", "5公里"),
        ("12 minutes", "12秒"),
        ("38华氏度", "38 degrees Celsius"),
        ("3.5 tonnes", "3500克"),
        ("HK$278 million", "278 million US dollars"),
        ("1.6亿元", "160 million yen"),
        ("September 2023", "2024年9月"),
        ("October 2024", "2024年9月"),
        ("11 November 2025", "2025年11月1日"),
        ("14 September 2024", "14 October 2024, and again in September 2024"),
        ("on 9 May", "on 9 April"),
        ("in 2012", "in 2021"),
        ("the 1980s", "上世纪九十年代"),
        ("in 1990", "上世纪九十年代"),
        ("the 19th century", "21世纪"),
        ("9:40 p.m.", "晚上9点46分"),
        ("Friday", "周一"),
        ("the second half", "上半年"),
        ("Q2", "第三季度"),
        ("11 votes to 5", "11 to 4"),
        ("one eighth of it", "九分之一"),
        ("about 12,000 runners", "some 12,400 runners"),
        ("more than 6,500", "6,530"),
        ("近6万亿", "5.9 trillion"),
        ("1222人", "1222万人"),
        ("the third-lowest", "the second-lowest"),
        ("1 person died", "3 people died in the fire"),
        ("三年", "三个月"),
        ("v3.12", "v3.11"),
        ("Sales doubled.", "Sales tripled."),
        ("翻了两番", "翻了一番"),
        ("a decade later", "a century later"),
        ("half a year", "三个月"),
        ("one month later", "two months later"),
        ("一年后", "two years later"),
        ("第一季度", "the second quarter"),
    ],
)  # fmt: skip
def test_another_figure_unit_date_or_a_rounded_one_is_unsupported(claimed, said):
    assert unsupported(claimed, said)


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("10% and 15%", "10至15%"),
        ("from 50 to 80 yuan", "从50元涨到80元"),
        ("8000 and 10000 yuan", "8000、10000元"),
        ("September 30", "29日，9月30日"),
        ("on 3 May 2024", "In 2024 much happened. On 3 May it ended."),
        ("40 and 50 dollars", "| price (dollars) | 40 | 50 |"),
        ("2 hours 21 minutes 8 seconds", "2小时21分8秒"),
        ("2:21:08", "two hours, 21 minutes and 8 seconds"),
        ("销量增长到两倍", "Sales doubled"),
        ("50 percent", "profits were halved"),
        ("six months", "半年"),
        ("tens of thousands", "数万人"),
    ],
)  # fmt: skip
def test_what_a_text_implies_supports_a_claim(claimed, said):
    assert unsupported(claimed, said) == []


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("全长5公里到6公里", "全长5至6公里。"),
        ("500公斤到2000公斤", "It weighs 0.5 to 2 tonnes."),
        ("价格从3美元到5美元", "It costs $3 to 5."),
        ("It costs $3 or $5.", "3或5美元"),
        ("2到3小时", "120 to 180 minutes"),
    ],
)
def test_both_ends_of_a_range_have_the_unit_of_one(claimed, said):
    assert unsupported(claimed, said) == []


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("5 to 6 km", "There were 5 people. It is 6 km."),
        ("$5 and $6", "5 people paid $6"),
        ("8000、10000元", "8000人领了10000元"),
        ("40, 50 and 60 tonnes", "40 people and 50 dogs carried 60 tonnes"),
    ],
)
def test_a_figure_of_a_list_needs_the_unit_of_the_list(claimed, said):
    assert unsupported(claimed, said)


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("线路在三月前建成", "By March the line stood."),
        ("三月的产量", "The output for March fell."),
        ("6月投产", "The plant opens by Jun, officials say."),
    ],
)
def test_a_month_that_may_be_another_word_supports_a_claim(claimed, said):
    assert unsupported(claimed, said) == []


def test_a_person_who_is_named_like_a_month_claims_no_month():
    assert read_amounts("Leaders met Theresa May.").claims == ()


@given(
    st.integers(2, 10**13),
    st.sampled_from([("美元", "dollars"), ("吨", "tonnes"), ("公里", "kilometres"), ("人", "people")]),
)
def test_any_amount_is_supported_across_languages_and_its_neighbour_is_not(number, unit):
    chinese, english = f"共{cn2an.an2cn(number)}{unit[0]}。", f"It was {number:,} {unit[1]}."
    assert is_supported(chinese, english)
    assert is_supported(english, chinese)
    assert unsupported(f"It was {number + 1:,} {unit[1]}.", chinese)
    assert unsupported(f"共{cn2an.an2cn(number + 1)}{unit[0]}。", english)


@given(st.dates(date(1000, 1, 1), date(2099, 1, 1)))
def test_any_date_is_supported_across_languages_and_the_day_after_is_not(day):
    english = f"It happened on {day.day} {day:%B} {day.year}."
    chinese = f"事情发生在{day.year}年{day.month}月{day.day}日。"
    assert is_supported(english, chinese)
    assert is_supported(chinese, english)
    assert unsupported(f"It happened on {day.day % 28 + 1} {day:%B} {day.year}.", chinese)
    assert unsupported(f"事情发生在{day.year + 1}年{day.month}月{day.day}日。", english)


@given(st.text(st.sampled_from("零一二十百万年月日点分%.,-:/ 0159aAkm$") | st.characters(codec="utf-8"), max_size=60))
def test_any_text_supports_itself(text):
    assert unsupported(text, text) == []
    end = 0
    for amount in read_amounts(text).claims:
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.end >= end
        end = amount.end


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("大气中二氧化碳浓度达到442ppm。", "大气中二氧化碳浓度达到422ppm。"),
        ("噪音不超过30dB。", "噪音不超过35dB。"),
        ("气温降到-5℃。", "气温降到5℃。"),
        ("利润率-3%。", "利润率3%。"),
        ("九成五以人民币结算。", "九成以人民币结算。"),
        ("请拨打020-12345678。", "请拨打010-12345678。"),
        ("The dams are a fifth full.", "The dams are a quarter full."),
    ],
)
def test_a_figure_differs_from_another_beside_any_character(sentence, passage):
    assert [amount for amount in read_amounts(sentence).claims if not read_amounts(passage).supports(amount)]
    assert all(map(read_amounts(sentence).supports, read_amounts(sentence).claims))
