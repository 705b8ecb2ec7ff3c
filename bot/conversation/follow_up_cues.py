"""Cues in the words of a follow-up: a requested language, a correction, a word that refers back, one of several. Both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from bot.answers import AnswerLanguage
from index import fold, lazy_pattern

# All patterns are matched against the folded question: lower case, simplified characters.
_LANGUAGE_NAMES: Mapping[AnswerLanguage, str] = {
    "zh": r"\bchinese\b|\bmandarin\b|[中汉][文语]|普通话",
    "en": r"\benglish\b|英[文语]",
}
_REQUEST_WORDS = (
    r"\b(?:in|into|to|please|and|now|ok(?:ay)?|can|could|you|answer|reply|respond|say|speak|switch|translate|write|repeat|explain|it|that|this|me|again|the|version|"
    r"instead)\b|[请用说讲答成换改能不可以吗呢吧那就你我再版给写译]|回答|翻译|解释|一[下遍次]|麻烦|谢谢"
)
_REQUEST_AT_END = r"(?:[,;.?!\s]+(?:please )?(?:answer|reply|respond|say it)(?: me)? in (?:{0})(?: please)?|[,;.?!\s]+in (?:{0})[, ]+please|[,.?!。、\s]*请?用(?:{0})(?:回答|说|答|解释))\W*$"
_MORE = lazy_pattern(
    r"(?:\b(?:yes|yeah|yep|ok(?:ay)?|sure|right|please|go on|continue|and|so|then|tell|give|me|us|can|could|you|i want|more|some|further|details?|about|it|that|this|elaborate|"
    r"expand|on|what|anything|else|in|thanks?)\b|是的?|好[的吧]?|[对嗯请]|继续|还有(?:别的|其他的|什么)?|更?多?详细|[再多能可以具体]+|[说讲介绍展开]+|一?[点些下]|细节|更多|告诉我|[吗呢吧的]|谢谢|\W)+"
)
_WHY = lazy_pattern(
    r"\W*(?:(?:and |but |so )?(?:why|how come|how so|when|where|who|whom|how|how much|how many|since when|by whom|by how much|what for|for how long)(?: not| exactly| then| (?:is|was) (?:it|that|this)(?: so)?)?|"
    r"(?:那么?|但是?)?(?:为什么|为何|为啥|怎么会|怎么|怎么回事|什么时候|何时|哪里|在哪里?|谁|是谁|多少|什么原因|原因(?:是什么)?)(?:会?(?:这样|如此))?[呢呀啊吗的]*)\W*"
)
_CORRECTION = lazy_pattern(
    r"\W*(?:(?:(?:no|nope|sorry|wait|actually|oh|not (?:that|this|so))\b[\s,.!;:–—-]*)*\bi (?:really )?(?:mean|meant|was asking|am asking|asked|wanted)(?: to (?:ask|know))?(?: about)?\b[\s,:]*|"
    r"(?:(?:不[对是]|不|错了|抱歉|对不起|等等|其实)[,，。!\s]*)*我(?:的意思)?(?:是|想|要)?(?:问的?|指的?|说的?|想知道的?|的意思)(?:是)?[,:\s]*|"
    r"(?:no|nope|not that|wrong)\s*[,.!;:–—]\s*(?=\p{L})|(?:不[对是]|错了)[,。!\s]+(?:应该是?|是)?)"
)
_LEAD = lazy_pattern(
    r"\W*(?:(?:(?:ok(?:ay)?|yes|yeah|right|thanks|thank you|hm+|well|and|but|so|also)\b[\s,.!]*)+(?:(?:what|how) about\b|what of\b)?|(?:what|how) about\b|what of\b|"
    r"(?:(?:好的?(?!处)|嗯|谢谢|是的|哦|那么?(?![个些里时年位次种样家])|而|另外|还有|此外|接着|然后|可是|但是?)[,。\s]*)+)\s*"
)
_TAIL = lazy_pattern(r"(?:(?<=\w)(?:,? too|,? as well|,? instead|,? then)|(?<=\w)(?:呢|怎么样|如何|的话))?[\s?!。.…]*$")
_ORDINAL = r"first|second|third|fourth|fifth|last|former|latter|1st|2nd|3rd"
_PICKED_ITEM = lazy_pattern(
    rf"\b(?:the |that |this )?(?P<of>{_ORDINAL})(?: (?:one|point|item|option|reason|thing|part)\b|(?=\W*$|,))|\b(?:number|option|point) ?(?P<of>\d|one|two|three|four)\b|"
    r"第(?P<of>[一二三四五\d])(?:[个种点项条]|(?=\W|$))(?=\W|$|[是的呢吗怎为什有会在能])|(?P<of>最后|[前后])(?:者|一[个种点项])"
)
_POSITIONS = (
    ("first", "1st", "former", "前", "一", "1", "one"), ("second", "2nd", "二", "2", "two"), ("third", "3rd", "三", "3", "three"),
    ("fourth", "四", "4", "four"), ("fifth", "五", "5"),
)  # fmt: skip
_BACK_REFERENCE = lazy_pattern(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that|those|this|these|ones?|there|then|else|same)\b|(?<![其吉])[它他她牠]|[这那](?=[个些里儿时样种次家位]|是)|其(?![他它实余])|[双两]方|两[边者]|上述|同样"
)
_QUESTION_WORD = lazy_pattern(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|tell|explain|describe|show)\b|"
    r"什么|多少|谁|怎|为何|吗|几|哪|如何|是否|没有|何时|多[大高长久远]|解释|介绍|讲讲|说说"
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that comes after others, and the cues in it.

    ``text`` is the question without words that only connect it to the one before, such as ``and``.
    """

    text: str
    is_led: bool  # it begins or ends as a continuation: And, 那, 呢
    is_correction: bool
    refers_back: bool
    asks: bool  # it has a question word, or a verb of asking
    # The span in ``text`` that names one of several, and its position: 0 the first, -1 the last.
    picked_item: tuple[int, int, int] | None


