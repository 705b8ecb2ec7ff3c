"""Answers and summaries from what an asker may read."""

import pytest

from bot.answers import Asker, Reason
from bot.errors import UnknownSourceError
from bot.library.answer_cache import AnswerCache
from bot.library.library import Library
from index import IndexSettings, QueryError

HERE, OPERATOR = Asker(1, 2, 3), Asker(None, 0, 0, reads_all=True)
EN, ZH = "How many tea houses does Brindle have?", "青石桥全长多少米?"


@pytest.fixture
def library(corpus, indexed, embedder):
    opened = Library(IndexSettings(sources_dir=corpus, data_dir=indexed), embedder, cache=AnswerCache())
    yield opened
    opened.close()


@pytest.mark.parametrize(("question", "gold"), [(EN, "42"), (ZH, "186米")], ids=["en", "zh"])
def test_an_answer_shows_the_question_as_it_was_typed(library, question, gold):
    answer = library.ask(question, HERE, shown_question="and there?").result()
    assert gold in answer.text
    assert answer.question == "and there?"


def test_the_same_question_is_answered_from_the_cache_until_the_index_changes(library):
    first, again = (library.ask(EN, HERE).result() for _ in range(2))
    assert again.text == first.text
    assert (first.milliseconds > 0, again.milliseconds) == (True, 0.0)
    library.refresh()
    assert library.ask(EN, HERE).result().milliseconds > 0


def test_chosen_sources_alone_are_asked(library):
    assert library.ask(EN, HERE, source_ids=["bridge.txt"]).result().reason is Reason.NO_EVIDENCE
    with pytest.raises(UnknownSourceError, match=r"tea\.txt"):
        library.ask(EN, HERE, source_ids=["tea.tx"])


def test_an_asker_who_may_read_nothing_gets_refusals_in_the_own_language(corpus, tmp_path, embedder):
    folder = corpus / "123456789012345678"
    folder.mkdir()
    for path in list(corpus.glob("*.*")):
        path.rename(folder / path.name)
    library = Library(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), embedder)
    library.build()
    for question, refusal in ((EN, "No answer to this"), (ZH, "没有找到答案")):
        answer = library.ask(question, HERE).result()
        assert (answer.reason, answer.nearest) == (Reason.NO_EVIDENCE, ())
        assert refusal in answer.text
        assert not library.ask(question, OPERATOR).result().is_refused
    summary = library.sum_up(None, HERE, sentences=3, language="en").result()
    assert (summary.reason, summary.points) == (Reason.NO_EVIDENCE, ())
    library.close()


@pytest.mark.parametrize("question", ["", "?!", "x" * 2001], ids=["empty", "marks", "long"])
def test_what_cannot_be_searched_for_is_an_error_before_anything_is_opened(library, question):
    with pytest.raises(QueryError):
        library.ask(question, HERE)
