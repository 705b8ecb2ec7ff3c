"""Work grows with the length of what is read and not with its square, whatever it is made of."""

import os
import subprocess
import sys

import pytest

from bot.conversation import make_standalone
from bot.discord_app.cards.markdown import sanitize_markdown
from bot.evidence.prompt_injection import is_injection
from bot.writing.drafts import sanitize_draft
from bot.writing.drafts.labels import remove_labels
from growth import FACTOR, LINEAR, growth
from index import QueryError, check_query, content_terms, has_count, read_phrases
from index.documents import Document, Role, Section, Source
from index.figures import read_amounts
from index.loading import load_file, split_document
from index.text import clause_spans, fold, remove_links, remove_links_and_html, sentence_spans, single_line
from index.vocabulary import tokens
from index.words import tag_chinese
from paths import ROOT

# What made something slow once, or could: brackets and quotes never closed, one character, one word, blanks, figures.
PIECES = [
    "a", "中", "斯", "a1", "a, ", "中，", "、", "中。", "的人", "7. a 9. ", "1 ", "[", "[[",
    "![", "[a](", "[1", "((", "“", "*", "`", "<", "<a ", "<!--", "<meta ", "@", "\n",
    "\t", " ", "# a\n", "- a\n", "|a|b|\n", "a: b\n", "年", "1,", "$1", "http://", "www.", "A. ", "Mr. ",
]  # fmt: skip


def warm():
    for text in ("预热一下", "Warm up in 2024 with 5 million."):
        tokens(text)
        list(tag_chinese(text))


@pytest.mark.parametrize(
    "work",
    [
        fold, sentence_spans, clause_spans, single_line, remove_links, remove_links_and_html, sanitize_markdown,
        remove_labels, tokens,
    ],
)  # fmt: skip
def test_what_reads_a_text_of_any_length_grows_with_it(work):
    warm()
    slow = {piece: found for piece in PIECES if (found := growth(work, piece, length=2000)) > LINEAR}
    assert not slow


@pytest.mark.parametrize(
    ("suffix", "before"),
    [
        (".txt", ""),
        (".md", ""),
        (".md", "---\ntitle: x\n---\n"),
        (".html", ""),
        (".html", "<html><body><p>"),
        (".csv", ""),
        (".json", ""),
        (".jsonl", '{"id": "1", "text": "'),
        (".srt", "1\n00:00:01,000 --> 00:00:02,000\n"),
        (".vtt", "WEBVTT\n\n"),
        (".lrc", "[00:01.00]"),
        (".rtf", "{\\rtf1 "),
        (".eml", "From: a@b.org\nSubject: x\n\n"),
    ],
)
def test_reading_and_cutting_a_file_grows_with_its_size(tmp_path, suffix, before):
    path = tmp_path / f"a{suffix}"

    def read(text):
        path.write_text(before + text, "utf-8")
        for item in load_file(path, path.name):
            if isinstance(item, Document):
                split_document(item, limit=128, count_tokens=lambda texts: [len(text.split()) + 1 for text in texts])

    read("Once, so that everything is loaded. 先读一次。")
    slow = {piece: found for piece in PIECES if (found := growth(read, piece, length=2000)) > LINEAR}
    assert not slow


@pytest.mark.parametrize(
    "work",
    [
        make_standalone, is_injection, sanitize_draft, read_amounts, content_terms, read_phrases, has_count,
        lambda text: list(tag_chinese(text)),
    ],
)  # fmt: skip
def test_what_reads_a_question_or_a_sentence_takes_at_most_its_square(work):
    """Questions, sentences and drafts have a largest length: their square does no harm, more would."""
    warm()
    slow = {piece: found for piece in PIECES if (found := growth(work, piece, length=100)) > LINEAR * FACTOR / 2}
    assert not slow


@pytest.mark.parametrize("piece", PIECES)
def test_a_chunk_has_a_largest_length_though_its_text_be_one_word(piece):
    text = piece * (20_000 // len(piece))
    document = Document(Source("a", "a", "a"), text, (Section(Role.ARTICLE, "mixed", 0, len(text)),))
    chunks = split_document(document, limit=100, count_tokens=lambda texts: [1 for _ in texts])
    assert all(len(chunk.text) <= 100 * 20 for chunk in chunks)
    assert "".join("".join(chunk.text.split()) for chunk in chunks) == "".join(text.split())


def test_aliases_in_front_matter_are_not_expanded(tmp_path):
    aliases = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
    for title in ("*a8", f"[{', '.join(['*a0'] * 5000)}]"):
        path = tmp_path / "a.md"
        path.write_text(
            f"---\na0: &a0 {'lol ' * 400}\n{aliases}title: {title}\n---\nThe ferry sails at seven.\n", "utf-8"
        )
        (document,) = load_file(path, path.name)
        assert len(document.source.title) <= 300
        assert len(document.text) < 10_000


@pytest.mark.parametrize("question", ["中" * 1001, "斯" * 2000, "茶a" * 600, "1中" * 501])
def test_a_question_has_a_largest_number_of_words(question):
    with pytest.raises(QueryError, match="more briefly"):
        check_query(question)


def test_segmentation_neither_reads_nor_writes_the_shared_temporary_folder(tmp_path):
    """jieba loads a cache of a fixed name from there with marshal: anybody could have put one."""
    code = (
        "from index.words import cut_words, tag_chinese, zipf_frequency; list(tag_chinese('青石桥'));"
        "zipf_frequency('桥2025', 'zh'); zipf_frequency('青石橋', 'zh'); print(''.join(cut_words('青石桥的故事')))"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "青石桥的故事"
    assert not list(tmp_path.iterdir())
