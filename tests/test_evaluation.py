import gzip
import json
import math
import random
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import HashingEmbedder
from hypothesis import given
from hypothesis import strategies as st

import bot.cli
import bot.commands.evaluating
from bot.answers import Answer, Citation, Reason
from bot.evaluating import GoldenFileError, GoldenQuestion, judge, read_golden, tallied, tally_json, tally_table
from index import Chunk, Source

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import embedder_alone
import evaluation
import golden
import noise
import operating_points
import retrieval_sets
import speed
from corpora import Models, some
from results import Results

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
RANKINGS = st.lists(st.sampled_from("abcdefghijklmnop"), max_size=30)
WANTED = st.sets(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=12)


def written(path, items):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    with gzip.open(path, "wt", encoding="utf-8") if path.suffix == ".gz" else path.open("w", encoding="utf-8") as out:
        out.write(lines)


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


@given(WANTED, RANKINGS)
def test_nothing_ranks_better_than_all_that_is_wanted_at_the_top(wanted, rest):
    perfect = retrieval_sets.rank_scores([*sorted(wanted), *rest], wanted, reachable=len(wanted))
    assert set(perfect.values()) == {1.0}
    other = retrieval_sets.rank_scores(rest, wanted, reachable=len(wanted))
    assert all(0.0 <= other[name] <= value for name, value in perfect.items())


@given(RANKINGS, WANTED)
def test_a_hit_stays_one_further_down_and_scores_agree_on_whether_there_is_one(found, wanted):
    scores = retrieval_sets.rank_scores(found, wanted, reachable=len(wanted))
    assert scores["hit@1"] <= scores["hit@5"] <= scores["hit@10"]
    assert scores["hit@1"] <= scores["mrr@10"] <= scores["hit@10"]
    assert (scores["ndcg@10"] > 0) == bool(scores["hit@10"])


@given(RANKINGS, WANTED)
def test_a_source_counts_once_at_its_best_place(found, wanted):
    once = list(dict.fromkeys(found))
    twice = [one for each in found for one in (each, each)]
    expected = retrieval_sets.rank_scores(once, wanted, reachable=len(wanted))
    assert retrieval_sets.rank_scores(twice, wanted, reachable=len(wanted)) == expected


def test_what_cannot_be_found_is_not_missed():
    scores = retrieval_sets.rank_scores(["other", "held"], {"held", "elsewhere"}, reachable=1)
    assert scores["ndcg@10"] == pytest.approx(1 / math.log2(3))
    assert scores["mrr@10"] == 0.5


@pytest.mark.parametrize(
    ("text", "gold", "is_held"),
    [
        ("It cost $ 1,200 .", "$1,200", True),
        ("全长 186 米。", "186米", True),
        ("It cost nothing.", "...", False),
        ("It cost nothing.", "nothing else", False),
    ],
    ids=["marks", "spaces", "a gold of marks alone", "more than there is"],
)
def test_a_gold_answer_is_found_marks_and_case_aside(text, gold, is_held):
    assert retrieval_sets.holds_answer([text], [gold]) == is_held


@given(st.lists(st.integers(), unique=True, max_size=50), st.integers(min_value=0, max_value=60))
def test_a_sample_is_in_order_and_no_larger_than_asked_for(items, limit):
    chosen = some(items, limit)
    assert len(chosen) == (min(limit, len(items)) if limit else len(items))
    assert chosen == [item for item in items if item in chosen]


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


@pytest.mark.parametrize("ratio", [0.0, 0.4, 0.8, 1.0])
@pytest.mark.parametrize("counts", [(9, 9), (1, 9), (9, 1), (2, 2)], ids=str)
def test_a_context_is_noise_in_the_share_asked_for_as_far_as_there_is_any(ratio, counts):
    positive, negative = ([f"{kind}{i}" for i in range(n)] for kind, n in zip("pn", counts, strict=True))
    chosen = noise.context({"positive": positive, "negative": negative}, ratio)
    of_noise = sum(text.startswith("n") for text in chosen)
    assert len(chosen) == len(set(chosen)) <= noise.PASSAGES
    if ratio == 1.0:
        assert of_noise == len(chosen)
    else:
        assert len(chosen) == min(noise.PASSAGES, sum(counts))
        assert any(text.startswith("p") for text in chosen)
    if counts == (9, 9):
        assert of_noise == math.ceil(noise.PASSAGES * ratio)


