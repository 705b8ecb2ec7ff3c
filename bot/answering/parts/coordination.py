"""Questions that ask the same of two or more things, or two things of one, in one phrase: A和B分别多少, *the price and weight of C*. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.parts.chinese_things import chinese_things
from bot.answering.parts.english_things import english_things
from index import HAN, Span, lazy_pattern

# Which a name of two scripts would be cut at.
_SPACE_BESIDE_HAN = lazy_pattern(r"(?<=\p{Han})\s+|(?<=\S)\s+(?=\p{Han})")
# Set by hand.
_MOST_THINGS = 4
# What is asked of two things together is one question: how they differ, who won, what they agreed.
_TOGETHER = lazy_pattern(
    r"(?i)\b(?:between|differen\w+|differs?|compar\w+|versus|vs|together|both|relation\w*|than|or|married|marry|meet|met|agree\w*|against)\b"
    r"|区别|區別|差[别別异異]|不同|异同|異同|关系|關係|之间|之間|相比|比较|比較|对比|對比|哪[个個一]|更|还是|還是|一起|共同|联合|聯合|合作|双方|雙方|[对對]阵|之战|之戰|比分|结婚|結婚|谈|談|签|簽"
)
_JOIN = lazy_pattern(r"(?i)\s*(?:[,，、和与與及跟]|以及|,?\s*\band)\s*")
# What says that each thing has an answer of its own.
_EACH = lazy_pattern(r"(?i),?\s?\b(?:respectively|each)\b|分别|分別|各自|各(?=有|是|占|需|要|多|几|幾|得|获|獲|为|為)")


@dataclass(frozen=True, slots=True)
class Coordination:
    """A question that asks of each of some ``things``: ``questions`` ask of one each.

    ``is_explicit`` where it says so: *respectively*, 分别, or asks for the words of several people.
    """

    things: tuple[str, ...]
    questions: tuple[str, ...]
    is_explicit: bool


def read_coordination(question: str, speakers: Sequence[str] = ()) -> Coordination | None:
    """The things that a question asks of in one phrase, two to four; None where it asks of one, or of all together.

    They are the ``speakers`` whose words it asks for where it names these together.
    """
    if _TOGETHER.search(question):
        return None
    question = _SPACE_BESIDE_HAN.sub("", question)
    find_things = chinese_things if HAN.search(question) else english_things
    named = _joined_names(question, speakers)
    spans = named or find_things(question, _MOST_THINGS + 1)
    if not 1 < len(spans) <= _MOST_THINGS:
        return None
    before, after = question[: spans[0][0]], question[spans[-1][1] :]
    things = tuple(question[start:end].strip() for start, end in spans)
    questions = tuple(" ".join(_EACH.sub("", f"{before}{thing}{after}").split()) for thing in things)
    return Coordination(things, questions, bool(named or _EACH.search(question)))


def _joined_names(question: str, names: Sequence[str]) -> list[Span]:
    """Where names stand in a question that stand together, joined by nothing but *and* and commas; none where they do not."""
    spans = sorted((start, start + len(name)) for name in names if (start := question.find(name)) >= 0)
    gaps = (question[end:start] for (_, end), (start, _) in pairwise(spans))
    return spans if len(spans) > 1 and all(map(_JOIN.fullmatch, gaps)) else []
