import gzip
import json
import sys

import pytest

import evaluation
import golden
from bot.cli.golden import read_golden
from embedders import HashingEmbedder
from files import written
from measures import embedder_alone, noise, operating_points, retrieval_sets, speed
from measures.corpora import Models
from measures.results import Results

DOCUMENTS = {
    "en-tea": ("en", "Brindle has 42 tea houses. The oldest of them opened in 1911 under Mira Okafor."),
    "en-mill": ("en", "The wind mill of Harrow grinds 900 sacks of rye a month, most of it for bakers in Lund."),
    "zh-tea": ("zh", "布林德尔有42家茶馆。最老的一家于1911年由米拉·奥卡福开办。"),
    "zh-mill": ("zh", "哈罗的风车磨坊每月磨九百袋黑麦，大部分供给隆德的面包师。"),
}


QUERIES = (
    ("en", "How many tea houses does Brindle have?", "tea", "42"),
    ("en", "How many sacks of rye does the wind mill grind?", "mill", "900"),
    ("zh", "布林德尔有多少家茶馆？", "tea", "42"),
    ("zh", "风车磨坊每月磨多少袋黑麦？", "mill", "九百"),
)


@pytest.fixture
def sets(tmp_path):
    """A folder of public sets in miniature: four documents in two languages under two names, and noise."""
    folder = tmp_path / "sets"
    for name in ("mini", "belebele", "xquad"):
        documents = [{"id": one, "lang": lang, "title": "", "text": text} for one, (lang, text) in DOCUMENTS.items()]
        written(folder / name / "corpus.jsonl.gz", documents)
        queries = [
            {
                "id": f"{lang}-{about}", "lang": lang, "question": question, "answers": [gold],
                "relevant": [f"{lang}-{about}"], "relevant_by_lang": {one: [f"{one}-{about}"] for one in ("en", "zh")},
            }
            for lang, question, about, gold in QUERIES
        ]  # fmt: skip
        written(folder / name / "queries.dev.jsonl", queries)
    item = {
        "id": "1", "lang": "en", "subset": "en_fact", "question": "How many tea houses does Brindle have?", "answers": "42",
        "positive": [DOCUMENTS["en-tea"][1]], "negative": [DOCUMENTS["en-mill"][1], "Lund has two bakers."],
    }  # fmt: skip
    written(folder / "rgb" / "gen.dev.jsonl.gz", [item])
    return folder


@pytest.fixture
def models():
    return Models(HashingEmbedder(), None)


@pytest.fixture
def results(tmp_path):
    return Results(tmp_path / "kept" / "results.json", setting="hashing")


def test_a_set_has_a_row_for_each_pair_of_languages_and_for_both_together(sets, models, results):
    measured = retrieval_sets.measure("mini", folder=sets, models=models, results=results)
    assert set(measured) == set(retrieval_sets.ORDER)
    for row in ("en>en", "zh>zh", "en>all", "zh>all"):
        assert measured[row]["hit@1"] == measured[row]["answer@5"] == 1.0
    assert measured["en>en"]["own"] == 1.0
    assert measured["en>zh"]["own"] == 0.0
    assert measured["en>all"]["documents"] == 4
    shown = retrieval_sets.tables(measured, {"another": {"en>en": 0.5}})
    assert "| another | 0.500 |  |  |  |" in shown
    assert "| **Footnote** | 1.000 | 1.000 |" in shown


def test_a_finished_row_is_not_measured_again(sets, models, results, tmp_path):
    before = retrieval_sets.measure("mini", folder=sets, models=models, results=results)
    count = models.embedder.embedded
    again = Results(tmp_path / "kept" / "results.json", setting="hashing")
    assert retrieval_sets.measure("mini", folder=sets, models=models, results=again) == before
    assert models.embedder.embedded == count


def test_what_was_broken_off_goes_on_where_it_stopped(results, tmp_path):
    results.once("a", lambda: {"value": 1})
    with pytest.raises(KeyboardInterrupt):
        results.once("b", interrupted)
    again = Results(tmp_path / "kept" / "results.json", setting="hashing")
    assert again.once("a", interrupted)["value"] == 1
    assert again.once("b", lambda: {"value": 2})["value"] == 2


def interrupted():
    raise KeyboardInterrupt


def test_fresh_measures_each_row_once_more_and_loses_no_other(results, tmp_path):
    path = tmp_path / "kept" / "results.json"
    for key in ("a", "b"):
        results.once(key, lambda: {"value": 1})
    fresh = Results(path, setting="hashing", fresh=True)
    assert fresh.once("a", lambda: {"value": 2})["value"] == 2
    assert fresh.once("a", interrupted)["value"] == 2
    later = Results(path, setting="hashing")
    assert [later.once(key, interrupted)["value"] for key in ("a", "b")] == [2, 1]


def test_figures_of_other_models_are_kept_apart(results, tmp_path):
    results.once("a", lambda: {"value": 1})
    other = Results(tmp_path / "kept" / "results.json", setting="another model")
    assert other.once("a", lambda: {"value": 2})["value"] == 2
    assert Results(tmp_path / "kept" / "results.json", setting="hashing").once("a", interrupted)["value"] == 1


