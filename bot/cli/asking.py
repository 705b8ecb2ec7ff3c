"""What the commands ask, search and summary do."""

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from bot.answering import STANDARD_INPUT, read_questions, tidy_line, tidy_question
from bot.answers import Answer, AnswerLanguage, ConversationTurn, Reason
from bot.cli.context import Context, print_result
from bot.cli.library import OPERATOR, open_library
from bot.cli.live_draft import live_draft
from bot.cli.output import (
    answer_json,
    answer_text,
    explanation_json,
    explanation_text,
    invalid_query_json,
    invalid_question_json,
    passages_json,
    passages_text,
    summary_json,
    summary_text,
)
from bot.cli.reporting import failure_sentence
from bot.conversation import SmallTalk, make_standalone, read_small_talk
from bot.errors import AnswerError
from bot.library import Library
from bot.strings import open_strings_like, reason_text
from bot.summaries import DEFAULT_SENTENCES, published_between
from index import (
    QueryError,
    SearchIndexError,
    question_language,
)

# Earlier questions of the prompt that a follow-up may refer to, as on Discord.
_MOST_TURNS = 6


@dataclass(frozen=True, slots=True)
class Manner:
    """How questions are answered: in which language, from which sources, and printed how."""

    as_json: bool = False
    language: AnswerLanguage | None = None
    source_ids: Sequence[str] = ()
    shows_why: bool = False


def answer_questions(context: Context, question: str, manner: Manner, *, after: Sequence[str]) -> None:
    """Print the answer to a question, or to each line of standard input. ``after`` are the questions asked before it."""
    with open_library(context) as library:
        turns = _earlier_turns(library, after, manner)

        def reply(asked: str) -> dict[str, Any] | str:
            return _shown(_ask(library, asked, turns, manner), manner)

        _reply_to_each(context, question, reply, invalid=invalid_question_json if manner.as_json else None)


def open_prompt(context: Context, manner: Manner, *, after: Sequence[str]) -> None:
    """Answer one question after the other, as they are typed, until the end of input. Follow-ups are remembered.

    Ctrl-C ends the answer that is being made, or clears the line.
    """
    from bot.cli.prompt import read_lines  # noqa: PLC0415 - needed here only

    with open_library(context) as library:
        turns = _earlier_turns(library, after, manner)
        click.echo(context.strings("prompt-hint"), err=True)
        for typed in read_lines(context.index.data_dir):
            asked = tidy_line(typed)
            if not asked:
                continue
            context.speak_like(asked)
            try:
                answer = _ask(library, asked, turns, manner)
                print_result(_shown(answer, manner))
            except KeyboardInterrupt:
                click.echo("\n" + context.strings("prompt-stopped"), err=True)
            except (AnswerError, SearchIndexError) as error:
                click.echo(failure_sentence(error, context.strings), err=True)
            else:
                turns = _with_turn(turns, asked, answer)


def search_passages(context: Context, query: str, *, as_json: bool, top_k: int) -> None:
    """Print the passages closest to a query, or to each line of standard input."""
    with open_library(context, is_quoting=True) as library:

        def reply(asked: str) -> dict[str, Any] | str:
            started = time.perf_counter()
            passages = library.lookups.passages(asked, OPERATOR, top_k=top_k)
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            language = question_language(asked)
            if as_json:
                return passages_json(asked, language, passages, milliseconds=milliseconds)
            strings = open_strings_like(language, asked)
            return passages_text(passages, strings) or strings("refusal-no-evidence")

        _reply_to_each(context, query, reply, invalid=invalid_query_json if as_json else None)


def sum_up(
    context: Context, source_id: str | None, *, topic: str | None, since: datetime | None, until: datetime | None,
    as_json: bool, language: AnswerLanguage | None, sentences: int | None,
) -> None:  # fmt: skip
    """Print the summary of a source, of a topic, or without both of all sources."""
    with open_library(context) as library:
        ids: list[str] = []
        if since or until:
            sources = [source for source, _ in library.lookups.sources(OPERATOR)]
            ids = published_between(
                sources,
                since=since.date().isoformat() if since else "",
                until=until.date().isoformat() if until else "",
            )
        if source_id is not None:
            ids = [source_id]
        subject = tidy_question(topic) if topic is not None else None
        result = library.sum_up(
            subject, OPERATOR, sentences=sentences or DEFAULT_SENTENCES, language=language, source_ids=ids,
            is_period=bool(since or until),
        ).result()  # fmt: skip
    print_result(
        summary_json(result) if as_json else summary_text(result, open_strings_like(result.language, subject or ""))
    )


def _ask(library: Library, asked: str, turns: Sequence[ConversationTurn], manner: Manner) -> Answer:
    kind = read_small_talk(asked)
    if kind and not (kind is SmallTalk.FOLLOW_UP and turns):
        return _small_talk(kind, asked, manner)
    standalone = make_standalone(asked, turns)
    with nullcontext() if manner.as_json else live_draft() as on_text:
        return library.ask(
            standalone.question, OPERATOR, language=manner.language or standalone.language,
            source_ids=manner.source_ids, shown_question=asked, turns=turns, on_text=on_text,
        ).result()  # fmt: skip


def _small_talk(kind: SmallTalk, said: str, manner: Manner) -> Answer:
    """What is said to small talk, in its language and script. A follow-up to nothing is asked back."""
    language = manner.language or question_language(said)
    text = open_strings_like(language, said)(f"terminal-{kind}")
    reason = Reason.NEEDS_CONTEXT if kind is SmallTalk.FOLLOW_UP else Reason.SMALL_TALK
    return Answer.refused(said, language, text, reason=reason, engine="none")


def _earlier_turns(library: Library, questions: Sequence[str], manner: Manner) -> list[ConversationTurn]:
    """The turns of a conversation of these questions, each answered in view of those before it."""
    turns: list[ConversationTurn] = []
    for question in map(tidy_question, questions):
        answer = _ask(library, question, turns, Manner(as_json=True, source_ids=manner.source_ids))
        turns = _with_turn(turns, question, answer)
    return turns


def _with_turn(turns: Sequence[ConversationTurn], asked: str, answer: Answer) -> list[ConversationTurn]:
    """The turns with a further one. Small talk is none."""
    more = [] if answer.reason in (Reason.SMALL_TALK, Reason.NEEDS_CONTEXT) else [ConversationTurn(asked, answer.text)]
    return [*turns, *more][-_MOST_TURNS:]


def _shown(answer: Answer, manner: Manner) -> dict[str, Any] | str:
    why = answer.explanation if manner.shows_why else None
    if manner.as_json:
        return answer_json(answer) | ({"why": explanation_json(why)} if why else {})
    strings = open_strings_like(answer.language, answer.question)
    return "\n\n".join([answer_text(answer, strings), *([explanation_text(why, strings)] if why else [])])


def _reply_to_each(
    context: Context,
    argument: str,
    reply: Callable[[str], dict[str, Any] | str],
    *,
    invalid: Callable[[str, str], dict[str, Any]] | None,
) -> None:
    """Print the reply to each question. In a batch, the reply to a question that cannot be asked is the reason."""
    for asked in read_questions(argument):
        try:
            print_result(reply(asked))
        except QueryError as error:
            if argument != STANDARD_INPUT:
                raise
            problem = reason_text(str(error), context.strings_for(asked))
            print_result(invalid(asked, problem) if invalid else problem)
