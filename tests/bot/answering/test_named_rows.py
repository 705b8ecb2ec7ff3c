"""Questions that name several rows of a table or lines of a list: each of them is quoted, and no other."""

import pytest

from answering import opened_answerer

SOURCES = {
    "kiosk.md": "# Prices at the kiosk\n\n| Item | Price | Size |\n|---|---|---|\n| Small tea | 2 euros | 200 ml |\n"
    "| Medium tea | 3 euros | 300 ml |\n| Large tea | 4 euros | 450 ml |\n| Pretzel | 1.50 euros | |\n| Scone | 2.20 euros | |\n",
    "drinks.md": "# 饮品\n\n| | 价格 | 容量 |\n|---|---|---|\n| 大杯奶茶 | 18元 | 700毫升 |\n| 中杯奶茶 | 15元 | 500毫升 |\n"
    "| 小杯奶茶 | 12元 | |\n",
    "tickets.md": "# 票价\n\n| 种类 | 季节 | 票价 |\n|---|---|---|\n| 成人票 | 夏季 | 80元 |\n| 成人票 | 冬季 | 50元 |\n"
    "| 学生票 | 夏季 | 40元 |\n| 学生票 | 冬季 | 25元 |\n| 老人票 | 夏季 | 20元 |\n",
    "rooms.csv": "Room,Beds,Price,Remark\n11,2,90 euros,sea view\n12,1,60 euros,\n14,3,110 euros,balcony\n15,2,85 euros,\n",
    "crossings.md": "# Ferry crossings\n\n| From | To | Minutes |\n|---|---|---|\n| Skarvik | Tannes | 25 |\n"
    "| Skarvik | Holmby | 40 |\n| Tannes | Lundo | 35 |\n",
    "pools.txt": "Opening hours of the pools\n\nNorth pool: 7 to 21, closed on Mondays\nSouth pool: 8 to 20\n"
    "River pool: 10 to 18, only in summer\nOld bath: 9 to 17\n",
    "dishes.md": "# 菜单\n\n- 红烧肉：38元\n- 清蒸鱼：52元\n- 蒸蛋：13元\n- 和平饭店炒饭：22元\n",
    "stations.md": "# 各站到终点的距离\n\n- 松林站距终点十四公里。\n- 石桥站距终点九公里。\n- 湖心站距终点五公里。\n- 白塔站距终点两公里。\n",
    "plants.md": "# Watering\n\n- Ferns need water every day.\n- Cacti need water once a month.\n- Orchids need water once a week.\n",
    "members.md": "# Members\n\nName: Ada Brook\nRole: treasurer\nLives in: Harrow\n\nName: Ben Stone\nRole: secretary\n"
    "Lives in: Whitby\n\nName: Cora Lane\nRole: archivist\nLives in: Leeds\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("named"), builtin, SOURCES) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How much are the small tea and the large tea?", ["2 euros", "4 euros"]),
        ("How much are the small and the large one?", ["2 euros", "4 euros"]),
        ("大杯奶茶和小杯奶茶各多少钱？", ["18元", "12元"]),
        ("大的和小的奶茶多少钱？", ["18元", "12元"]),
        ("成人票和学生票在冬季多少钱？", ["50元", "25元"]),
        ("How much are rooms 12 and 14?", ["60 euros", "110 euros"]),
        ("12号房和14号房多少钱？", ["60 euros", "110 euros"]),
        ("What are the opening hours of the South pool and the Old bath?", ["8 to 20", "9 to 17"]),
        ("红烧肉、蒸蛋和和平饭店炒饭分别多少钱？", ["38元", "13元", "22元"]),
        ("石桥站和白塔站距终点多远？", ["九公里", "两公里"]),
        ("How often should I water the ferns and the orchids?", ["every day", "once a week"]),
        ("Where do Ada Brook and Cora Lane live?", ["Harrow", "Leeds"]),
    ],
)
def test_every_row_that_is_asked_for_by_name_is_quoted_and_no_other(answerer, question, rows):
    answer = answerer.answer(question)
    assert [row for row in rows if row not in answer.text] == []
    assert len(answer.citations) == len(rows)
    assert all(citation.quote in citation.chunk.text for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "row", "others"),
    [
        ("How much is the small tea?", "2 euros", ["4 euros"]),
        ("How much are the small tea and the large coffee?", "2 euros", ["3 euros", "4 euros"]),
        ("清蒸鱼和蛋炒饭多少钱？", "52元", ["13元", "22元"]),
        ("和平饭店炒饭多少钱？", "22元", ["38元", "52元"]),
        ("How long does the ferry take between Skarvik and Tannes?", "25", ["40", "35"]),
        ("How much is the pretzel and how long is the South pool open?", "1.50", ["2.20", "7 to 21"]),
    ],
    ids=["one", "one is not there", "other dish", "word for and in a name", "pair", "two questions"],
)
def test_no_row_is_quoted_that_was_not_asked_for(answerer, question, row, others):
    text = answerer.answer(question).text
    assert row in text
    assert [other for other in others if other in text] == []


@pytest.mark.parametrize(
    ("question", "opening"),
    [("12号房和14号房多少钱？", "英文"), ("How much are 红烧肉 and 清蒸鱼?", "Chinese")],
    ids=["zh", "en"],
)
def test_rows_in_the_other_language_come_after_a_line_that_says_so(answerer, question, opening):
    assert opening in answerer.answer(question, language="zh" if opening == "英文" else "en").text.splitlines()[0]
