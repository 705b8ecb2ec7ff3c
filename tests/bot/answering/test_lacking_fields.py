"""A question for an entry that a record lacks, while others beside it have one: the answer says so, and quotes nobody else's."""

import pytest

from answering import opened_answerer

SOURCES = {
    "volunteers.md": "# Volunteers of the mill museum\n\n| Name | Task | E-mail | Phone number | Shift |\n|---|---|---|---|---|\n"
    "| Nora Field | guided tours | nora@mill.example | | Sunday |\n"
    "| Otto Lind | repairs | otto@mill.example | 555-0611 | - |\n"
    "| Pia Rosen | shop | n/a | 555-0622 | Friday |\n\n"
    "In June Pia Rosen gives a talk about bread.\n",
    "boats.txt": "Name: Gull\nBuilt: 1988\nBerth: 14\nSkipper: Ada Holm\n\nName: Tern\nBuilt: 1994\nBerth: 9\n\n"
    "Name: Petrel\nBuilt: 2003\nBerth: TBA\nSkipper: Jon Voss\n",
    "hives.md": "# Beehives\n\n### Meadow hive\n- Queen: marked blue\n- Colony since: 2021\n\n### Orchard hive\n- Queen: not marked\n"
    "- Keeper: Sam Bell\n\n### Wall hive\n- Queen: marked red\n- Keeper: Ute Gran\n- Colony since: 2019\n\n"
    "The Wall hive stands in the shade.\n",
    "quays.md": "# Quays\n\n| Quay | Opening hours | Depth |\n|---|---|---|\n| North quay | - | 4 m |\n| South quay | 8 to 18 | 6 m |\n\n"
    "The opening hours of the north quay are from noon to six in the evening.\n",
    "keys.txt": "Keepers of the keys\n\nName: Greta Lunn\nRole: cox\nKey number:\nHome: Sandwick\n\nName: Tom Sayle\nRole: mechanic\n"
    "Key number: 17\nHome: Ness\n\nName: Ines Duarte\nRole: radio\nKey number: 21\nHome: Voe\n",
    "值班.txt": "图书角值班表\n\n姓名：卢敏\n职务：组长\n钥匙：\n时间：周一\n\n姓名：郭涛\n职务：组员\n钥匙：17号\n时间：周三\n\n"
    "姓名：许诺\n职务：组员\n钥匙：21号\n时间：周五\n",
    "大门.md": "# 大门\n\n| 大门 | 管理员 | 电话 |\n|---|---|---|\n| 东门 | | 6601 |\n| 西门 | 小郑 | 6602 |\n\n东门的管理员是退休的老魏。\n",
    "sites.csv": "营地,电话,淋浴,负责人\n松林营地,0571-6600,有,韩雪\n湖畔营地,,待定,\n山顶营地,0571-6622,无,罗鸣\n",
    "乐手.txt": "姓名：秦朗\n乐器：二胡\n入团：2015年\n邮箱：qin@band.example\n\n姓名：白露\n乐器：琵琶\n入团：2018年\n\n"
    "姓名：丁宁\n乐器：笛子\n入团：2020年\n邮箱：暂无\n",
    "自习室.md": "# 自习室\n\n## 南楼自习室\n座位：120个\n开放时间：8点到22点\n\n## 北楼自习室\n座位：60个\n管理员：方圆\n\n"
    "## 东楼自习室\n座位：80个\n管理员：谢安\n开放时间：全天\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("lacking"), builtin, SOURCES) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "note", "row"),
    [
        ("What is Nora Field's phone number?", "the source leaves “Phone number” empty", "guided tours"),
        ("What is Nora's phone number?", "For “Nora Field”, the source leaves “Phone number” empty", "guided tours"),
        ("Which shift does Otto Lind have?", "“-” under “Shift”", "repairs"),
        ("What is Pia Rosen's email address?", "“n/a” under “E-mail”", "shop"),
        ("Which berth does the Petrel have?", "“TBA” under “Berth”", "Jon Voss"),
        ("What is Greta Lunn's key number?", "For “Greta Lunn”, the source leaves “Key number” empty", "Sandwick"),
        ("卢敏的钥匙是几号？", "“卢敏”的“钥匙”一项是空的", "周一"),
        ("湖畔营地的电话是多少？", "“湖畔营地”的“电话”一项是空的", "湖畔营地"),
        ("湖畔营地有淋浴吗？", "“湖畔营地”的“淋浴”一项只写了“待定”", "湖畔营地"),
        ("丁宁的邮箱是什么？", "“丁宁”的“邮箱”一项只写了“暂无”", "笛子"),
    ],
)
def test_an_empty_place_is_evidence_and_quoted_after_a_line_that_says_so(answerer, question, note, row):
    answer = answerer.answer(question)
    assert note in answer.text.splitlines()[0]
    assert len(answer.citations) == 1
    assert row in answer.citations[0].quote
    assert answer.citations[0].quote in answer.citations[0].chunk.text


