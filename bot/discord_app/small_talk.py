"""What people say to a bot that is no question: greetings, thanks, and follow-ups to nothing. Pure."""

import regex

# The key of the text that replies, and the whole of what people say: alternatives of a pattern.
_PHRASES: dict[str, tuple[str, ...]] = {
    "small-talk-greeting": (
        r"hi+|hello+|hey+|yo|greetings|good (?:morning|afternoon|evening)",
        r"你好+|您好|哈喽|哈囉|嗨+|早上好|早安|早|下午好|晚上好|在吗|在嗎|大家好",
    ),
    "small-talk-thanks": (
        r"(?:many |ok(?:ay)?,? )?thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|cheers",
        r"(?:好的?[,，]?\s*)?(?:谢谢|謝謝|多谢|多謝|感谢|感謝|谢了|謝了)(?:你|您|啦|了)*",
    ),
    "small-talk-goodbye": (
        r"bye(?:[- ]?bye)?|good ?bye|good night|see you(?: later)?",
        r"再见|再見|拜拜|晚安|回头见|回頭見",
    ),
    "small-talk-who": (
        r"(?:who|what) are you|what can you do",
        r"你(?:是谁|是誰|是什么|是什麼|能做什么|能做什麼|会什么|會什麼)",
    ),
    "small-talk-follow-up": (
        r"(?:and )?(?:then|what then|what happened (?:next|then|after that)|what next|after that)",
        r"go on|continue|tell me more|more|why|how so|really",
        r"(?:那|那么|那麼)?(?:然后|然後|后来|後來|接下来|接下來|之后|之後|还有|還有)?(?:呢|怎么样|怎麼樣|怎样|怎樣)+",
        r"(?:那|那么|那麼)?(?:然后|然後|后来|後來|接下来|接下來|还有吗|還有嗎|为什么|為什麼)",
        r"继续|繼續|接着说|接著說|真的吗|真的嗎",
    ),
}
FOLLOW_UP = "small-talk-follow-up"
_NAME = r"(?:\s*(?:there|all|everyone|bot|footnote|大家|机器人|機器人))?[啊呀]?"
_EDGES = r"[\s\p{P}\p{S}]*"
_PATTERNS = tuple(
    (key, regex.compile(rf"(?i){_EDGES}(?:{'|'.join(phrases)}){_NAME}{_EDGES}")) for key, phrases in _PHRASES.items()
)
# Longer texts say something. Set by hand.
_LONGEST = 40


def small_talk_reply(text: str) -> str | None:
    """The key of the text that replies to small talk, or None for what asks something. ``FOLLOW_UP`` needs something before it."""
    if len(text) > _LONGEST:
        return None
    return next((key for key, pattern in _PATTERNS if pattern.fullmatch(text)), None)
