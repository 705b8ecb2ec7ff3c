import pytest

from bot.answering.answerer import Answerer
from index import IndexSettings, open_retriever, reindex

TABLES = {
    "en": ("List all the majors and scores of Oakham College", "| School | Major | Score |", "Oakham College", "Northgate College",
           ["Botany", "Forestry", "Tea science", "Fishery"]),
    "zh": ("列出青岚大学的全部专业和分数", "| 学校 | 专业 | 最低分 |", "青岚大学", "北川理工大学", ["茶学", "园林", "植物保护", "水产养殖"]),
}  # fmt: skip


def ask(tmp_path, builtin, question, text):
    (tmp_path / "scores.md").write_text(text, "utf-8")
    settings = IndexSettings(sources_dir=tmp_path, data_dir=tmp_path / ".data")
    reindex(settings, builtin)
    with open_retriever(settings, builtin) as retriever:
        return Answerer(retriever=retriever).answer(question)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("repeats", [1, 30], ids=["few", "many"])
def test_all_rows_that_were_asked_for_are_given_or_counted(tmp_path, builtin, table, repeats):
    question, header, school, other, majors = table
    rows = []
    for number in range(repeats):
        for i, major in enumerate(majors):
            rows.append(f"| {school} | {major}{number or ''} | {560 + i} |")
            rows.append(f"| {other} | {major}{number or ''} | {590 + i} |")
    text = "# 录取分数 Admission scores\n\n" + "\n".join([header, "|---|---|---|", *rows]) + "\n"
    answer = ask(tmp_path, builtin, question, text)
    assert not answer.is_refused
    assert other not in answer.text
    assert all(citation.quote in citation.chunk.text for citation in answer.citations)
    if repeats == 1:
        assert [major for major in majors if major not in answer.text] == []
    else:
        assert str(len(majors) * repeats) in answer.text.splitlines()[0]
        assert len(answer.text) <= 700


@pytest.mark.parametrize(
    ("question", "text", "rows"),
    [
        (
            "How many seats does every hall have?",
            "| Hall | Seats | Remark |\n|---|---|---|\n| Elm | 30 | |\n| Ash | 12 | no window |\n| Oak | 50 | |\n",
            3,
        ),
        (
            "列出所有会议室的座位",
            "| | 座位 | 备注 |\n|---|---|---|\n| 兰花厅 | 30 | |\n| 竹厅 | 12 | 无窗 |\n| 菊厅 | 50 | |\n",
            3,
        ),
    ],
    ids=["en", "zh, first column without a name"],
)
def test_rows_with_empty_cells_are_rows_of_the_table_too(tmp_path, builtin, question, text, rows):
    answer = ask(tmp_path, builtin, question, f"# 会议室 Halls\n\n{text}")
    assert len(answer.citations) == rows