def test_every_fact_asked_for_has_a_passage_whatever_the_noise():
    item = {"positive": [["a1", "a2"], ["b1"]], "negative": list("wxyz")}
    assert noise.context(item, 0.8) == ["a1", "b1", "w", "x", "y"]
    assert noise.context(item, 0.4) == ["a1", "b1", "a2", "w", "x"]


@pytest.mark.parametrize(
    ("answers", "text", "is_right"),
    [
        ("Norway", "It was norway [1]", True),
        (["1月3日", "1月12日"], "1 月 3 日宣誓[1]", False),
        (["1月3日", "1月12日"], "1 月 3 日和1月12日[1]", True),
        ([["90", "ninety"]], "Ninety seats", True),
    ],
    ids=["a string", "one of two", "both of two", "an alternative"],
)
def test_an_answer_needs_a_gold_string_of_every_group(answers, text, is_right):
    item = {"answers": answers, "lang": "zh" if "月" in text else "en"}
    assert noise.holds_gold(text, item) == is_right


def test_answers_under_noise_are_counted_over_their_own_passages(sets, models, results):
    measured = noise.measure(sets, models=models, results=results)
    row = measured["en_fact"]
    assert row["held at 0"] == row["held at 0.8"] == 1.0
    assert row["right at 0.8"] == row["answered at 0.8"] == 1.0
    assert row["noise items"] == row["refused"] == 1
    published = json.loads(evaluation.PUBLISHED.read_text("utf-8"))["rgb"]
    assert "| en_fact | 1 | 1.000 |" in noise.shown(measured, published)


def test_a_stricter_gate_answers_no_more_and_refuses_no_less(sets, models, results):
    items = [
        {
            "id": f"{lang}-{about}-{of}", "lang": lang, "question": question, "answerable": about == of,
            "passages": [{"title": "", "text": DOCUMENTS[f"{lang}-{of}"][1]}],
        }
        for lang, question, about, _ in QUERIES
        for of in ("tea", "mill")
    ]  # fmt: skip
    written(sets / operating_points.CLAPNQ / "items.dev.jsonl", items)
    row = operating_points.measure(sets, models=models, results=results, count=10)["CLAP NQ"]
    points = [row["points"][str(probability)] for probability in operating_points.PROBABILITIES]
    assert (row["answerable"], row["unanswerable"]) == (4, 4)
    assert points[0][0] > 0.0
    assert [answered for answered, _ in points] == sorted((answered for answered, _ in points), reverse=True)
    assert [refused for _, refused in points] == sorted(refused for _, refused in points)
    assert "| CLAP NQ | 4 | 4 |" in operating_points.shown({"CLAP NQ": row})


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


CHUNK = Chunk("tea.txt#1", "tea.txt", 0, 25, "Brindle has 42 tea houses", "en", "article")
TEA = Source("tea.txt", "Tea", "tea.txt")
ASKED = GoldenQuestion(
    lang="en", kind="fact", question="How many?", answers=(("42", "forty-two"), ("tea",)), sources=("tea.txt",)
)
SILENT = GoldenQuestion(lang="en", kind="unanswerable", question="How many?")


def said(text, *, quote=CHUNK.text, source=TEA, reason=None):
    citations = () if reason else (Citation(1, CHUNK, source, quote, 0, len(quote)),)
    return Answer("How many?", "en", text, citations, (), "extractive", reason)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (said("Brindle has 42 tea houses [1]"), "answered right cited exact"),
        (said("See the source [1]"), "answered right cited exact"),
        (said("Forty-two of TEA [1]", quote="42", source=Source("x.txt", "X", "x.txt")), "answered right exact"),
        (said("42 [1]", quote="42 houses"), "answered"),
        (said("Brindle has 42 tea houses [1]" + "." * 700), "answered exact"),
        (said("42 tea", reason=Reason.NO_EVIDENCE), ""),
    ],
    ids=["all", "gold in the quote", "another source", "a quote made up, a group missing", "too long", "refused"],
)
def test_an_answer_is_judged_by_what_it_says_and_cites(answer, expected):
    assert {name for name, is_so in judge(answer, ASKED).items() if is_so} == set(expected.split())


