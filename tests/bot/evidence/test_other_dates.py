"""What is said of one month or year says nothing of another."""

import pytest

from bot.evidence.named.dates import asked_dates, is_of_other_date

OTHER = [
    ("How much did Adams take in July 2022?", "In November 2022 Mr. Adams took $15,000 from the fund."),
    (
        "Which company did Evergreen buy in March 2017?",
        "Evergreen completed the purchase of Green Health in February 2017.",
    ),
    ("What was the profit in 2021?", "In 2020 the profit was 3 million."),
    ("How many people came on 5 May?", "On 6 May 300 people came."),
    ("Which club won the cup in 2019?", "The 2021 winner was Wick."),
    ("What was the revenue of 2021?", "2022 revenue was 61 million."),
    ("What happened on 2 June 1987?", "On 2 June 1988 the bridge was closed."),
    ("公司在2021年4月收购了哪家公司？", "2021年7月，公司收购了精英经纪。"),
    ("2019年的利润是多少？", "2018年的利润为三百万元。"),
    ("三月卖出了多少辆？", "四月卖出了五十辆。"),
    ("5月3日来了多少人？", "5月4日来了三百人。"),
    ("二〇二〇年九月建了什么？", "2020年10月建成了游泳池。"),
]
SAME = [
    ("Where does the chess club meet in January 2024?", "Apart from 1 January it meets in the hall."),
    ("Is the museum open on 12 February?", "It is closed (9 February – 17 February)."),
    ("May I hand it in on 20 May?", "The deadline is 31 May."),
    ("What is the fee in March 2024?", "Starting 1 January 2024 the fee is 3 pounds."),
    ("How many members were there in 2022?", "Membership was 900, and in 2023 it was 940."),
    ("How many members were there in 2022?", "In 2023 there were 900 members, 40 fewer than the year before."),
    ("Which mayor opened the bridge in 2012?", "Mayor in 2008, she served for twelve years."),
    ("2月12日开馆吗？", "闭馆：2月9日—17日。"),
    ("2024年3月停车多少钱？", "2024年1月1日开始，停车费三元。"),
    ("10月3日儿童票多少钱？", "6月1日儿童票免费，平时25元。"),
    ("5月3日开馆吗？", "除1月1日外天天开馆。"),
    ("2022年有多少会员？", "会员九百人，2023年为九百四十人。"),
    ("How much did Adams take in July 2022?", "In July he took $30,000."),
    ("How much did Adams take in July 2022?", "Adams took $30,000 from the fund."),
    ("What was the profit in 2021?", "In 2020 the profit was 3 million, in 2021 it was 4 million."),
    ("What was the profit in 2021?", "On 3 March 2021 a profit of 4 million was announced."),
    ("Is the shop open on 24 December?", "It is closed from 20 December to 2 January."),
    ("How many members were there in 2021?", "The club has had 2000 members since 1999."),
    ("How many people may come?", "In May 300 people came."),
    ("When did the shop that opened in 1990 close?", "It closed in 2010."),
    ("What has changed since March 2020?", "In May 2021 the hall was painted."),
    ("2021年的营业收入是多少？", "公司的营业收入为2000万元。"),
    ("12月24日开门吗？", "12月20日至1月2日闭馆。"),
    ("三月卖出了多少辆？", "共卖出五十辆。"),
    ("2021年4月公司买了什么？", "4月，公司买了一台起重机。"),
    ("一九九〇年开业的店什么时候关的？", "2010年关了门。"),
]


@pytest.mark.parametrize(("question", "sentence"), OTHER)
def test_a_sentence_of_another_date_is_found(question: str, sentence: str) -> None:
    assert is_of_other_date(asked_dates(question), sentence, ())


@pytest.mark.parametrize(("question", "sentence"), SAME)
def test_a_sentence_without_another_date_is_none(question: str, sentence: str) -> None:
    assert not is_of_other_date(asked_dates(question), sentence, ())


@pytest.mark.parametrize(
    ("question", "sentence", "heading"),
    [
        ("What was the profit in March 2021?", "In February 2021 it had been 2 million.", "March 2021"),
        ("2021年3月的利润是多少？", "2021年2月是两百万。", "2021年3月"),
    ],
)
def test_a_heading_with_the_date_that_is_asked_for_outweighs_the_sentence(
    question: str, sentence: str, heading: str
) -> None:
    assert not is_of_other_date(asked_dates(question), sentence, (heading,))
    assert is_of_other_date(asked_dates(question), sentence, ("2021",))