def read_follow_up(question: str) -> FollowUp:
    """The cues in a question that comes after others."""
    folded = _fold_in_place(question)
    correction = _CORRECTION.match(folded)
    lead = _LEAD.match(folded, correction.end() if correction else 0)
    start = lead.end() if lead else correction.end() if correction else 0
    tail = _TAIL.search(folded, start)
    end = tail.start() if tail else len(folded)
    text, rest = question[start:end].strip(" ,，"), folded[start:end].strip(" ,，")
    if correction and rest.endswith("的"):
        text, rest = text[:-1], rest[:-1]
    asks = bool(_QUESTION_WORD.search(rest))
    if asks:
        text += question[end:].strip()
    return FollowUp(
        text=text, is_led=bool(lead) or bool(tail and tail.group().strip(" ?!。.…")), is_correction=bool(correction),
        refers_back=bool(_BACK_REFERENCE.search(rest)), asks=asks, picked_item=_read_picked_item(rest),
    )  # fmt: skip


def requested_language(question: str) -> AnswerLanguage | None:
    """The language that a question requests and nothing else: ``in English, please``, ``说中文``."""
    folded = fold(question)
    for language, named in _LANGUAGE_NAMES.items():
        if regex.search(named, folded) and regex.fullmatch(rf"(?:{named}|{_REQUEST_WORDS}|\W)+", folded):
            return language
    return None


def split_language_request(question: str) -> tuple[str, AnswerLanguage | None]:
    """A question without the request for a language at its end, and that language: ``why? answer in Chinese``."""
    for language, named in _LANGUAGE_NAMES.items():
        if found := regex.search(_REQUEST_AT_END.format(named), _fold_in_place(question)):
            return question[: found.start()], language
    return question, None


def asks_for_more(question: str) -> bool:
    """Whether a question only agrees or asks for more: ``yes``, ``go on``, ``更详细一点``."""
    return bool(_MORE.fullmatch(fold(question)))


def is_bare_question_word(question: str) -> bool:
    """Whether a question is a question word and no more: ``why?``, ``为什么呢?``."""
    return bool(_WHY.fullmatch(fold(question)))


def _read_picked_item(folded: str) -> tuple[int, int, int] | None:
    found = _PICKED_ITEM.search(folded)
    if not found:
        return None
    place = next((i for i, words in enumerate(_POSITIONS) if found["of"] in words), -1)
    return (*found.span(), place)


def _fold_in_place(question: str) -> str:
    """The question folded where that keeps every position, else in lower case."""
    folded = fold(question)
    return folded if len(folded) == len(question) else question.lower()
