"""JSON is read by what it holds: sources, records, transcripts or facts."""

# ruff: noqa: E501 - exports have long lines

import json

import pytest

from index.documents import Document
from index.loading import load_sources
from index.reports import Failure
from reading import failure_of, placed_lines, read_file, speakers


def write(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_rows_without_an_id_get_one_that_the_rows_around_them_do_not_change(tmp_path, name):
    rows = [
        {"question": "Where do I park?", "answer": "North of the gate."},
        {"标题": "停车", "正文": "请停在北门。"},
        {"text": "Twice."},
        {"text": "Twice."},
    ]

    def ids(rows):
        write(tmp_path / name, rows if name == "a.json" else "\n".join(map(json.dumps, rows)))
        return {item.text: item.source.id for item in load_sources(tmp_path) if isinstance(item, Document)}

    before, after = ids(rows), ids([{"text": "New."}, *rows[1:]])
    assert set(before) == {"North of the gate.", "请停在北门。", "Twice."}
    assert before["请停在北门。"] == after["请停在北门。"]
    assert next(item for item in load_sources(tmp_path) if "北门" in item.text).source.title == "停车"


def test_a_list_of_records_is_a_table(tmp_path):
    rows = [{"name": "小满", "role": "officer", "level": 461}, {"name": "Bram", "role": "member"}]
    assert placed_lines(read_file(write(tmp_path / "a.json", rows))) == [
        ("row 1", "name: 小满; role: officer; level: 461"), ("row 2", "name: Bram; role: member"),
    ]  # fmt: skip


def test_all_else_is_read_as_facts(tmp_path):
    content = {"开放时间": {"周一": "9–17", "周二": None}, "tags": ["a", 2], "open": True}
    assert [text for _, text in placed_lines(read_file(write(tmp_path / "a.json", content)))] == [
        "开放时间 › 周一: 9–17",
        "tags: a",
        "tags: 2",
        "open: True",
    ]


SAID = [("0:01", "We gave the hull up."), ("1:01", "船是钢做的。")]


@pytest.mark.parametrize(
    "content",
    [
        {"text": "x", "language": "en", "segments": [{"id": 0, "start": 1.0, "end": 3.0, "text": " We gave the", "words": [{"start": 1.0, "word": "We"}]},
                                                     {"start": 3.0, "end": 60.9, "text": " hull up."}, {"start": 61.0, "end": 63.0, "text": "船是钢做的。"}]},
        {"version": "1.0.0", "segments": [{"startTime": 1.5, "endTime": 3, "body": "We gave the hull up."}, {"startTime": 61, "body": "船是钢做的。"}]},
        {"events": [{"tStartMs": 0}, {"tStartMs": 1200, "segs": [{"utf8": "We gave "}, {"utf8": "the hull up."}]}, {"tStartMs": 61000, "segs": [{"utf8": "船是钢做的。"}]}]},
        [{"text": "We gave the hull up.", "start": 1.2, "duration": 2}, {"text": "船是钢做的。", "start": 61.0, "duration": 3}],
        {"chunks": [{"timestamp": [1.0, 3.0], "text": "We gave the hull up."}, {"timestamp": [61.0, None], "text": "船是钢做的。"}]},
        {"transcription": [{"timestamps": {"from": "00:00:01,000", "to": "00:00:03,000"}, "text": "We gave the hull up."},
                           {"timestamps": {"from": "00:01:01,000"}, "text": "船是钢做的。"}]},
    ],
    ids=["whisper", "podcast", "json3", "captions", "pipeline", "whisper.cpp"],
)  # fmt: skip
def test_a_transcript_is_read_as_sentences_with_their_moments(tmp_path, content):
    assert placed_lines(read_file(write(tmp_path / "talk.json", content))) == SAID


def test_a_transcript_keeps_who_is_known_and_its_address(tmp_path):
    entries = [
        (0, "A", "We came."),
        (4_000, "Mira", "In 1983."),
        (200_000, "Mira", "为了码头。"),
        (400_000, "B", "Ah."),
    ]
    content = {
        "title": "The yard",
        "webpage_url": "https://example.org/v",
        "utterances": [{"start": s, "end": s + 900, "speaker": n, "text": t} for s, n, t in entries],
    }
    document = read_file(write(tmp_path / "talk.json", content))
    assert speakers(document) == [("Mira", "In 1983."), ("Mira", "为了码头。")]
    assert [location for location, _ in placed_lines(document)] == ["0:00", "0:04", "3:20", "6:40"]
    assert (document.source.title, document.source.url) == ("The yard", "https://example.org/v")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{'a': 1}", "not valid JSON"),
        ('{"a": 1}\n{"a": 2}', ".jsonl"),
        ("[" * 100_000, "nested too deep"),
        ("{}", "no text"),
        ("", "empty"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_way_out(tmp_path, content, reason):
    assert reason in failure_of(write(tmp_path / "a.json", content))


@pytest.mark.parametrize(("escape", "text"), [("\\ud83d\\ude00", "😀"), ("\\ud800", "\ufffd")], ids=["whole", "half"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_half_a_character_is_replaced(tmp_path, name, escape, text):
    row = '{"id": "a", "title": "X", "text": "The ferry X."}'.replace("X", escape)
    document = read_file(write(tmp_path / name, f"[{row}]" if name == "a.json" else row))
    assert document.text == f"The ferry {text}."
    assert document.source.title == text


def test_rows_nested_without_end_are_failures_of_their_own(tmp_path):
    write(
        tmp_path / "a.jsonl",
        '{"id": "a", "text": "The ferry sails."}\n' + '{"id": "b", "text": ' + "[" * 100_000 + "\n",
    )
    document, failure = load_sources(tmp_path)
    assert document.text == "The ferry sails."
    assert isinstance(failure, Failure)
