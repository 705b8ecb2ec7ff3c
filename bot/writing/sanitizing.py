"""What a chat model wrote, made fit to be checked and read: no thinking aloud, no links, no hidden characters. Pure."""

import regex

from bot.answers import AnswerLanguage
from index import detect_language, question_language

# What the prompts ask for where the passages do not answer.
NO_ANSWER = "NO_ANSWER"
_THINKING = regex.compile(r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\z)", regex.S | regex.I)
# Where the opening mark is part of the model's template, only the closing one is sent.
_THOUGHT = regex.compile(r"\A.*</(?:think|thinking|thought|reasoning)>", regex.S | regex.I)
_THINKING_BEGINS = regex.compile(r"<[a-z]{0,9}\z", regex.I)
_HIDDEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}--[\n]]", regex.V1)
_IMAGE = regex.compile(r"!\[[^\]]*\](?:\([^)]*\)?|\[[^\]]*\])")
_LINK = regex.compile(r"(\[[^\]]*\])\((?:[^()]|\([^()]*\))*\)?")
_LABEL = regex.compile(r"\[\d+\]")
_ADDRESS = regex.compile(
    r"(?<![a-z0-9])(?:[a-z][a-z0-9+.-]{1,20}://|www\.|(?:data|javascript|mailto):)[^\s\p{Han}，。；、）」』<>\])]*",
    regex.I,
)
_TAG = regex.compile(r"</?\p{L}[^<>]*>|<[@#:!/&][^<>]*>")
_MENTION = regex.compile(r"@(?=everyone\b|here\b)", regex.I)
_HEADING = regex.compile(r"^#{1,6}\s+", regex.MULTILINE)
_QUOTED = regex.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|《[^》]*》|«[^»]*»|[（(][^（）()]*[）)]")
_SPACES = regex.compile(r" {2,}")
# Letters in a row that are no chance: a short sentence in either language.
_RUN = 24
_LETTER = regex.compile(r"\p{L}")


def sanitize_draft(text: str) -> str:
    """A draft, finished or still growing, as a reader may see it.

    Without what a model thinks aloud, links (their words stay), images, addresses, HTML, marks of mentions, headings'
    marks and hidden characters.
    """
    text = _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    text = _THINKING_BEGINS.sub("", _THOUGHT.sub("", _THINKING.sub("", text)))
    before = ""
    while before != text:  # what is left where something was taken out may be the next
        before = text
        text = _ADDRESS.sub("", _LINK.sub(_words_of_link, _IMAGE.sub("", _TAG.sub("", text))))
    text = _MENTION.sub("", _HEADING.sub("", text.replace("](", "] (")))
    return "\n".join(_SPACES.sub(" ", line).rstrip() for line in text.strip().splitlines()).strip()


def _words_of_link(link: "regex.Match[str]") -> str:
    words = link.group(1)
    return words if _LABEL.fullmatch(words) else words[1:-1]


def is_no_answer(text: str) -> bool:
    """Whether a tidy draft says that the passages do not answer: the sign stands on a line of its own."""
    return any(line.strip(" \"'`*.。[]“”") == NO_ANSWER for line in text.splitlines())


def may_become_no_answer(text: str) -> bool:
    """Whether a growing draft is so far nothing but the sign, or the beginning of it."""
    return NO_ANSWER.startswith(text.strip(" \"'`*.。[]“”"))


def cut_at_last_label(text: str) -> str:
    """A draft that ran out of room, up to its last label: what comes after is half a sentence or has none."""
    labels = list(_LABEL.finditer(text))
    return text[: labels[-1].end()] if labels else ""


def repeats_instructions(text: str, instructions: str) -> bool:
    """Whether a draft tells some of the instructions it was written on, word for word."""
    told, own = _letters(text), _letters(instructions)
    runs = {own[i : i + _RUN] for i in range(len(own) - _RUN + 1)}
    return any(told[i : i + _RUN] in runs for i in range(len(told) - _RUN + 1))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def is_in_language(text: str, language: AnswerLanguage) -> bool:
    """Whether a draft is in a language, what it quotes or puts in parentheses not counted, names not either."""
    own = _QUOTED.sub(" ", _LABEL.sub(" ", text))
    own = own if _LETTER.search(own) else _LABEL.sub(" ", text)
    if not _LETTER.search(own):
        return True  # a figure is the same in both
    return detect_language(own) == language or question_language(own) == language
