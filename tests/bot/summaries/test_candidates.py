import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.candidates import read_candidates
from bot.summaries.self_contained import Completeness, read_completeness
from index import IndexSettings, open_retriever, reindex

SELF_CONTAINED = [
    "Russia’s economy and its public finances are stretched painfully thin.",
    "Putin and his ministers met the bankers of the country on Monday.",
    "This year the harbour handled twice as many ships as before.",
    "俄罗斯回到谈判桌,不是忽然想通了,而是被难看的经济账逼回来的。",
    "央行按周放贷,用这笔钱买进政府债券,短期内能够救急。",
    "把几家俄罗斯大银行逐出SWIFT系统,国际贸易一夜停摆。",
]
DEPENDENT = [
    "He also fears that every further winter at the harbour costs more than the last.",
    "In it, the town has grown so rich that it settles what its neighbours may build.",
    "While this account may well be right, the bridge was closed to traffic.",
    "In September he forecast that the drought would lead to an end of the ferry.",
    "But even a deep well will one day be empty in a dry country.",
    "The mayor hopes to obtain exactly this from the president of the bank.",
    "The latter has closed its only railway station in the old town.",
    "He said “the bridge is closed and will never open again to traffic.",
    "这不只关系到港口的收入,老街坊的生计也要看它。",
    "但是央行按周放贷,用这笔钱买进政府债券,短期内能够救急。",
    "在這裡他們蓋了一座新的石橋,每天有八千人從橋上走過。",
    "2019年,它有三成的茶叶经铁路运往外省,后来销路断了。",
    "这让 Rosneft 和 Lukoil 的 shadow tanker 船队以及 Urals 原油的 OPEC 买家都感到为难。",
    "没错,老桥明年开春就要重修的说法又传开了。",
]


@pytest.mark.parametrize("text", SELF_CONTAINED)
def test_a_sentence_that_names_its_subject_is_self_contained(text):
    assert read_completeness(text) is Completeness.SELF_CONTAINED


@pytest.mark.parametrize("text", DEPENDENT)
def test_a_sentence_that_refers_back_depends_on_the_one_before_it(text):
    assert read_completeness(text) is Completeness.DEPENDENT


@pytest.mark.parametrize(
    "text", ["It closed.", "Gold matters more.", "就这样。", "Four hundred ropes of the best hemp", "| 1 | a row |"]
)
def test_a_few_words_or_a_line_without_an_end_are_a_fragment(text):
    assert read_completeness(text) is Completeness.FRAGMENT


@given(st.text(alphabet=st.characters(exclude_characters=".。!！…｡;；")))
def test_any_text_without_an_end_is_a_fragment(text):
    assert read_completeness(text) is Completeness.FRAGMENT


@pytest.fixture
def read(tmp_path, embedder):
    """The sentences read from a page."""

    def read(name, page):
        (tmp_path / "pages").mkdir()
        (tmp_path / "pages" / name).write_text(page, "utf-8")
        reindex(IndexSettings(sources_dir=tmp_path / "pages", data_dir=tmp_path / "read"), embedder)
        with open_retriever(IndexSettings(data_dir=tmp_path / "read"), embedder) as retriever:
            ((source, _),) = retriever.sources()
            return read_candidates(source, retriever.chunks(source.id), text=retriever.text(source.id))

    return read


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        pytest.param(
            "# The harbour\n\n## Why it matters\n\nThe harbour handled 400 ships last year. Who would have thought so?\n\n"
            "Anna Lind Berg is a senior fellow at the Institute of Ports.\n\nThank you for listening to the show today.\n",
            ["The harbour handled 400 ships last year."],
            id="en",
        ),
        pytest.param(
            "# 港口\n\n## 为什么重要\n\n各位晚上好,欢迎收听。去年港口一共接待了四百艘船。谁能想到呢?今天就聊到这里,感谢收听。\n",
            ["去年港口一共接待了四百艘船。"],
            id="zh",
        ),
    ],
)
def test_questions_headings_greetings_and_bylines_are_no_candidates(read, page, kept):
    assert [sentence.text for sentence in read("harbour.md", page)] == kept


def test_fragments_are_candidates_only_where_there_is_nothing_else(read):
    found = read("list.md", "# Stock\n\n- four hundred ropes of hemp\n- twenty anchors\n")
    assert [sentence.completeness for sentence in found] == [Completeness.FRAGMENT] * len(found)
    assert any("ropes" in sentence.text for sentence in found)


def test_half_a_sentence_cut_between_two_chunks_is_no_candidate(read):
    long = "The harbour " + ", the quay and the crane " * 80 + "stand empty."
    found = read("long.txt", f"Harbour news\n\nFour hundred ships called at the harbour.\n\n{long}\n")
    assert [sentence.text for sentence in found] == ["Four hundred ships called at the harbour."]


def test_the_opening_of_an_article_and_a_pages_own_summary_are_worth_more(sample):
    source = next(s for s, _ in sample.sources() if s.id.startswith("podcast"))
    found = read_candidates(source, sample.chunks(source.id), text=sample.text(source.id))
    article = [s.prior for s in found if s.chunk.section.startswith("article")]
    assert article[0] > sum(article) / len(article)
    own, talk = ([s.prior for s in found if s.chunk.section == role] for role in ("summary", "transcript"))
    assert min(own) > sum(talk) / len(talk)
