import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedders import HashingEmbedder
from index.documents import Document, Role, Section, Source, Turn
from index.loading.chunking import split_document
from index.loading.cleaning.cleaner import clean_page
from index.loading.cleaning.lines import read_plain_lines
from index.loading.cleaning.metadata import PageMetadata
from index.loading.cleaning.sections import build_document
from index.text.sentences import sentence_spans

COUNT = HashingEmbedder().count_tokens
SOURCE = Source(id="page.txt", title="Page", path="page.txt")
PARAGRAPH = st.lists(
    st.sampled_from(
        [
            "The deficit was $3.7 trillion. ",
            "U.S. banks wait. ",
            "“Why?” she asked. ",
            "没钱，仗还怎么打？",
            "他说：“数据不会说谎。”",
            "赤字接近6.5万亿卢布。",
            "well and ",
        ]
    ),
    min_size=1,
    max_size=14,
).map("".join)


def article(text):
    return Document(SOURCE, text, (Section(Role.ARTICLE, "mixed", 0, len(text)),))


@given(st.lists(PARAGRAPH, min_size=1, max_size=6).map("\n\n".join), st.integers(8, 60))
def test_a_chunk_is_an_exact_slice_within_the_limit_and_together_they_hold_everything(text, limit):
    chunks = split_document(article(text), limit=limit, count_tokens=COUNT)
    assert all(text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    assert all(count <= limit for count in COUNT([chunk.text for chunk in chunks]))
    assert "".join("".join(chunk.text for chunk in chunks).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The deficit was $3.7 trillion. U.S. banks wait. “Why?” she asked. Nobody knew. " * 6, id="en"),
        pytest.param("没钱，仗还怎么打？他说：“数据不会说谎。”赤字接近6.5万亿卢布。" * 6, id="zh"),
        pytest.param("央行被冻结了3000亿。The U.S. said so. 他说：“好！”Then it fell. " * 6, id="mixed"),
    ],
)
def test_chunks_end_where_sentences_end(text):
    ends = {end for _, end in sentence_spans(text)}
    assert all(chunk.end in ends for chunk in split_document(article(text), limit=40, count_tokens=COUNT))


@pytest.mark.parametrize("text", ["word " * 300, "字" * 300, "很长的一句话，" * 60], ids=["en", "zh", "zh-clauses"])
def test_a_sentence_longer_than_the_limit_is_cut_not_dropped(text):
    chunks = split_document(article(text.strip()), limit=50, count_tokens=COUNT)
    assert all(count <= 50 for count in COUNT([chunk.text for chunk in chunks]))
    assert "".join("".join(chunk.text for chunk in chunks).split()) == "".join(text.split())


def test_no_chunk_reaches_into_another_section():
    text = "First part here.\n\n第二部分在这里。"
    sections = (Section(Role.ARTICLE, "en", 0, 16), Section(Role.SUMMARY, "zh", 18, len(text)))
    chunks = split_document(Document(SOURCE, text, sections), limit=100, count_tokens=COUNT)
    assert [(chunk.text, chunk.language, chunk.section) for chunk in chunks] == [
        ("First part here.", "en", "article"),
        ("第二部分在这里。", "zh", "summary"),
    ]


DIALOGUE = "标题在这里\n\n林岚\n大家好，我是林岚。今天聊地铁。\n周然\n我是周然。预算是280亿元。\n林岚\n每天有90万人坐车。\n周然\n下期再见。"


def dialogue(limit):
    page = clean_page(read_plain_lines(DIALOGUE), metadata=PageMetadata())
    return split_document(build_document(page.lines, SOURCE, heading=""), limit=limit, count_tokens=COUNT)


def test_a_name_stays_with_the_words_under_it():
    for chunk in dialogue(30):
        assert chunk.text.startswith(("林岚\n", "周然\n"))
        assert not chunk.text.endswith(("林岚", "周然"))


def test_a_citation_can_say_who_spoke():
    chunk = dialogue(500)[0]
    start = chunk.start + chunk.text.index("预算是280亿元")
    assert chunk.speaker_at(start, start + 5) == "周然"
    assert chunk.speaker is None  # two people speak in it


def test_an_edit_elsewhere_keeps_the_ids_of_other_chunks():
    before = "One thing is said here. " * 8 + "\n\n" + "Another thing entirely. " * 8
    after = "A new beginning was added on top. " * 8 + "\n\n" + before
    ids = [
        {chunk.id for chunk in split_document(article(text), limit=60, count_tokens=COUNT)} for text in (before, after)
    ]
    assert ids[0] <= ids[1]


def test_repeated_passages_have_ids_of_their_own():
    text = "The same paragraph again and again.\n\n" * 3
    ids = [chunk.id for chunk in split_document(article(text.strip()), limit=8, count_tokens=COUNT)]
    assert len(ids) == len(set(ids)) == 3


def test_turns_of_a_chunk_are_those_it_holds():
    text = "A: one thing. B: another thing."
    turns = (Turn("A", 3, 13), Turn("B", 17, len(text)))
    document = Document(SOURCE, text, (Section(Role.TRANSCRIPT, "en", 0, len(text), None, turns),))
    assert [chunk.turns for chunk in split_document(document, limit=3, count_tokens=COUNT)] == [
        (turns[0],),
        (turns[1],),
    ]
