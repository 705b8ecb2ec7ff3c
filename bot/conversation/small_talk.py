"""What people say that asks nothing of the sources: greetings, thanks, and follow-ups to nothing. Pure."""

from enum import StrEnum

import regex

from bot.conversation.follow_up_cues import asks_for_more, is_bare_question_word, read_follow_up
from index import content_terms


class SmallTalk(StrEnum):
    """Kinds of small talk. ``FOLLOW_UP`` is a question where there is something that it follows."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WHO = "who"
    FOLLOW_UP = "follow-up"


# The whole of what people say: alternatives of a pattern.
_PHRASES: dict[SmallTalk, tuple[str, ...]] = {
    SmallTalk.GREETING: (
        r"hi+|hello+|hey+|yo|howdy|greetings|good (?:morning|afternoon|evening|day)|how are you",
        r"你好+|您好|你们好|你們好|哈喽|哈囉|嗨+|嘿+|早上好|早安|早|午安|下午好|晚上好|在吗|在嗎|大家好",
        r"[@＠]footnote|<@[!&]?\d+>",  # a mention alone
    ),
    SmallTalk.THANKS: (
        r"(?:many |ok(?:ay)?,? |great,? )?thanks?(?: you| u)?(?: (?:so|very) much| a lot)?|thx|ty|cheers",
        r"(?:好的?[,，]?\s*)?(?:非常|太)?(?:谢谢|謝謝|多谢|多謝|感谢|感謝|谢了|謝了|谢啦|謝啦)(?:你们|你們|你|您|啦|了)*|辛苦(?:了|啦)",
    ),
    SmallTalk.GOODBYE: (
        r"bye(?:[- ]?bye)?|good ?bye|good night|see (?:you|ya)(?: later)?",
        r"再见|再見|拜拜|晚安|回头见|回頭見|下次见|下次見",
    ),
    SmallTalk.WHO: (
        r"(?:who|what) are you|what can you do|what do you do",
        r"你(?:是谁|是誰|是什么|是什麼|能做什么|能做什麼|会什么|會什麼|会做什么|會做什麼)",
    ),
    SmallTalk.FOLLOW_UP: (
        r"(?:and )?(?:then|what then|what happened (?:next|then|after that)|what next|after that)",
        r"go on|continue|tell me more|more|why|how so|really|are you sure|(?:and |what about |how about )(?:him|her|them)",
        r"(?:can you |please )?explain(?: (?:it|that|this))?|what do(?:es)? (?:it|that|this|you) mean|(?:say|repeat) (?:it|that)(?: again)?|again",
        r"(?:那|那么|那麼)?(?:然后|然後|后来|後來|接下来|接下來|之后|之後|还有|還有|当时|當時|现在|現在)?(?:呢|怎么样|怎麼樣|怎样|怎樣)+了?",
        r"(?:那|那么|那麼)?(?:然后|然後|后来|後來|接下来|接下來|还有吗|還有嗎|为什么|為什麼)",
        r"什么|什麼|啥|多久|多长时间|多長時間|(?:具体|具體)(?:是什么|是什麼|说说|說說)",
        r"继续|繼續|接着说|接著說|真的吗|真的嗎|(?:你)?(?:确定|確定)(?:吗|嗎)|(?:这|這|那)?(?:是)?什么意思|(?:这|這|那)?(?:是)?什麼意思",
        r"(?:能|可以|请|請)?(?:再)?(?:解释|解釋|说|說|讲|講)(?:一下|一遍|一次)(?:吗|嗎)?",
    ),
}
_NAME = r"(?:\s*+(?:there|all|everyone|bot|footnote|大家|机器人|機器人))?[啊呀]?"
_EDGES = r"[\s\p{P}\p{S}]*"
_PATTERNS = tuple(
    (kind, regex.compile(rf"(?i){_EDGES}(?:{'|'.join(phrases)}){_NAME}{_EDGES}+")) for kind, phrases in _PHRASES.items()
)
_OUTER_MARKS = regex.compile(rf"^{_EDGES}|(?<![\s\p{{P}}\p{{S}}]){_EDGES}$")
# Longer texts say something. Set by hand.
_LONGEST = 40
# Names that are spelled as words which refer back or ask.
_ACRONYM = regex.compile(r"\b(?:US|IT|WHO)\b")
# What stands for the sources themselves, or for whatever there is: it may be asked about at any time.
_SOURCES = regex.compile(
    r"(?i)\b(?:there|here|sources?|documents?|files?|pages?|texts?|articles?)\b|[这那這]里|[這那这]裡|来源|來源|资料|資料|文件|文章|文档|文檔"
)


def read_small_talk(text: str) -> SmallTalk | None:
    """The kind of small talk that a text is, or None for one that asks something."""
    if len(text) > _LONGEST:
        return None
    said = next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(text)), None)
    return said or (SmallTalk.FOLLOW_UP if _leaves_everything_out(_OUTER_MARKS.sub("", text)) else None)


def _leaves_everything_out(question: str) -> bool:
    """Whether a question has nothing but words that refer to what was said before: ``what about it?``, ``那他呢?``."""
    if not any(map(str.isalpha, question)) or _SOURCES.search(question) or _has_acronym(question):
        return False
    if asks_for_more(question) or is_bare_question_word(question):
        return True
    follow_up = read_follow_up(question)
    rest = follow_up.text
    if follow_up.picked_item:
        start, end, _ = follow_up.picked_item
        rest = f"{rest[:start]} {rest[end:]}"
    # A Chinese word of one character is no content word: 茶呢? names what it is about.
    is_led = follow_up.is_led and (follow_up.asks or not any(map(str.isalpha, rest)))
    return (is_led or follow_up.refers_back) and not content_terms(rest)


def _has_acronym(question: str) -> bool:
    """Whether it holds such a name, unless all of it is in capitals."""
    is_shouted = question.isupper() and len(question.split()) > 1
    return bool(_ACRONYM.search(question)) and not is_shouted
