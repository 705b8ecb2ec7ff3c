"""Who holds an office of one country is not told by what is said of another."""

import pytest

from bot.evidence.named.offices import countries_of_office, is_of_other_country

PUTIN = "Within weeks Vladimir Putin, Russia’s president, and Donald Trump, president of the United States, may meet."
SCHOLZ = "德国总理朔尔茨周二与法国总统马克龙会面。"


@pytest.mark.parametrize(
    "question",
    [
        "乌克兰总统是谁？",
        "Who is the president of Ukraine?",
        "烏克蘭的總統是誰",
        "Who's Ukraine's prime minister?",
        "谁是乌克兰总统",
    ],
)
def test_the_office_of_a_country_that_a_sentence_does_not_name_is_not_told_by_it(question):
    asked = countries_of_office(question)
    assert asked == {"UA"}
    assert is_of_other_country(asked, PUTIN)
    assert is_of_other_country(asked, SCHOLZ)
    assert not is_of_other_country(asked, "泽连斯基是乌克兰的总统，他上周访问了波兰。")
    assert not is_of_other_country(asked, "President Zelensky signed the law.")


@pytest.mark.parametrize(
    "question", ["美国总统是谁？", "Who is Russia's president?", "谁是俄罗斯总统？", "法国的总统叫什么？"]
)
def test_a_sentence_that_names_the_country_may_tell(question):
    asked = countries_of_office(question)
    assert len(asked) == 1
    assert not is_of_other_country(asked, PUTIN) or not is_of_other_country(asked, SCHOLZ)


@pytest.mark.parametrize(
    "question",
    [
        "Who buys oil from Russia?", "Is Russia the largest producer of gold?", "谁买了俄罗斯的石油？", "会长是谁？",
        "Who is the president of the chess club?", "乌克兰有多少人口？", "Whom did the president of France meet?",
    ],
)  # fmt: skip
def test_other_questions_ask_for_no_office_of_a_country(question):
    assert countries_of_office(question) == frozenset()