def test_the_embedder_alone_is_measured_for_each_pair(sets, models, results):
    measured = embedder_alone.measure("mini", folder=sets, embedder=models.embedder, results=results)
    assert list(measured) == ["en>en", "zh>zh", "en>zh", "zh>en"]
    assert measured["en>en"]["hits@1"] == measured["zh>zh"]["hits@1"] == 1.0
    assert all(row["hits@1"] <= row["hits@5"] == 1.0 for row in measured.values())


def test_a_sentence_is_nearest_to_its_translation_only_where_the_model_says_so(tmp_path, models, results):
    with gzip.open(tmp_path / "eval-newstest2019.tsv.gz", "wt", encoding="utf-8") as out:
        out.write("CO2 rose 7 %\tCO2 7 % 上升\nGDP fell 3 %\tGDP 3 % 下降\n")
    measured = embedder_alone.measure_translations(tmp_path, embedder=models.embedder, results=results)
    assert measured == {"newstest2019": measured["newstest2019"] | {"sentences": 2, "en>zh": 1.0, "zh>en": 1.0}}


def test_answers_under_noise_are_counted_over_their_own_passages(sets, models, results):
    measured = noise.measure(sets, models=models, results=results)
    row = measured["en_fact"]
    assert row["held at 0"] == row["held at 0.8"] == 1.0
    assert row["right at 0.8"] == row["answered at 0.8"] == 1.0
    assert row["noise items"] == row["refused"] == 1
    published = json.loads(evaluation.PUBLISHED.read_text("utf-8"))["rgb"]
    assert "| en_fact | 1 | 1.000 |" in noise.shown(measured, published)


def test_a_stricter_gate_answers_no_more_and_refuses_no_less(sets, models, results):
    (sets / "mini").rename(sets / "mlqa")
    measured = operating_points.measure(sets, models=models, results=results, count=10)
    row = measured["en>en"]
    points = [row["points"][str(probability)] for probability in operating_points.PROBABILITIES]
    assert (row["answerable"], row["unanswerable"]) == (2, 2)
    assert points[0][0] > 0.0
    assert [right for right, _ in points] == sorted((right for right, _ in points), reverse=True)
    assert [refused for _, refused in points] == sorted(refused for _, refused in points)
    assert "| en>en | 2 | 2 |" in operating_points.shown(measured)


def test_the_cost_of_a_question_is_told_by_language(sets, models, results):
    measured = speed.measure(sets, "mini", models=models, results=results)
    assert {language: row["questions"] for language, row in measured.items()} == {"en": 2, "zh": 2}
    assert all(median <= slow for row in measured.values() for median, slow in (row["passages"], row["answer"]))
    assert "| zh | 2 | 4 |" in speed.shown(measured)


def test_published_figures_are_shares_of_rows_that_are_measured():
    published = json.loads(evaluation.PUBLISHED.read_text("utf-8"))
    for systems in published["retrieval"]["sets"].values():
        for figures in systems.values():
            assert set(figures) <= set(retrieval_sets.ORDER)
            assert all(0 < figure < 1 for figure in figures.values())


def test_an_evaluation_prints_a_table_for_each_part_it_is_asked_for(sets, models, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(evaluation, "open_models", lambda: models)
    arguments = ["--benchmarks", sets, "--only", "retrieval,embedder,cost", "--sets", "mini", "--limit", "1"]
    monkeypatch.setattr(sys, "argv", ["evaluation.py", *map(str, arguments), "--results", str(tmp_path / "kept.json")])
    evaluation.main()
    shown = capsys.readouterr().out
    titles = [line for line in shown.splitlines() if line.startswith("## ")]
    assert titles == ["## Retrieval: mini", "## The embedder alone: xquad", "## What a question costs"]
    assert "hashing, 1 questions a row" in shown


def test_a_part_that_does_not_exist_is_wrong_usage(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["evaluation.py", "--only", "golden,speed"])
    with pytest.raises(SystemExit, match="2"):
        evaluation.main()
    assert "no part speed" in capsys.readouterr().err


def test_the_questions_of_the_checkout_name_sources_there_are():
    for question in read_golden(golden.QUESTIONS):
        assert all((golden.SOURCES / source).exists() for source in question.sources)
        assert (question.kind == "unanswerable") == (not question.sources)


def test_a_golden_file_is_asked_and_tallied_in_one_go(corpus, tmp_path, models):
    written(tmp_path / "golden.jsonl", [
        {"lang": "en", "kind": "fact", "question": "How many tea houses does Brindle have?", "answers": [["42"]], "sources": ["tea.txt"]},
        {"lang": "zh", "kind": "unanswerable", "question": "怎么做红烧肉?", "answers": [], "sources": []},
    ])  # fmt: skip
    shown = golden.table(golden.answers(tmp_path / "golden.jsonl", sources=corpus, models=models))
    assert "| en-fact | 1 | 1.00 | 1.00 | 1.00 | 1.00 |  |" in shown
    assert "| zh-unanswerable | 1 |  |  |  |  | 1.00 |" in shown
