"""A language of which an index holds little is found as surely as the other, at the first question and at later ones."""

import json

import pytest

from index import IndexSettings, open_retriever, reindex

EN = "Boat {0} sails from pier {0} to the island of number {0}."
ZH = "第{0}号渡轮每天从{0}号码头开往{0}号岛。"


@pytest.mark.parametrize(
    ("common", "rare", "question"), [(EN, ZH, "3号渡轮开往哪里？"), (ZH, EN, "Where does boat 3 sail?")]
)
def test_a_rare_language_is_found_as_surely_each_time(tmp_path, embedder, common, rare, question):
    rows = [
        {"id": f"{kind}{i}", "text": text.format(i)}
        for kind, text, count in (("c", common, 260), ("r", rare, 6))
        for i in range(count)
    ]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "boats.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    settings = IndexSettings(sources_dir=tmp_path / "sources", data_dir=tmp_path / "data")
    reindex(settings, embedder)
    with open_retriever(settings, embedder) as retriever:
        found = [retriever.passages(question) for _ in range(3)]
    assert [passages[0].source.id for passages in found] == ["boats.jsonl#r3"] * 3
    # Of passages that are equally near, rounding may put either first.
    first, second, third = ([round(p.meaning, 4) for p in passages] for passages in found)
    assert first == second == third
