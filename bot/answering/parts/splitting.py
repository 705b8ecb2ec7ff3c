"""Several questions one after another: *who wrote it, and when?* is two. Pure."""

import regex

# Where one question ends and another may begin.
_BETWEEN_QUESTIONS = regex.compile(r"(?<=[?？])\s*|[,，;；]\s*(?:and\s+)?|\s+and\s+", regex.I)
_ASKS = regex.compile(
    r"\b(?:who|whom|whose|what|when|where|why|which|how)\b|谁|誰|什么|什麼|哪|多少|几|幾|多[久长大高远]|何时|何時|为什么|為什麼|怎么|怎麼|怎样|怎樣|如何",
    regex.I,
)
# A question for yes or no. In English its subject follows: not "who has keys and is allowed to lock up".
_ASKS_WHETHER = regex.compile(
    r"^\W*(?:is|are|was|were|do|does|did|can|could|will|would|may|has|have)\s+"
    r"(?:(?:the|an?|it|they|there|you|he|she|this|that|any|my|our|your|i|we|one|members|guests|people|children|dogs)\b|(?-i:\p{Lu}))"
    r"|[吗嗎][\s\p{P}]*$|是否|是不是|有没有|有沒有|能不能|可不可以|要不要",
    regex.I,
)
_MOST_PARTS = 3
_WORDS = regex.compile(r"\p{Han}|[\p{L}\p{N}]+")
# Words, or Chinese characters, that a question has besides the word that asks. Set by hand.
_FEWEST_WORDS = 2


def split_question(question: str) -> list[str]:
    """The questions that are asked in one, at most three, or the question alone: each part asks something itself."""
    parts: list[str] = []
    for part in _BETWEEN_QUESTIONS.split(question):
        if parts and not (_is_question(part) and _is_question(parts[-1])):
            parts[-1] = f"{parts[-1]} {part}"
        elif part.strip():
            parts.append(part)
    return [part.strip() for part in parts] if 1 < len(parts) <= _MOST_PARTS else [question]


def asks_about_something(text: str) -> bool:
    """Whether a text has more than the word that asks."""
    return len(_WORDS.findall(_ASKS.sub(" ", text))) >= _FEWEST_WORDS


def _is_question(part: str) -> bool:
    """Whether a part of a question asks something by itself."""
    return bool(_ASKS.search(part) or _ASKS_WHETHER.search(part)) and asks_about_something(part)
