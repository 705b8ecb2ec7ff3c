"""Whatever is read, nothing breaks: what comes out is whole, and the only error is the one that names the file."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.writing.drafts import sanitize_draft
from bot.writing.drafts.labels import find_labels, remove_labels, split_labels
from index.documents import Document
from index.errors import SourceUnreadableError
from index.figures import read_amounts, read_figures
from index.loading import load_file, split_document
from index.reports import Failure
from index.text import clause_spans, fold, sentence_spans
from index.vocabulary import tokens
from index.words import cut_words, tag_chinese
from paths import SAMPLE

# By kind of file, what gets a reader furthest.
FRAGMENTS = {
    ".txt": ["渡轮七点开航。", "The ferry sails at seven.", "\n\n", "  - ", "# ", "Ana: ", "安娜：", "\ufeff", "\x1b[1m"],
    ".md": ["---\n", "title: ", "date: 2024-01-01\n", "# Ferry\n", "```\n", "|a|b|\n|-|-|\n", "> ", "[x](y)", "&a [*a]", "渡轮"],
    ".html": ["<p>", "</p>", "<table><tr><td>", "<meta name=author content=", "<script>", "&#0;", "<!--", "渡轮", "<h1 title='"],
    ".csv": ["a,b\n", '"', "渡轮,7\n", ";", "\t", "=1+1", "\r"],
    ".json": ["{", "}", "[", '"id": "1",', '"text": "渡轮"', "1e999", "null", '{"messages": [', "\\ud800"],
    ".jsonl": ['{"id": "1", "text": "', '"}\n', "渡轮", '{"id": {}', "[1]\n", '{"text": null}\n', "\\u0000"],
    ".srt": ["1\n", "00:00:01,000 --> 00:00:02,000\n", "渡轮\n", "<i>", "99:99:99,999 --> x\n", "\n"],
    ".vtt": ["WEBVTT\n", "00:01.000 --> 00:02.000\n", "<v Ana>", "NOTE ", "渡轮", "\n\n"],
    ".lrc": ["[00:01.00]", "[ti:渡轮]", "[", "]", "\n", "[99999999:00]"],
    ".rtf": ["{\\rtf1 ", "\\u28193?", "\\'e4", "}", "{\\fonttbl", "\\bin9999999 ", "\\par "],
    ".eml": ["From: a@b.org\n", "Subject: =?utf-8?b?5rih6L2u?=\n", "Content-Type: multipart/mixed; boundary=x\n", "\n", "--x\n", "渡轮"],
    ".epub": ["PK\x03\x04", "mimetype", "application/epub+zip", "\x00"],
    ".docx": ["PK\x03\x04", "word/document.xml", "\x00", "PK\x05\x06"],
    ".xlsx": ["PK\x03\x04", "[Content_Types].xml", "\x00"],
}  # fmt: skip
TEXTS = st.lists(
    st.sampled_from(["渡轮", "The ferry ", "7:30", "3.5亿", "[1]", "【2】", "[", "，", "。", ". ", "“", "”", "\n", "$5m", "a1"])
    | st.text(max_size=6),
    max_size=12,
).map("".join)  # fmt: skip


def contents(suffix):
    pieces = st.sampled_from([piece.encode() for piece in FRAGMENTS[suffix]]) | st.binary(max_size=8)
    return st.lists(pieces, max_size=14).map(b"".join)


def read(path):
    """What a file holds; its only error may be the one that names it."""
    try:
        return list(load_file(path, path.name))
    except SourceUnreadableError:
        return []


def assert_whole(items):
    for item in items:
        assert isinstance(item, Document | Failure)
        if isinstance(item, Document):
            assert not {character for character in item.text if ord(character) < 32} - set("\n\t")
            assert all(0 <= section.start <= section.end <= len(item.text) for section in item.sections)
            chunks = split_document(item, limit=60, count_tokens=lambda texts: [len(text) // 3 + 1 for text in texts])
            assert all(chunk.text == item.text[chunk.start : chunk.end] for chunk in chunks)


@pytest.mark.parametrize("suffix", FRAGMENTS)
@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_reader_takes_any_bytes(tmp_path, suffix, data):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data.draw(contents(suffix)))
    assert_whole(read(path))


@pytest.mark.parametrize("page", sorted(path.name for path in SAMPLE.iterdir() if path.suffix in FRAGMENTS)[:3])
@given(data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_page_that_was_cut_and_spoiled_is_read_as_far_as_it_goes(tmp_path, page, data):
    content = (SAMPLE / page).read_bytes()[:6000]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    path = tmp_path / page
    path.write_bytes(content[:start] + data.draw(contents(path.suffix)) + content[end:])
    assert_whole(read(path))


@given(TEXTS)
def test_sentences_and_clauses_lie_in_order_and_leave_nothing_out(text):
    for spans in (sentence_spans(text), clause_spans(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {i for start, end in sentence_spans(text) for i in range(start, end)}
    assert all(character.isspace() for i, character in enumerate(text) if i not in covered)


@given(TEXTS)
def test_words_figures_and_labels_of_any_text_are_found_without_an_error(text):
    assert all(token and not token.isspace() for token in tokens(text))
    assert "".join(cut_words(fold(text))) == fold(text)
    list(tag_chinese(text))
    read_amounts(text)
    assert all(figure.token for figure in read_figures(text))
    assert find_labels(split_labels(text)[0]) == []
    assert len(remove_labels(text)) <= len(text)
    sanitize_draft(text)
