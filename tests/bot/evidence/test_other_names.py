"""What is said of one organisation or person says nothing of another whose name is alike."""

import pytest

from bot.evidence.named.names import asked_names, is_about_other_name

OTHER = [
    ("What is the age of Q. Reyes at Lexington General Hospital?", "Age: 47", "Bridgewater General Hospital, J. Reyes"),
    ("When does the Riverside Public Library open?", "The Hillside Public Library opens at nine.", "Libraries"),
    ("How long is the Spring Photo Contest?", "The Autumn Photo Contest takes a week.", "Contests"),
    ("What is the phone of Riverside Dental Clinic?", "Hillside Dental Clinic: 555 0144", "Clinics"),
    ("What is the weight of J. Osei?", "Weight: 81 kg", "K. Osei"),
    ("薄雾市人民医院几点开门？", "八点开门。", "碧空市人民医院"),
    ("金融优势有限公司的现金流量是多少？", "现金流量为20亿元。", "天空航空有限公司"),
    ("王老师教什么？", "李老师教数学。", "教师名单"),
    ("张经理的电话是多少？", "陈经理：555 0199", "通讯录"),
    ("滨江苑小区有多少户？", "翠竹园小区有三百户。", "小区介绍"),
]
SAME = [
    ("Does the Lakeside Art Studio have a sauna?", "All of them except the Harbour Art Studio have a sauna.", ""),
    ("What is the WiFi Password?", "The Guest Password is tulip22.", ""),
    ("Who bought the Calder Shipyard?", "It was bought by the Norden Shipyard.", ""),
    ("Who is the husband of Jane Ann Miller?", "In 1998 she married Paul Ann Miller.", ""),
    ("What did Bob Castle say?", "On Monday Robert Castle said the desk would move.", ""),
    ("Where is the Swiss National Bank?", "Switzerland's national bank is in Bern and Zurich.", ""),
    ("When was British Prime Minister Harold Wilson born?", "UK Prime Minister Harold Wilson was born in 1916.", ""),
    ("转学手续找哪位老师？", "陈主任负责转学手续，李老师协助。", ""),
    ("24小时药店在哪里？", "康民药店是24小时营业。", ""),
    ("临江县医院属于谁？", "它和青山县医院一样，也属于省里。", ""),
    ("谁收购了天宇航空公司？", "它被北风航空公司收购。", ""),
    ("What is the age of Q. Reyes at Lexington General Hospital?", "Age: 47", "Lexington General Hospital, Q. Reyes"),
    ("When does the Riverside Public Library open?", "It opens at nine.", "Riverside"),
    ("When does the Riverside Public Library open?", "The library opens at nine.", "Opening hours"),
    ("What does Jane Miller teach?", "Miller teaches welding.", "Courses"),
    ("What does Jane Miller teach?", "Ms. Miller teaches welding.", "Courses"),
    ("What does Jane Miller teach?", "J. Miller teaches welding.", "Courses"),
    ("What year does the Austrailian Constitution date from?", "The Australian Constitution dates from 1901.", ""),
    ("What did President Barack Obama sign?", "In 2010 Senator Barack Obama signed a law.", ""),
    ("How high is Mount Everest?", "Climbing Everest is hard: it is 8,849 m high.", ""),
    ("How Do I Reset The Admin Password?", "Reset the Guest Password in the menu.", ""),
    ("薄雾市人民医院几点开门？", "八点开门。", "薄雾市人民医院"),
    ("薄雾市人民医院几点开门？", "八点开门，碧空市人民医院九点。", "薄雾"),
    ("信达百货公司的利润是多少？", "利润为三百万元。", "信达百货"),
    ("哪些科技公司裁员？", "星海公司裁员两百人。", "新闻"),
    ("附近的医院几点开门？", "碧空市人民医院八点开门。", "医院"),
    ("管理星辰科技公司的是谁？", "星辰科技公司由林海管理。", ""),
    ("去年收购了哪家公司？", "去年收购了华盛公司。", "信达百货"),
    ("语文老师是谁？", "李老师教语文。", "教师名单"),
    ("王老师教什么？", "王建国教数学，李老师教语文。", "教师名单"),
    ("When does the hospital open?", "碧空市人民医院八点开门。", ""),
]


@pytest.mark.parametrize(("question", "sentence", "heading"), OTHER)
def test_a_sentence_about_another_of_the_kind_is_found(question: str, sentence: str, heading: str) -> None:
    assert is_about_other_name(asked_names(question), sentence, (heading,))


@pytest.mark.parametrize(("question", "sentence", "heading"), SAME)
def test_a_sentence_about_the_one_asked_for_or_about_no_other_is_none(
    question: str, sentence: str, heading: str
) -> None:
    assert not is_about_other_name(asked_names(question), sentence, (heading,))


@pytest.mark.parametrize(("question", "sentence", "heading"), OTHER)
def test_where_the_heading_names_the_one_asked_for_no_sentence_is_about_another(
    question: str, sentence: str, heading: str
) -> None:
    assert not is_about_other_name(asked_names(question), sentence, (question, heading))
