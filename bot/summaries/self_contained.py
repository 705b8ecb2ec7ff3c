"""Whether a sentence is self-contained, judged by how it opens and ends, in both languages."""

from enum import IntEnum

import regex

from index import detect_language, fold, lazy_pattern

# Lengths in words or Chinese characters. Set by hand.
_SHORTEST = {"en": 6, "zh": 12, "mixed": 10}
_USUAL = {"en": 16, "zh": 32, "mixed": 24}
_LONGEST = {"en": 70, "zh": 160, "mixed": 120}
_WORD = lazy_pattern(r"\p{Han}|[[\p{L}\p{N}]--\p{Han}][[\p{L}\p{M}\p{N}.,%'’-]--\p{Han}]*", regex.V1)

_ENDS = lazy_pattern(r"[.。!！…｡;；][\"'”’»)）\]】」』》*_]*$")
_ENDS_AS_QUESTION = lazy_pattern(r"[?？][\"'”’»)）\]】」』》*_]*$")
# A line beside the article that says what its author does.
_BYLINE = lazy_pattern(
    r"^(?:\p{Lu}[\p{L}.'’-]+ ){2,4}(?:is|was) (?:an?|the) [^.]{0,60}\b(?:fellow|professor|editor|correspondent|columnist|reporter|journalist|"
    r"researcher|analyst|lecturer|contributor)\b|^[\p{Han}·]{2,12}[是为為][^。]{0,30}(?:研究[员員]|教授|[记記]者|[编編][辑輯]|撰稿人|[专專][栏欄]作[家者])。$"
)
# All patterns below are matched against the folded text: lower case, simplified characters.
# Greetings stay in the sources, where they can be quoted. A summary leaves them out.
_GREETING = lazy_pattern(
    r"\bwelcome (?:back )?to (?:the|our|this|another)\b|\bthanks? (?:you )?(?:so much )?for (?:listening|joining|having|watching|tuning)\b|"
    r"\b(?:i['’]m|my name is|i am) your host\b|^(?:i['’]m|my name is|i am) (?:\p{L}+ ?){1,3}[.,]|\bsee you (?:next|tomorrow)\b|\bsubscribe\b|"
    r"各位(?:晚上|早上|下午|听众|观众|朋友)|大家好|[早晚]上好|下午好|欢迎收听|感谢(?:收听|大家)|[聊讨谈]论?就?到这|^(?:我们|咱们)(?:明天|下[期次周])|^我是\p{Han}{2,4}[,。]|下[期次]再[见聊会]"
)
_EN_DEPENDENT_OPENING = lazy_pattern(
    r"^[\"'“‘(\[]*(?:"
    # a pronoun after any small words: In it, If his, While this, What he
    r"(?:(?:in|on|at|by|to|from|for|with|as|of|under|over|after|before|during|since|until|among|through|about|against|if|when|while|although|though|"
    r"because|unless|even|and|but|or|so|yet|all|both|some|many|most|none|any|each|one|not|only|just|still|now|behind|beyond|without|like|what|where|"
    r"how|why),? ){0,3}(?:he|she|it|they|his|her|hers|its|their|theirs|him|them|these|those|such|this(?! (?:year|week|month|century|decade|spring|summer|autumn|winter)\b)|(?:he|she|it|they|this|that)['’](?:s|re|ll|d|ve))\b|"
    r"(?:(?:in|on|at|by|to|for|of|after|with|all|but|and|so),? )?that(?=,| (?:is|was|has|had|will|would|could|may|might|made|left|\p{L}+s)\b)|"
    r"(?:in|on|at|by|from|after|before|during|since|until|with) (?:\S+ ){1,4}(?:he|she|they|it)\b|"
    # a connective
    r"(?:but|and|so|or|nor|yet|then|thus|hence|therefore|however|also|moreover|furthermore|additionally|besides|meanwhile|instead|consequently|"
    r"accordingly|nevertheless|nonetheless|otherwise|similarly|likewise|conversely|again|here|another|either|neither|both|too|firstly|secondly|"
    r"thirdly|finally|small wonder|no wonder|as a result|for example|for instance|in (?:addition|contrast|turn|other words)|on the other hand|"
    r"at the same time|by contrast|first|second|third|the (?:first|second|third|fourth|latter|former|others?|same|aim|rest|result|reason))\b|"
    # a reply
    r"(?:yes|yeah|no|right|exactly|well|sure|absolutely|oh|okay|ok|indeed|true|i see|you know|look)\b)"
)
_ZH_DEPENDENT_OPENING = lazy_pattern(
    r"^[\"“‘「『(]*(?:"
    r"(?:(?:但是?|而|可是?|所以|因此|于是|而且|从|对于?|在|把|将|被|因为?|由于?|就|除了|为了?|随着|如果|要是|虽然|尽管|即使|当|与|和|跟|据|连|也|又|还|都|正是|只有|有了|"
    r"比起|甚至),?)?(?:[这那他她它]|其(?!实)|此|该)|"
    r"(?:\p{Han}{1,3}(?<![和与及跟])|[\p{Han}\d]{2,10},)[他她它]|"
    r"但(?![凡愿])|而(?!言)|可是|不过(?!是)|所以|因此|于是|而且|并且|另外?|然而|同时|其次|再(?!也)|后来|随后|之后|接着|然后|也|又|还(?=[有是得要])|却|不然|否则|反之|相反|"
    r"例如|比如|好比|就像|就好比|可见|结果|换句话|同样|特别是|尤其|至于|"
    r"没错|是的|对,|确实,|嗯|好的?,|当然|说得|说到点|您|你看)"
)
# Refers back from inside the sentence: "exactly this", "this data", but not "this year".
_REFERS_BACK_INSIDE = lazy_pattern(
    r"\b(?:this|these)\b(?! (?:year|week|month|time|century|decade|spring|summer|autumn|fall|winter|morning|evening)s?\b)|[这那]样(?:[。,]|一)|如此[。!]"
)
# What others think: such a sentence is usually refuted by the next.
_VIEW_OF_OTHERS = lazy_pattern(
    r"^(?:(?:most|many|some) (?:accounts|people|observers|analysts|commentators|experts|critics)|the (?:prevailing|conventional|common|official|usual)|"
    r"on paper|at first (?:glance|sight)|it is (?:often|widely|commonly))\b|^(?:[很许]多人|不少人|有人|外界|表面上|乍看|一般认为)"
)


