"""Takes what a chat model thinks aloud out of its text. Pure.

Servers that know a model's template send its thinking in a field of its own; others leave it in the text.
"""

import regex

# <think> (DeepSeek, Qwen), <seed:think> (Seed-OSS), <|begin_of_thought|>, <think_never_used_51bce0c7>: any such name.
_TAG = r"(?:seed:)?(?:think|thinking|thoughts?|reasoning|reflection|cot_budget_reflect)(?:_\w{1,40})?"
_THINKING = regex.compile(rf"<({_TAG})>.*?(?:</\1>|\z)", regex.S | regex.I)
# Where the opening tag is part of the model's template, only the closing one is sent.
_THINKING_UNOPENED = regex.compile(rf"</{_TAG}>", regex.I)
# The pairs of marks of Magistral, Sky-T1, Command A, Kimi and Gemma.
_THINKING_MARKS = regex.compile(
    r"\[THINK\].*?(?:\[/THINK\]|\z)|<\|begin_of_thought\|>.*?(?:<\|end_of_thought\|>|\z)|"
    r"<\|START_THINKING\|>.*?(?:<\|END_THINKING\|>|\z)|◁think▷.*?(?:◁/think▷|\z)|<\|channel>.*?(?:<channel\|>|\z)",
    regex.S,
)
_THINKING_MARKS_UNOPENED = regex.compile(r"\[/THINK\]|<\|end_of_thought\|>|<\|END_THINKING\|>|◁/think▷|<channel\|>")
# The channels of gpt-oss (harmony): only the last message of the channel ``final`` is the answer.
_FINAL_CHANNEL = regex.compile(r"<\|channel\|>\s*final[^<]*<\|message\|>")
_OTHER_CHANNELS = regex.compile(
    r"<\|channel\|>\s*(?:analysis|commentary)\b.*?(?:<\|(?:end|return|call)\|>(?:<\|start\|>\w*)?|\z)", regex.S
)
# What is left of harmony where a server removed its special tokens: analysisLet me see…assistantfinalThe answer.
_BARE_CHANNELS = regex.compile(r"\A(?:analysis|commentary)(?=\p{Lu}|\p{Han}).*?(?:assistantfinal|\z)", regex.S)
_SPECIAL_TOKEN = regex.compile(r"<\|[\w/]{1,40}\|>|</?(?:answer|response|final_answer|seed:answer)>|◁/?\w+▷", regex.I)
# A few of them at the end: a search for a row of any length would begin at each anew.
_TORN_TAG = regex.compile(r"(?:<\|?+/?+[a-z:_|]{0,24}+|\[/?+T?+H?+I?+N?+K?+|◁/?+[a-z]{0,9}+){1,4}\z", regex.I)


def remove_thinking(text: str) -> str:
    """A draft without what the model thinks aloud, and without the special tokens of its template."""
    text = _after_last(_FINAL_CHANNEL, text)
    for pattern in (_OTHER_CHANNELS, _BARE_CHANNELS, _THINKING, _THINKING_MARKS):
        text = pattern.sub("", text)
    for pattern in (_THINKING_UNOPENED, _THINKING_MARKS_UNOPENED):
        text = _after_last(pattern, text)
    for pattern in (_SPECIAL_TOKEN, _TORN_TAG):
        text = pattern.sub("", text)
    return text


def _after_last(pattern: regex.Pattern[str], text: str) -> str:
    """What follows the last match; all of a text without one."""
    end = 0
    for match in pattern.finditer(text):
        end = match.end()
    return text[end:]
