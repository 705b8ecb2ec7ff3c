"""Which language a text, or a question, is in."""

from typing import Literal

import regex

from index.text.scripts import HAN

Language = Literal["en", "zh", "mixed"]
_LATIN_WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}'’-]*")
# A Latin word counts as this many Chinese characters. Set by hand.
_HAN_PER_WORD = 1.7
# Typed on a Chinese keyboard: the language of a question without words, which is answered with a reason.
_CHINESE_MARK = regex.compile(r"[。，、；：？！「」《》…￥（）]")
# Words that only sentences in that language need. They decide short questions about foreign names.
_ZH_GRAMMAR = regex.compile(r"[的了吗呢吧么哪谁何谁是有在和与及]|什么|多少|怎|为什|几个")
_EN_GRAMMAR = regex.compile(
    r"\b(?:the|an?|is|are|was|were|do|does|did|what|who|whom|why|how|when|where|which|of|in|to|and|mean)\b", regex.I
)


def detect_language(text: str) -> Language:
    """The language of most of a text; ``mixed`` where neither script has three quarters of it."""
    han = 0 if text.isascii() else len(HAN.findall(text))
    if not han:
        return "en"
    share = han / (han + len(_LATIN_WORD.findall(text)) * _HAN_PER_WORD)
    return "zh" if share >= 0.75 else "en" if share <= 0.25 else "mixed"


def question_language(question: str) -> Literal["en", "zh"]:
    """The language to answer in. A foreign name inside a question does not change it: ``SWIFT是什么?`` is Chinese."""
    language = detect_language(question)
    if language == "en" and _CHINESE_MARK.search(question) and not _LATIN_WORD.search(question):
        return "zh"
    if language != "mixed":
        return language
    zh, en = len(_ZH_GRAMMAR.findall(question)), len(_EN_GRAMMAR.findall(question))
    if zh != en:
        return "zh" if zh > en else "en"
    return "zh" if len(HAN.findall(question)) > len(_LATIN_WORD.findall(question)) else "en"