class Completeness(IntEnum):
    """How well a sentence can be read on its own, best first."""

    SELF_CONTAINED = 0
    DEPENDENT = 1  # on the sentence before it; or too long for a point
    FRAGMENT = 2  # a list item, a caption, a sentence of three words


def read_completeness(text: str) -> Completeness:
    """Whether a sentence can be read without the one before it: no unresolved pronoun, connective or reply opens it."""
    language = detect_language(text)
    length = len(_WORD.findall(text))
    if not _ENDS.search(text) or text.startswith("|") or length < _SHORTEST[language]:
        return Completeness.FRAGMENT
    folded = fold(text)
    dependent = (_EN_DEPENDENT_OPENING, _ZH_DEPENDENT_OPENING, _REFERS_BACK_INSIDE, _VIEW_OF_OTHERS)
    is_unbalanced = any(text.count(a) != text.count(b) for a, b in ("“”", "「」", "()", "（）", "《》"))
    if is_unbalanced or length > _LONGEST[language] or any(pattern.search(folded) for pattern in dependent):
        return Completeness.DEPENDENT
    return Completeness.SELF_CONTAINED


def is_informative(text: str) -> bool:
    """Whether a sentence is no question, greeting or byline."""
    is_excluded = _ENDS_AS_QUESTION.search(text) or _BYLINE.search(text) or _GREETING.search(fold(text))
    return bool(_WORD.search(text)) and not is_excluded


def length_weight(text: str) -> float:
    """1, or less for a sentence shorter than usual: it is similar to many others because it says little."""
    return min(1.0, len(_WORD.findall(text)) / _USUAL[detect_language(text)])
