import json

import pytest

CITATION_KEYS = {
    "label", "chunk_id", "source_id", "title", "url", "published", "language", "section", "speaker", "location", "also_in", "link", "quote",
    "text",
    "start", "end",
}  # fmt: skip


def objects(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("question", "language", "gold"),
    [("How many tea houses does Brindle have?", "en", "42"), ("青石桥全长多少米?", "zh", "186米")],
    ids=["en", "zh"],
)
def test_ask_builds_the_index_first_and_answers_with_what_the_contract_promises(footnote, question, language, gold):
    result = footnote("ask", "--json", question)
    (answer,) = objects(result)
    assert any(said in result.stderr for said in ("no index yet", "还没有索引"))
    assert set(answer) == {"question", "language", "answer", "refused", "reason", "engine", "citations", "milliseconds"}
    assert (answer["question"], answer["language"], answer["refused"], answer["reason"]) == (
        question,
        language,
        False,
        None,
    )
    assert gold in answer["answer"]
    assert set(answer["citations"][0]) == CITATION_KEYS
    assert answer["citations"][0]["quote"] in answer["citations"][0]["text"]


def test_a_batch_is_answered_in_order_and_a_bad_question_stops_nothing(footnote):
    questions = [
        "How many tea houses?",
        "",
        "🙂" * 4000,
        "x" * 20000,
        "青石桥全长多少米?",
        "怎么做红烧肉?",
        "\x00\x07tea\u202e houses",
    ]
    answers = objects(footnote("ask", "--json", "-", stdin="\n".join(questions) + "\n"))
    assert len(answers) == len(questions)
    assert [a["reason"] for a in answers[1:4]] == ["invalid_question"] * 3
    assert answers[5]["reason"] == "no_evidence"
    assert answers[6]["question"] == "tea houses"


@pytest.mark.parametrize(
    "question",
    ["", "  ", "?!", "🙂" * 4000, "x" * 20000, "\x00\x01"],
    ids=["empty", "blank", "marks", "emoji", "long", "control"],
)
def test_a_question_that_cannot_be_asked_is_one_sentence_and_exit_code_1(footnote, question):
    result = footnote("ask", question)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.strip().splitlines()[-1].startswith("Error: The question")
    assert "Traceback" not in result.output


def test_an_answer_in_the_terminal_shows_each_footnote_with_its_words(footnote):
    shown = footnote("ask", "夜间诊所有多少张床位?").stdout
    assert "[1] 《Night clinic》 · Ana Reyes · 2024-05-06 · 文章 · 中文说明" in shown
    assert "“夜间诊所有12张床位和3名医生，每晚平均接待40名病人。”" in shown


def test_search_prints_passages_as_the_contract_promises(footnote):
    found = objects(footnote("search", "--json", "--top", "2", "-", stdin="tea houses\n青石桥\n?\n"))
    assert [set(f) for f in found[:2]] == [{"query", "language", "passages", "milliseconds"}] * 2
    assert [len(f["passages"]) for f in found] == [2, 2, 0]
    assert set(found[0]["passages"][0]) == {
        "rank",
        "score",
        "chunk_id",
        "source_id",
        "title",
        "language",
        "location",
        "text",
        "start",
        "end",
    }
    assert [p["rank"] for p in found[0]["passages"]] == [1, 2]
    assert "tea" in footnote("search", "tea houses").stdout


@pytest.mark.parametrize(
    ("arguments", "source_id", "language"),
    [
        (["clinic.md", "--language", "zh"], "clinic.md", "zh"),
        (["--all", "--language", "en"], None, "en"),
        (["--topic", "石狮子"], None, "zh"),
    ],
    ids=["source", "all", "topic"],
)
def test_a_summary_is_what_the_contract_promises(footnote, arguments, source_id, language):
    result = footnote("summary", "--json", "--sentences", "2", *arguments)
    (summary,) = objects(result)
    assert any(said in result.stderr for said in ("no index yet", "还没有索引"))
    assert list(summary) == ["source_id", "language", "summary", "points", "citations", "engine", "milliseconds"]
    assert (summary["source_id"], summary["language"], summary["engine"]) == (source_id, language, "extractive")
    assert 1 <= len(summary["points"]) <= 2
    assert all(set(citation) == CITATION_KEYS for citation in summary["citations"])
    quotes = {citation["label"]: citation["quote"] for citation in summary["citations"]}
    for point in summary["points"]:
        assert "".join(quotes[label] for label in point["labels"]) == point["text"]
        assert point["text"] in summary["summary"]