def test_of_the_unanswerable_only_refusing_counts():
    assert judge(said("42"), SILENT) == {"refused": False}
    assert judge(said("", reason=Reason.NO_EVIDENCE), SILENT) == {"refused": True}


def test_shares_are_of_the_questions_they_are_asked_of():
    right, wrong, silence = said("42 tea"), said("none", quote=""), said("", reason=Reason.NO_EVIDENCE)
    asked = [(ASKED, right), (ASKED, wrong), (SILENT, silence)]
    random.Random(1).shuffle(asked)
    of_fact, of_silent, of_all = map(tally_json, tallied(asked))
    assert of_fact == {"kind": "en-fact", "questions": 2, "answered": 1.0, "right": 0.5, "cited": 0.5, "exact": 1.0}
    assert of_silent == {"kind": "en-unanswerable", "questions": 1, "refused": 1.0}
    assert of_all == of_fact | of_silent | {"kind": "all", "questions": 3}
    assert "| en-unanswerable | 1 |  |  |  |  | 1.00 |" in tally_table(tallied(asked))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no golden questions"),
        ('{"lang": "en", "kind": "fact", "question": "Why?"}\nnot JSON\n', "line 2"),
        ('{"lang": "en", "kind": "fact"}\n', "question"),
    ],
    ids=["empty", "not JSON", "a field missing"],
)
def test_a_file_that_holds_no_golden_questions_is_told_by_line(tmp_path, text, told):
    (tmp_path / "golden.jsonl").write_text(text, "utf-8")
    with pytest.raises(GoldenFileError, match=told):
        read_golden(tmp_path / "golden.jsonl")


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


@pytest.fixture
def footnote_eval(corpus, tmp_path, monkeypatch):
    """The command over the small sources, with the hashing embedder in the place of the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCES_DIR", str(corpus))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(bot.cli, "open_embedder", lambda _name, **_: HashingEmbedder())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    written(tmp_path / "golden.jsonl", [
        {"lang": "en", "kind": "fact", "question": "How many tea houses does Brindle have?", "answers": [["42"]], "sources": ["tea.txt"]},
        {"lang": "en", "kind": "unanswerable", "question": "Who composed the opera Aida?"},
    ])  # fmt: skip
    return lambda *arguments: CliRunner().invoke(bot.cli.main, ["eval", *arguments])


def test_the_command_prints_one_object_a_kind_and_nothing_else(footnote_eval):
    shown = footnote_eval("--json", "golden.jsonl")
    assert shown.exit_code == 0
    tallies = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [(tally["kind"], tally["questions"]) for tally in tallies] == [
        ("en-fact", 1),
        ("en-unanswerable", 1),
        ("all", 2),
    ]
    assert tallies[-1]["right"] == tallies[-1]["refused"] == 1.0


def test_the_command_prints_a_table_of_the_checkouts_own_questions_where_no_file_is_named(
    footnote_eval, tmp_path, monkeypatch
):
    monkeypatch.setattr(bot.commands.evaluating, "_IN_THE_CHECKOUT", tmp_path / "golden.jsonl")
    shown = footnote_eval()
    assert shown.exit_code == 0
    assert "| en-fact | 1 | 1.00 |" in shown.stdout
    monkeypatch.setattr(bot.commands.evaluating, "_IN_THE_CHECKOUT", tmp_path / "installed" / "golden.jsonl")
    shown = footnote_eval()
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "name a file" in shown.stderr


def test_a_golden_file_that_is_not_there_is_told_in_one_sentence(footnote_eval):
    shown = footnote_eval("elsewhere.jsonl")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr.count("\n") == 1
    assert "elsewhere.jsonl" in shown.stderr
