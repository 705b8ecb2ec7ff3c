"""A scripted chat model that writes a draft and then gives a second opinion on its sentences, with drafts and passages for it."""

import re

import pytest

from bot.writing.author import Author
from bot.writing.writer import Writer
from model_server import Script, passage

TEA = passage(
    "Brindle has 42 tea houses. The oldest of them was opened in 1911 by Mira Okafor. Most guests come by tram.",
    published="2024-05-06",
)
BRIDGE = passage(
    "青石桥（Qingshi）全长186米，建于清朝末年。桥上有二十四只石狮子。去年的维修费用是350万元。",
    source_id="bridge.txt",
    title="青石桥的故事",
    language="zh",
)
PASSAGES = [TEA, BRIDGE]
DRAFTS = {
    "en": ("Brindle has 42 tea houses. [1] Mira Okafor opened the oldest in 1911. [1] There are 24 stone lions on the bridge. [2]",
           "oldest", ["42", "24"]),
    "zh": ("青石桥全长186米。[2]桥上有二十四只石狮子。[2]Brindle有42家茶馆。[1]", "石狮子", ["186", "42"]),
}  # fmt: skip
EACH = pytest.mark.parametrize("language", DRAFTS)
STATEMENT = re.compile(r"^(?:Statement: |说法：)(.*)$", re.MULTILINE)


def asked_opinion(request):
    """The statement of a request for an opinion; None of another request."""
    found = STATEMENT.findall(request["messages"][-1]["content"])
    return found[-1] if found else None


class SecondReader:
    """Writes ``draft``, and says no to statements that hold one of ``denies``, yes to others; ``reply`` says it in its own way."""

    def __init__(self, draft, *, denies=(), reply=None, usage=(100, 20)):
        self.opinions = []
        self._draft, self._denies, self._reply, self._usage = draft, denies, reply, usage

    def __call__(self, request):
        statement = asked_opinion(request)
        if statement is None:
            return Script(self._draft, usage=self._usage)
        self.opinions.append(request)
        if self._reply is not None:
            return self._reply if isinstance(self._reply, Script) else Script(self._reply, usage=self._usage)
        return Script("no" if any(words in statement for words in self._denies) else "yes", usage=self._usage)

    @property
    def asked(self):
        """The statements it was asked about, in order."""
        return [asked_opinion(request) for request in self.opinions]


def open_author(open_model, claim_checker, *, asks_twice=True, **options):
    """An author that asks for a second opinion; ``options`` are the chat model's."""
    return Author(writer=Writer(open_model(**options)), claim_checker=claim_checker, asks_twice=asks_twice)


def ask(author, language):
    return author.answer("How many? 多少？", PASSAGES, language)
