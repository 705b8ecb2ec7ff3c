"""Passages as a chat model reads them: numbered data between boundaries, as many as there is room for."""

import math
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from string import ascii_lowercase

import regex

from bot.answers import AnswerLanguage
from bot.errors import ChatModelRequestError
from bot.writing.prompts import Message, Prompts
from index import HAN, Passage, sentence_spans

_UNSTATED = "—"
# What no reader sees, and a model reads all the same: controls, marks of direction, characters of zero width, tags.
_HIDDEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}--[\n\t]]", regex.V1)
# Marks by which servers tell who speaks: <|im_start|>, <｜User｜>, [INST], <<SYS>>, </s>, <start_of_turn>, <think>.
_TEMPLATE_MARK = regex.compile(
    r"<(?=[|｜]|/?(?:s|bos|eos|think|system|user|assistant|(?:start|end)_of_turn|tool_call)>|</?SYS>>)|\[(?=/?(?:INST|SYSTEM_PROMPT)\])",
    regex.I,
)
_MARK = 12
_DISARMED = {"<": "‹", "[": "("}
_WORD = regex.compile(r"[\p{Latin}\p{M}]+")
_DIGITS = regex.compile(r"\p{N}+")
# Tokens a Chinese character and a message's frame cost at most, letters in one, digits in one.
_PER_HAN, _PER_MESSAGE, _LETTERS, _DIGITS_IN_ONE = 1.35, 8, 5.0, 3


def estimate_tokens(text: str) -> int:
    """About how many tokens a chat model makes of a text, rather too many than too few.

    Every model has a tokenizer of its own, and to have it would be to download it. Vocabularies of 100,000 tokens and
    more need no more than this for Chinese and English prose.
    """
    words, digits = _WORD.findall(text), _DIGITS.findall(text)
    han = len(HAN.findall(text))
    others = sum(not c.isspace() for c in text) - sum(map(len, words)) - sum(map(len, digits)) - han
    tokens = sum(math.ceil(len(word) / _LETTERS) for word in words) + sum(
        math.ceil(len(run) / _DIGITS_IN_ONE) for run in digits
    )
    return math.ceil(tokens + _PER_HAN * han + others)


def estimate_prompt_tokens(messages: Sequence[Message]) -> int:
    """About how many tokens the messages are, with what stands between them."""
    return sum(estimate_tokens(message.text) + _PER_MESSAGE for message in messages)


def new_boundary(texts: Sequence[str]) -> str:
    """A mark that stands in none of the texts, and that nobody could have put there."""
    while True:
        # Letters alone, so that it is always of one length in tokens.
        boundary = f"#{''.join(secrets.choice(ascii_lowercase) for _ in range(_MARK))}#"
        if not any(boundary in text for text in texts):
            return boundary


def sanitize_for_prompt(text: str) -> str:
    """A text without hidden characters, and without marks by which a server would take a part of it for another speaker."""
    return _TEMPLATE_MARK.sub(lambda mark: _DISARMED[mark.group()], _HIDDEN.sub("", text))


def _metadata(passage: Passage) -> str:
    return f"{passage.source.title} {passage.source.published} {passage.chunk.speaker}"


def _frame_passage(label: int, passage: Passage, boundary: str, language: AnswerLanguage, prompts: Prompts) -> str:
    chunk, source = passage.chunk, passage.source
    stated = {
        "title": source.title, "published": source.published, "speaker": chunk.speaker, "language": chunk.language,
    }  # fmt: skip
    values = {key: " ".join(sanitize_for_prompt(value or _UNSTATED).split()) for key, value in stated.items()}
    text = sanitize_for_prompt(chunk.text).strip()
    return prompts("passage", language).text(boundary=boundary, label=label, text=text, **values)


def fill_with_passages(
    prompt: str, passages: Mapping[int, Passage], *, tokens: int, language: AnswerLanguage, prompts: Prompts, **values: str | int
) -> tuple[list[Message], dict[int, Passage]]:  # fmt: skip
    """A prompt within so many tokens, filled with the first of the passages, as many as there is room for; and which.

    A passage is taken whole. Only the first one, where there is no room for it, ends at a sentence's end before. Raises
    ChatModelRequestError where there is no room for a sentence.
    """
    texts = [str(value) for value in values.values()] + [_metadata(p) + p.chunk.text for p in passages.values()]
    boundary = new_boundary(texts)
    fill = partial(prompts(prompt, language).messages, boundary=boundary, **values)
    room = tokens - estimate_prompt_tokens(fill(passages=""))
    framed = {label: _frame_passage(label, p, boundary, language, prompts) for label, p in passages.items()}
    labels = labels_that_fit(framed, room=room)
    if not labels and passages:
        label, first = next(iter(passages.items()))
        frame = estimate_tokens(framed[label]) - estimate_tokens(first.chunk.text)
        short = shorten_passage(first, tokens=room - frame)
        if short is None:
            raise ChatModelRequestError(
                f"LLM_CONTEXT_TOKENS less LLM_MAX_TOKENS leaves {tokens:,} tokens, which no passage fits into: raise the first."
            )
        framed, labels = {label: _frame_passage(label, short, boundary, language, prompts)}, [label]
    messages = fill(passages="\n\n".join(framed[label] for label in labels))
    return messages, {label: passages[label] for label in labels}


def labels_that_fit(framed: Mapping[int, str], *, room: int) -> list[int]:
    """The labels of the first passages, as many as fit into ``room`` tokens."""
    labels: list[int] = []
    for label, text in framed.items():
        room -= estimate_tokens(text)
        if room < 0:
            break
        labels.append(label)
    return labels


def shorten_passage(passage: Passage, *, tokens: int) -> Passage | None:
    """A passage that ends at the last sentence's end within so many tokens; None where its first sentence is longer."""
    text = passage.chunk.text
    for _, end in reversed(sentence_spans(text)):
        if estimate_tokens(text[:end]) <= tokens:
            chunk = replace(passage.chunk, text=text[:end], end=passage.chunk.start + end)
            return replace(passage, chunk=chunk)
    return None
