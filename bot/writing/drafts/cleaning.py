"""What a chat model wrote, made fit to be checked and read: without thinking aloud, links, HTML and hidden characters. Pure."""

from functools import partial
from itertools import islice

import regex

from bot.answers import AnswerLanguage
from bot.writing.drafts.labels import replace_labels, split_labels
from bot.writing.drafts.thinking import remove_thinking
from index import detect_language, question_language, remove_hidden_characters, remove_links_and_html, sentence_spans

# What the prompts ask for where the passages do not answer.
NO_ANSWER = "NO_ANSWER"
# As a sentence begins with it in drafts, whatever the case, between quotation marks, in bold, before a reason.
_NO_ANSWER = regex.compile(r"(?m)(?:^|[.。!?！？:：])[^\w\n.。!?！？:：]{0,12}+(?:(?i:no[_-]answer)|NO ANSWER)(?!\w)")
_AROUND_NO_ANSWER = " \"'`*.。[]“”\n"
_MENTION = regex.compile(r"(?<!@)@++(?=everyone\b|here\b)", regex.I)
_HEADING = regex.compile(r"^(?:#{1,6}\s+)+", regex.MULTILINE)
_QUOTED = regex.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」|『[^『』]*』|《[^《》]*》|«[^«»]*»|[（(][^（）()]*[）)]")
_SPACES = regex.compile(r" {2,}")
# So many letters, or Chinese characters, in a row of the instructions are no coincidence: a short sentence. Set by hand.
_REPEATED_LETTERS, _REPEATED_HAN = 24, 12
# So many characters at the end that repeat themselves so often are a loop. Set by hand.
_LOOP_CHARACTERS, _LOOPS = 240, 3
_LETTER = regex.compile(r"\p{L}")
_LEADING_LABELS = regex.compile(r"(?:\[\d+\]\s*)+")
_ALL_HAN = regex.compile(r"\p{Han}+")


def sanitize_draft(text: str) -> str:
    """A draft, finished or still growing, as a reader may see it.

    Without the model's thinking, links (their words stay), images, addresses, HTML, mentions, heading marks and hidden
    characters.
    """
    text = remove_thinking(remove_hidden_characters(text).replace("\t", " "))
    text = _MENTION.sub("", _HEADING.sub("", remove_links_and_html(text).strip()))
    return "\n".join(_SPACES.sub(" ", line).rstrip() for line in text.splitlines()).strip()


def is_looping(text: str) -> bool:
    """Whether the end of a draft says the same again and again."""
    end = text[-_LOOP_CHARACTERS:]
    return len(end) == _LOOP_CHARACTERS and any(
        end[period:] == end[:-period] for period in range(1, _LOOP_CHARACTERS // _LOOPS + 1)
    )


def is_no_answer(text: str) -> bool:
    """Whether a sanitised draft says that the passages do not answer: a sentence of it is, or begins with, ``NO_ANSWER``.

    Small models put a label behind it, or a reason.
    """
    return _NO_ANSWER.search(split_labels(text)[0]) is not None


def may_become_no_answer(text: str) -> bool:
    """Whether a growing draft is so far nothing but the beginning of ``NO_ANSWER``, or says it."""
    return NO_ANSWER.startswith(text.strip(_AROUND_NO_ANSWER).upper()) or is_no_answer(text)


def find_repetition(text: str, instructions: str) -> int | None:
    """Where the first sentence begins in which a draft repeats its instructions word for word; None where it does not."""
    places = [i for i, c in enumerate(text) if c.isalpha()]
    written = "".join(text[i].lower()[0] for i in places)
    own = "".join(c.lower()[0] for c in instructions if c.isalpha())
    starts = []
    for length in (_REPEATED_LETTERS, _REPEATED_HAN):
        runs = {own[i : i + length] for i in range(len(own) - length + 1)}
        found = (i for i in range(len(written) - length + 1) if written[i : i + length] in runs)
        is_enough = partial(_is_enough, written, length)
        # A letter before the run may be the same by chance: its middle tells which sentence it is in.
        starts += [places[i + length // 2] for i in islice(filter(is_enough, found), 1)]
    if not starts:
        return None
    first = next((start for start, end in sentence_spans(text) if start <= min(starts) < end), min(starts))
    own_labels = _LEADING_LABELS.match(text, first)
    return own_labels.end() if own_labels else first


def _is_enough(letters: str, length: int, start: int) -> bool:
    """Whether a run is long enough for its script."""
    return length == _REPEATED_LETTERS or bool(_ALL_HAN.fullmatch(letters, start, start + length))


def is_in_language(text: str, language: AnswerLanguage) -> bool:
    """Whether a draft is in a language; quotations, parentheses and names do not count."""
    unlabelled = replace_labels(text, lambda _: " ")
    own = _QUOTED.sub(" ", unlabelled)
    own = own if _LETTER.search(own) else unlabelled
    if not _LETTER.search(own):
        return True  # a figure is the same in both
    return detect_language(own) == language or question_language(own) == language
