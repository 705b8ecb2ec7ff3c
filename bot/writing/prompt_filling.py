"""Fills prompts with passages: numbered data between boundaries, as many as there is room for."""

import math
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from string import ascii_lowercase

import regex

from bot.answers import AnswerLanguage
from bot.errors import ChatModelRequestError
from bot.evidence import cut_at_sentence_end, remove_injections
from bot.writing.prompts import Message, Prompts
from index import HAN, Passage, detect_language, lazy_pattern, remove_hidden_characters

# Marks of chat templates, by which a server knows who speaks: <|im_start|>, <｜User｜>, [INST], <<SYS>>, </s>, <start_of_turn>, <think>.
_TEMPLATE_MARK = lazy_pattern(
    r"<(?=[|｜]|/?(?:s|bos|eos|think|system|user|assistant|(?:start|end)_of_turn|tool_call)>|</?SYS>>)|\[(?=/?(?:INST|SYSTEM_PROMPT)\])",
    regex.I,
)
# Letters of a boundary.
_BOUNDARY_LETTERS = 12
_REPLACED_MARKS = {"<": "‹", "[": "("}
_WORD = lazy_pattern(r"[\p{Latin}\p{M}]+")
_DIGITS = lazy_pattern(r"\p{N}+")
# Tokens of a Chinese character and of a message's frame at most; letters and digits of one token. Set by hand; a test
# holds them against two vocabularies.
_PER_HAN, _PER_MESSAGE, _LETTERS_PER_TOKEN, _DIGITS_PER_TOKEN = 1.35, 8, 5.0, 3


def estimate_tokens(text: str) -> int:
    """An upper estimate of a text's tokens.

    The model's own tokenizer would have to be downloaded. Vocabularies of 100,000 tokens and more need no more than this
    for Chinese and English prose.
    """
    words, digits = _WORD.findall(text), _DIGITS.findall(text)
    han = len(HAN.findall(text))
    others = sum(not c.isspace() for c in text) - sum(map(len, words)) - sum(map(len, digits)) - han
    tokens = sum(math.ceil(len(word) / _LETTERS_PER_TOKEN) for word in words) + sum(
        math.ceil(len(run) / _DIGITS_PER_TOKEN) for run in digits
    )
    return math.ceil(tokens + _PER_HAN * han + others)


def estimate_prompt_tokens(messages: Sequence[Message]) -> int:
    """An upper estimate of the tokens of messages, with what the server puts between them."""
    return sum(estimate_tokens(message.text) + _PER_MESSAGE for message in messages)


def new_boundary(texts: Sequence[str]) -> str:
    """A random mark that stands in none of the texts, so that no text can end its own frame."""
    while True:
        # Letters alone, so that its length in tokens is always the same.
        boundary = f"#{''.join(secrets.choice(ascii_lowercase) for _ in range(_BOUNDARY_LETTERS))}#"
        if not any(boundary in text for text in texts):
            return boundary


def sanitize_for_prompt(text: str) -> str:
    """A text without hidden characters, and without marks of chat templates, which would let it speak as another."""
    return _TEMPLATE_MARK.sub(lambda mark: _REPLACED_MARKS[mark.group()], remove_hidden_characters(text))


def sanitize_line_for_prompt(text: str) -> str:
    """A title, name or date on one line, otherwise as ``sanitize_for_prompt``."""
    return " ".join(sanitize_for_prompt(text).split())


def _metadata(passage: Passage) -> str:
    return f"{passage.source.title} {passage.source.published} {passage.chunk.speaker}"


def frame_passage(label: int, passage: Passage, boundary: str, language: AnswerLanguage, prompts: Prompts) -> str:
    """A passage as a prompt shows it: between boundaries, with its number and what its source states."""
    chunk, source = passage.chunk, passage.source
    # A title in a language that neither the passage nor the reader has draws a small model into it.
    is_foreign = detect_language(source.title) not in (language, chunk.language, "mixed")
    stated = {
        "title": "" if is_foreign else source.title, "published": source.published, "speaker": chunk.speaker,
    }  # fmt: skip
    values = {key: sanitize_line_for_prompt(value or "") for key, value in stated.items()}
    text = sanitize_for_prompt(chunk.text).strip()
    return prompts("passage", language).text(boundary=boundary, label=label, text=text, **values)


def fill_with_passages(
    prompt: str, passages: Mapping[int, Passage], *, tokens: int, language: AnswerLanguage, prompts: Prompts, is_short: bool = False,
    **values: str | int,
) -> tuple[list[Message], dict[int, Passage]]:  # fmt: skip
    """A prompt of at most so many tokens, filled with as many of the first passages as fit, and these passages.

    Passages are whole. Only where the first one does not fit it is cut at a sentence's end. ``is_short`` selects the
    short form of the prompt. Raises ChatModelRequestError where not even a sentence fits.
    """
    texts = [str(value) for value in values.values()] + [_metadata(p) + p.chunk.text for p in passages.values()]
    boundary = new_boundary(texts)
    fill = partial(prompts(prompt, language).messages, is_short=is_short, boundary=boundary, **values)
    room = tokens - estimate_prompt_tokens(fill(passages=""))
    framed = {label: frame_passage(label, p, boundary, language, prompts) for label, p in passages.items()}
    labels = labels_that_fit(framed, room=room)
    if not labels and passages:
        label, first = next(iter(passages.items()))
        # One more, because both estimates are rounded up.
        frame = estimate_tokens(framed[label]) - estimate_tokens(first.chunk.text) + 1
        short = shorten_passage(first, tokens=room - frame)
        if short is None:
            raise ChatModelRequestError(
                f"LLM_CONTEXT_TOKENS less LLM_MAX_TOKENS leaves {tokens:,} tokens, which no passage fits into: raise the first."
            )
        framed, labels = {label: frame_passage(label, short, boundary, language, prompts)}, [label]
    messages = fill(passages="\n".join(framed[label] for label in labels))
    return messages, {label: passages[label] for label in labels}


def labels_that_fit(framed: Mapping[int, str], *, room: int) -> list[int]:
    """The labels of the first framed passages, as many as fit into ``room`` tokens."""
    labels: list[int] = []
    for label, text in framed.items():
        room -= estimate_tokens(text)
        if room < 0:
            break
        labels.append(label)
    return labels


def without_injections(passage: Passage) -> Passage:
    """A passage without the sentences that are prompt injection."""
    return replace(passage, chunk=replace(passage.chunk, text=remove_injections(passage.chunk.text)))


def shorten_passage(passage: Passage, *, tokens: int) -> Passage | None:
    """A passage cut at the last sentence's end within so many tokens; None where its first sentence is longer."""
    text = cut_at_sentence_end(passage.chunk.text, fits=lambda beginning: estimate_tokens(beginning) <= tokens)
    chunk = replace(passage.chunk, text=text, end=passage.chunk.start + len(text))
    return replace(passage, chunk=chunk) if text else None