def test_a_summary_in_the_terminal_shows_each_point_and_where_it_stands(footnote):
    shown = footnote("summary", "clinic.md", "--language", "zh").stdout
    assert "夜间诊所有12张床位和3名医生，每晚平均接待40名病人。[1]" in shown
    assert "[1] 《Night clinic》 · Ana Reyes · 2024-05-06 · 文章 · 中文说明 · clinic.md" in shown


def test_a_summary_of_an_unknown_source_names_the_nearest(footnote):
    result = footnote("summary", "brigde.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "'bridge.txt'" in result.stderr.splitlines()[-1]


def test_sources_lists_what_pages_state(footnote):
    listed = {source["source_id"]: source for source in objects(footnote("sources", "--json"))}
    assert set(listed) == {"tea.txt", "bridge.txt", "clinic.md"}
    assert listed["clinic.md"] == {
        "source_id": "clinic.md", "title": "Night clinic", "author": "Ana Reyes", "publisher": None, "published": "2024-05-06",
        "url": None, "languages": ["en", "zh"], "chunks": 3, "path": "clinic.md",
    }  # fmt: skip
    assert "Night clinic" in footnote("sources").stdout


def test_index_reports_what_it_did_and_fails_loudly_for_what_it_could_not_read(footnote, corpus):
    (report,) = objects(footnote("index", "--json"))
    assert (len(report["added"]), report["failed"], report["chunks"] > 2) == (3, [], True)
    (corpus / "bad.txt").write_bytes(bytes(range(256)))
    result = footnote("index", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["failed"][0]["path"] == "bad.txt"
    assert "Not read: bad.txt" in footnote("index").stdout


def test_files_changed_since_the_index_was_built_are_mentioned(footnote, corpus):
    footnote("index")
    assert "have changed" not in footnote("sources").stderr
    (corpus / "new.txt").write_text("New here. It is short.")
    assert "have changed" in footnote("sources").stderr


@pytest.mark.parametrize("command", ["ask", "search", "summary", "sources", "index", "doctor", "run", "demo"])
def test_every_command_explains_itself(footnote, command):
    result = footnote(command, "--help")
    assert result.exit_code == 0
    assert "Usage: footnote" in result.stdout


@pytest.mark.parametrize("topic", ["", "  ", "\u200b", "？！"], ids=["empty", "blank", "hidden", "marks"])
def test_a_topic_without_words_is_refused_and_not_everything_summed_up(footnote, topic):
    result = footnote("summary", "--topic", topic)
    assert result.exit_code == 1
    assert any(said in result.stderr for said in ("holds no words", "问题里没有文字"))


@pytest.mark.parametrize(
    ("question", "said"), [("???", "holds no words"), ("？？？", "请用中文或英文写出来"), ("。。", "问题里没有文字")]
)
def test_a_question_without_words_is_refused_in_the_language_of_its_marks(footnote, question, said):
    result = footnote("ask", question)
    assert result.exit_code == 1
    assert said in result.stderr


def test_all_sources_of_a_period_are_no_single_source_even_where_it_is_one(footnote):
    summary = json.loads(footnote("summary", "--all", "--since", "2024-01-01", "--json").stdout)
    assert summary["source_id"] is None
    assert {citation["source_id"] for citation in summary["citations"]} == {"clinic.md"}


def test_doctor_prints_no_mark_of_direction_from_a_file_name(footnote, corpus):
    (corpus / "b\u202e\x1b[31md.md").write_bytes(b"\x00\x01\xff")
    result = footnote("doctor")
    assert "d.md" in result.stdout
    assert not {"\u202e", "\x1b"} & set(result.stdout)