@pytest.mark.parametrize(
    ("question", "note", "near", "others"),
    [
        ("Who is the skipper of the Tern?", "For “Tern”, the source gives no “Skipper”", "1994", ["Holm", "Voss"]),
        ("Who is the keeper of the Meadow hive?", "the source gives no “Keeper”", "marked blue", ["Bell", "Gran"]),
        ("白露的邮箱是什么？", "来源里没有写“白露”的“邮箱”", "琵琶", ["@"]),
        ("南楼自习室的管理员是谁？", "来源里没有写“南楼自习室”的“管理员”", "120个", ["方圆", "谢安"]),
    ],
)
def test_a_record_without_such_a_line_is_shown_by_a_refusal_that_says_so(answerer, question, note, near, others):
    answer = answerer.answer(question)
    assert answer.is_refused
    assert note in answer.text.splitlines()[0]
    assert near in answer.text
    assert not [other for other in others if other in answer.text]


@pytest.mark.parametrize(
    ("question", "gold"),
    [
        ("What is Otto Lind's phone number?", "555-0611"),
        ("Which berth does the Tern have?", "9"),
        ("What is Tom Sayle's key number?", "17"),
        ("Where is Greta Lunn's home?", "Sandwick"),
        ("郭涛的钥匙是几号？", "17号"),
        ("卢敏什么时间值班？", "周一"),
        ("Who is the keeper of the Orchard hive?", "Sam Bell"),
        ("山顶营地的电话是多少？", "0571-6622"),
        ("秦朗的邮箱是什么？", "qin@band.example"),
        ("北楼自习室的管理员是谁？", "方圆"),
    ],
)
def test_an_entry_that_is_there_is_told_without_a_note(answerer, question, gold):
    answer = answerer.answer(question)
    assert gold in answer.text
    assert "the source" not in answer.text
    assert "来源里" not in answer.text


@pytest.mark.parametrize(
    ("question", "golds"),
    [
        ("What are the phone numbers of Nora Field and Otto Lind?", ["“Nora Field”", "555-0611"]),
        ("白露的乐器和邮箱是什么？", ["没有写“白露”的“邮箱”", "琵琶"]),
    ],
)
def test_what_is_there_is_told_beside_what_is_not(answerer, question, golds):
    answer = answerer.answer(question)
    assert not answer.is_refused
    assert not [gold for gold in golds if gold not in answer.text]


@pytest.mark.parametrize(
    ("question", "gold"),
    [("What are the opening hours of the north quay?", "noon"), ("东门的管理员是谁？", "老魏")],
)
def test_what_a_sentence_elsewhere_tells_is_no_lack(answerer, question, gold):
    answer = answerer.answer(question)
    assert gold in answer.text
    assert "the source" not in answer.text
    assert "来源里" not in answer.text


@pytest.mark.parametrize("question", ["What talk does Pia Rosen give in June?", "Where does the Wall hive stand?"])
def test_what_no_record_has_a_place_for_is_not_said_to_be_lacking(answerer, question):
    assert "the source" not in answerer.answer(question).text


@pytest.mark.parametrize(("question", "word"), [("湖畔營地的電話是多少？", "來源裡"), ("丁宁的邮箱是什么？", "来源里")])
def test_the_line_is_in_the_script_of_the_asker(answerer, question, word):
    assert word in answerer.answer(question).text.splitlines()[0]
