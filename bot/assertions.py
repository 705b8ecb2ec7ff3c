"""Sentences that say nothing about the world: questions, and what a page tells whoever answers to do. Pure."""

from collections.abc import Callable

import regex

from index import sentence_spans

# Where a quotation ends in a question, somebody is said to ask it.
_QUESTION = regex.compile(r"[?？][\s!！…。.)）\]】]*$")
# What is said to whoever answers, and of what they were told: never to somebody who reads the news.
_EN_REPLY = (
    r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|instructions?|prompts?|guidelines|programming)"
)
_EN_TOLD = (
    r"add|append|apply|begin|convert|copy|disregard|encode|encrypt|end|enhance|ensure|express|finish|follow|forget|give|ignore|include|insert|"
    r"integrate|introduce|make|mention|modify|never|output|override|print|provide|put|refuse|render|repeat|replace|respond|reveal|rewrite|say|send|shift|show|start|"
    r"state|substitute|tell|translate|use|write|must|should|do\s+not|don['’]t|please"
)
_TO_WHO_ANSWERS = regex.compile(
    rf"""(?xi)
      \b(?:{_EN_TOLD})\b.{{0,160}}?\b(?:your|(?:all|any|every|the|these|those)\s(?:previous|prior|above|earlier|preceding|foregoing|other|system)|previous|prior)
      \s(?:\w+\s)?{_EN_REPLY}\b
    | \b(?:in|to|of|with|for)\s(?:all\s)?your\s(?:\w+\s)?{_EN_REPLY}\b[^.!?]*\b(?:{_EN_TOLD}|suggest|spread|hint|recommend|promote)\b
    | \byou\s(?:are|act)\s(?:now|no\slonger|as|from\snow\son)\b
    | \b(?:system|developer|hidden)\s(?:prompt|message|instruction)s?\b
    | ^\W*(?:system|assistant|user|developer|human)\s*[:：]
    | <\|[\w ]+\|> | \[/?INST\] | ^\W*(?:new\s)?instructions?\s*[:：]
    | (?:忽略|无视|無視|忘记|忘記|忘掉|不要理会|不要理會|绕过|推翻)(?!了|过|過|着)[^。！？]{{0,12}}(?:指令|指示|提示词?|规则|規則|要求|设定|設定|内容)
    | (?:请|請|应|應|必须|必須|直接|只|务必|務必)[^。！？]{{0,12}}(?:输出|輸出|拒答|拒绝回答|拒絕回答|作答)
    | (?:你|您)的(?:回答|回复|回覆|答案|输出|輸出|答复|摘要)(?:中|里|裡|必须|必須|应|應|要|只)
    | (?:在|把)(?:你|您)?的?(?:回答|回复|答案|输出)(?:中|里|的末尾|的开头|的结尾)[^。！？]{{0,8}}(?:加|插|写|提|包含|附)
    | (?:从现在起|從現在起|现在开始)[，,]?(?:你|您) | (?:你|您)(?:现在)?(?:是|扮演|将扮演)[^。！？]{{0,10}}(?:助手|模型|机器人|機器人)
    | 系统(?:提示|消息|指令) | 系統(?:提示|訊息|指令) | 原封不动的?保留
    """
)


# Without one of these none of the above is there, and most sentences have none.
_HINTS = regex.compile(
    r"(?i)\b(?:your?|previous|prior|above|earlier|preceding|foregoing|instructions?|prompts?|guidelines|system|assistant|user|developer|human|hidden)\b"
    r"|<\||\[/?INST|\p{Han}"
)


def asserts(sentence: str) -> bool:
    """Whether a sentence says something that can bear out an answer: a question does not, nor an order to who answers.

    What a page tells other readers to do, as a recipe does, is said of the world.
    """
    return not (_QUESTION.search(sentence) or is_order(sentence))


def is_order(sentence: str) -> bool:
    """Whether a sentence tells whoever answers what to do."""
    return bool(_HINTS.search(sentence) and _TO_WHO_ANSWERS.search(sentence))


def asserted(text: str) -> str:
    """The sentences of a text that assert something."""
    return _those(text, asserts)


def orders(text: str) -> str:
    """The sentences of a text that tell whoever answers what to do."""
    return _those(text, is_order)


def unordered(text: str) -> str:
    """The sentences of a text but for orders."""
    return _those(text, lambda sentence: not is_order(sentence))


def _those(text: str, are_meant: Callable[[str], bool]) -> str:
    return " ".join(text[start:end] for start, end in sentence_spans(text) if are_meant(text[start:end]))
