"""Near-duplicates: the same words in several sources are told once, and versions are known for what they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from index import IndexSettings, open_retriever, reindex
from index.text import signature_similarities, text_signature

ARTICLE = {
    "en": "The ferry to Brindle leaves the northern mole at six. It carries forty bicycles and no cars. "
    "The keeper sells the tickets in the old customs house. On Sundays the ferry leaves an hour later.",
    "zh": "开往青石岛的渡轮早上六点从北码头出发。船上可以放四十辆自行车，不能放汽车。"
    "船票由看守人在旧海关楼里出售。星期天渡轮晚一个小时出发。",
}
QUESTION = {"en": "When does the ferry to Brindle leave?", "zh": "开往青石岛的渡轮几点出发?"}


@given(st.sampled_from(list(ARTICLE.values())), st.integers(0, 3))
def test_a_small_edit_leaves_a_text_similar_and_another_text_is_not(text, sentences):
    edited = text + " Printed by the harbour office." * sentences
    rows = np.stack(
        [text_signature(edited), text_signature("Moss grows slowly on the shaded side of every wall there.")]
    )
    same, other = signature_similarities(text_signature(text), rows)
    assert same > 0.6
    assert other < 0.2


@pytest.fixture(params=ARTICLE, ids=list(ARTICLE))
def language(request):
    return request.param


@pytest.fixture
def opened(tmp_path, embedder):
    def open_files(files):
        for name, text in files.items():
            (tmp_path / "sources").mkdir(exist_ok=True)
            (tmp_path / "sources" / name).write_text(text, "utf-8")
        settings = IndexSettings(sources_dir=tmp_path / "sources", data_dir=tmp_path / "data")
        reindex(settings, embedder)
        return open_retriever(settings, embedder)

    return open_files


def test_of_copies_one_passage_is_found_and_the_others_are_named(opened, language):
    text, other = ARTICLE[language], "# Moss\n\nMoss grows slowly on walls. 青苔长得很慢。\n"
    files = {f"{name}.md": f"# {name}\n\n{text}\n" for name in ("Harbour", "Mirror", "Copy")}
    with opened({**files, "moss.md": other}) as retriever:
        found = [p for p in retriever.passages(QUESTION[language]) if p.source.id in files]
        first = found[0]
        assert len({p.chunk.text.split("\n")[-1] for p in found}) == len(found)
        assert {first.source.id, *(source.id for source in first.also_in)} == set(files)
        allowed = [first.source.id, "moss.md"]
        assert retriever.passages(QUESTION[language], source_ids=allowed)[0].also_in == ()


def test_a_copy_with_another_figure_is_no_copy(opened, language):
    text = ARTICLE[language]
    changed = text.replace("six", "seven").replace("六点", "七点")
    with opened({"one.md": f"# One\n\n{text}\n", "two.md": f"# Two\n\n{changed}\n"}) as retriever:
        found = retriever.passages(QUESTION[language])
        assert {passage.source.id for passage in found} == {"one.md", "two.md"}


POLICY = {
    "en": ("How many days a week may staff work from home?", "Remote work policy", "Remote work policy (revised)",
           "Staff may work from home {} days a week.", "two", "three"),
    "zh": ("员工每周可以在家办公几天?", "远程办公规定", "远程办公规定（修订版）", "员工每周可以在家办公{}天。", "2", "3"),
}  # fmt: skip


@pytest.mark.parametrize("policy", POLICY.values(), ids=POLICY)
def test_the_newer_version_answers_and_what_the_older_one_says_is_told_with_its_date(opened, builtin, tmp_path, policy):
    question, old_title, new_title, sentence, old, new = policy
    files = {
        "a.md": f"---\ntitle: {old_title}\ndate: 2022-02-01\n---\n\n{sentence.format(old)}\n",
        "b.md": f"---\ntitle: {new_title}\ndate: 2025-03-10\n---\n\n{sentence.format(new)}\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    settings = IndexSettings(sources_dir=tmp_path, data_dir=tmp_path / ".data")
    reindex(settings, builtin)
    with open_retriever(settings, builtin) as retriever:
        answer = Answerer(retriever=retriever).answer(question)
    assert answer.citations[0].quote == sentence.format(new)
    assert "2022-02-01" in answer.text
    assert answer.text.index(sentence.format(new)) < answer.text.index(sentence.format(old))


@pytest.mark.parametrize("year", ["2021", "2022", "2023"])
def test_a_year_in_the_question_chooses_the_version_whose_title_has_it(builtin, tmp_path, year):
    profits = {"2021": "1,930", "2022": "2,105", "2023": "2,388"}
    for key, profit in profits.items():
        text = f"# 清溪水务集团 {key} 年年度报告\n\n报告期内实现净利润{profit}万元，主要来自居民用水。\n"
        (tmp_path / f"r{key}.md").write_text(text, "utf-8")
    settings = IndexSettings(sources_dir=tmp_path, data_dir=tmp_path / ".data")
    reindex(settings, builtin)
    with open_retriever(settings, builtin) as retriever:
        answer = Answerer(retriever=retriever).answer(f"清溪水务{year}年的净利润是多少?")
    assert {key: profit in answer.text for key, profit in profits.items()} == {key: key == year for key in profits}
