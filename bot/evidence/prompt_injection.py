"""Prompt injection in sources, and sentences that are no statements: neither is evidence. Pure."""

from functools import lru_cache

import regex

from index import sentence_spans

# A quotation that ends in a question is a statement: somebody is said to ask it.
_QUESTION = regex.compile(r"[?？][\s!！…。.)）\]】]*$")
# Imperatives addressed to the model, not to the reader: about its answer, its instructions and its role.
_EN_ANSWER = r"your\s(?:\w+\s)?(?:answer|reply|response|output|summary|message)"
_EN_INSTRUCTIONS = r"(?:previous|prior|above|earlier|preceding|foregoing|system|initial)\s(?:\w+\s)?(?:instructions?|prompts?|programming|guidelines|rules)"
_EN_CHANGE_VERBS = (
    r"add|adjust|alter|append|apply|begin|change|conclude|convert|encode|encrypt|end|enhance|express|finish|include|insert|integrate|"
    r"make|modify|preface|prefix|provide|render|represent|rephrase|rewrite|shift|start|substitute|translate|use|write"
)
_ZH_INSTRUCTIONS = r"(?:指令|指示|提示词?|规则|規則|设定|設定|要求)"
_INJECTION = regex.compile(
    rf"""(?xi)
      \b(?:{_EN_CHANGE_VERBS})\b.{{0,160}}?\b{_EN_ANSWER}\b
    | \b(?:in|to|of|with|for)\s{_EN_ANSWER}\b[^.!?]{{0,80}}?\b(?:{_EN_CHANGE_VERBS}|mention|say|state|suggest|spread|hint|recommend|promote|tell)\b
    | \b(?:ignore|disregard|forget|override|bypass|(?:stop|do\snot|don['’]t)\s(?:follow|obey)(?:ing)?)\b[^.!?]{{0,40}}?\b(?:{_EN_INSTRUCTIONS}|your\sinstructions)\b
    | \b(?:reveal|repeat|print|show|output|tell|ignore|disregard)\b[^.!?]{{0,60}}?\b(?:system|developer|hidden|initial)\s(?:prompt|message|instruction)s?\b
    | \byou\sare\s(?:now|no\slonger|from\snow\son)\s(?:an?\s|(?-i:\p{{Lu}}{{2,}}))
    | ^\W*(?:system|assistant|user|developer|human)\s*[:：]
    | <\|[\w ]+\|> | \[/?INST\] | ^\W*(?:new\s)?instructions?\s*[:：]
    | (?:^\W*|[请請，,：:]\s*)(?:立即|马上|现在)?(?:忽略|无视|無視|忘记|忘記|忘掉|不要理会|不要理會)(?!了|过|過|着)[^。！？]{{0,12}}?
      (?:以上|之前|前面|先前|上述|上面|所有|一切|任何|你的|您的|系统|系統)[^。！？]{{0,10}}?{_ZH_INSTRUCTIONS}
    | (?:请|請|务必|務必)(?:你|您)?(?:直接|只|仅|僅|一律|立即)?(?:输出|輸出|拒答|作答) | 直接输出[“"「『] | (?:一律|直接)拒答
    | (?:你|您)的(?:回答|回复|回覆|答案|输出|輸出|答复|摘要)(?:中|里|裡|必须|必須|应|應|要|只)
    | (?:在|把)(?:你|您)的(?:回答|回复|答案|输出)
    | (?:从现在起|從現在起|现在开始)[，,]?(?:你|您) | (?:你|您)(?:现在)?(?:是|扮演|将扮演)[^。！？]{{0,10}}(?:助手|模型|机器人|機器人)
    | ^\W*(?:系统|系統)(?:提示|消息|訊息|指令)\s*[:：] | 请[^。！？]{{0,20}}原封不动
    """
)
# Every injection holds one of these, and most sentences hold none: a fast first test.
_HINTS = regex.compile(
    r"(?i)\b(?:your?|previous|prior|above|earlier|preceding|foregoing|instructions?|prompts?|guidelines|system|assistant|user|developer|human|hidden)\b"
    r"|<\||\[/?INST|\p{Han}"
)


def is_statement(sentence: str) -> bool:
    """Whether a sentence can be evidence: it is neither a question nor prompt injection.

    Instructions to readers, such as those of a recipe, are statements.
    """
    return not (_QUESTION.search(sentence) or is_injection(sentence))


def is_injection(sentence: str) -> bool:
    """Whether a sentence is prompt injection: it tells the model what to do."""
    return bool(_HINTS.search(sentence) and _INJECTION.search(sentence))


def extract_statements(text: str) -> str:
    """The sentences of a text that are statements."""
    return " ".join(
        sentence
        for sentence, is_injected in _classify_sentences(text)
        if not is_injected and not _QUESTION.search(sentence)
    )


def extract_injections(text: str) -> str:
    """The sentences of a text that are prompt injection."""
    return " ".join(sentence for sentence, is_injected in _classify_sentences(text) if is_injected)


def remove_injections(text: str) -> str:
    """The sentences of a text that are no prompt injection."""
    return " ".join(sentence for sentence, is_injected in _classify_sentences(text) if not is_injected)


@lru_cache(maxsize=64)
def _classify_sentences(text: str) -> tuple[tuple[str, bool], ...]:
    """The sentences of a text, each with whether it is prompt injection. Cached: a passage is read in all three ways."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    return tuple((sentence, is_injection(sentence)) for sentence in sentences)
