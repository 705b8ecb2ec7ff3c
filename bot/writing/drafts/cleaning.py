"""What a chat model wrote, made fit to be checked and read: without thinking aloud, links, HTML and hidden characters. Pure."""

import regex

from bot.answers import AnswerLanguage
from bot.writing.drafts.labels import replace_labels
from index import detect_language, question_language, remove_hidden_characters, remove_links_and_html

# What the prompts ask for where the passages do not answer.
NO_ANSWER = "NO_ANSWER"
_THINKING = regex.compile(r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\z)", regex.S | regex.I)
# Where the opening tag is part of the model's template, only the closing one is sent.
_THINKING_UNOPENED = regex.compile(r"\A.*</(?:think|thinking|thought|reasoning)>", regex.S | regex.I)
_TORN_TAG = regex.compile(r"(?:<[a-z]{0,9})+\z", regex.I)
_MENTION = regex.compile(r"@+(?=everyone\b|here\b)", regex.I)
_HEADING = regex.compile(r"^(?:#{1,6}\s+)+", regex.MULTILINE)
_QUOTED = regex.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|《[^》]*》|«[^»]*»|[（(][^（）()]*[）)]")
_SPACES = regex.compile(r" {2,}")
# So many letters in a row of the instructions are no coincidence: a short sentence in either language. Set by hand.
_REPEATED_LETTERS = 24
_LETTER = regex.compile(r"\p{L}")


def sanitize_draft(text: str) -> str:
    """A draft, finished or still growing, as a reader may see it.

    Without the model's thinking, links (their words stay), images, addresses, HTML, mentions, heading marks and hidden
    characters.
    """
    text = remove_hidden_characters(text).replace("\t", " ")
    text = _TORN_TAG.sub("", _THINKING_UNOPENED.sub("", _THINKING.sub("", text)))
    text = _MENTION.sub("", _HEADING.sub("", remove_links_and_html(text).strip()))
    return "\n".join(_SPACES.sub(" ", line).rstrip() for line in text.splitlines()).strip()


def is_no_answer(text: str) -> bool:
    """Whether a sanitised draft says that the passages do not answer: ``NO_ANSWER`` on a line of its own."""
    return any(line.strip(" \"'`*.。[]“”") == NO_ANSWER for line in text.splitlines())


def may_become_no_answer(text: str) -> bool:
    """Whether a growing draft is so far nothing but ``NO_ANSWER``, or the beginning of it."""
    return NO_ANSWER.startswith(text.strip(" \"'`*.。[]“”"))


def repeats_instructions(text: str, instructions: str) -> bool:
    """Whether a draft repeats some of the instructions it was written on, word for word."""
    written, own = _letters(text), _letters(instructions)
    runs = {own[i : i + _REPEATED_LETTERS] for i in range(len(own) - _REPEATED_LETTERS + 1)}
    return any(written[i : i + _REPEATED_LETTERS] in runs for i in range(len(written) - _REPEATED_LETTERS + 1))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def is_in_language(text: str, language: AnswerLanguage) -> bool:
    """Whether a draft is in a language; quotations, parentheses and names do not count."""
    unlabelled = replace_labels(text, lambda _: " ")
    own = _QUOTED.sub(" ", unlabelled)
    own = own if _LETTER.search(own) else unlabelled
    if not _LETTER.search(own):
        return True  # a figure is the same in both
    return detect_language(own) == language or question_language(own) == language
