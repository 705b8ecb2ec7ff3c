"""Questions for the difference between two things: *how does X differ from Y?*, X和Y有什么区别？ Pure."""

from dataclasses import dataclass

from index import HAN, Span, lazy_pattern, tag_chinese

_JOINS = frozenset(("和", "与", "與", "跟", "同", "及", "以及", "、"))
_DIFFERENCE = r"differences?|distinctions?|comparisons?"
_UNMEASURED = r"(?<!\b(?:time|age|height|score|goal|point) )"  # such a difference is a figure
_JOIN = r"(?:and|or|&|/|vs\.?|versus)"
# Each has a group for either thing, and perhaps what they are compared in.
_ENGLISH = tuple(
    lazy_pattern(rf"(?i){pattern}")
    for pattern in (
        rf"{_UNMEASURED}\b(?:{_DIFFERENCE})\b(?: (?:in|of) (?P<aspect>[^?]+?))? between (?P<one>.+?) {_JOIN} (?P<other>.+)",
        rf"\b(?:{_DIFFERENCE}) (?:of|from) (?P<one>.+?) (?:and|with|to|from|vs\.?|versus) (?P<other>.+)",
        r"\b(?:tell|telling|distinguish(?:es)?|sets?|differentiates?) (?P<one>.+?) (?:apart )?from (?P<other>.+)",
        r"\b(?:tell|telling) (?P<one>.+?) and (?P<other>.+?) apart\b",
        r"\b(?:do|does|did|is|are|was|were) (?P<one>.+?) (?:any )?(?:differ|different) (?:from|to|than) (?P<other>.+)",
        r"\b(?:do|does|did|are|were) (?P<one>.+?) and (?P<other>.+?) (?:differ|compare|different)\b(?: (?:in|by) (?P<aspect>[^?]+))?",
        r"\b(?:do|does|did) (?P<one>.+?) compare (?:to|with|against) (?P<other>.+)",
        r"^\W*(?:(?:please|can you|could you) )*(?:compare|contrast) (?P<one>.+?) (?:and|with|to|against|vs\.?|versus) (?P<other>.+)",
        r"^\W*(?P<one>.+?) (?:vs\.?|versus|compared (?:to|with)) (?P<other>.+)",
    )
)
_JOINS_MORE = lazy_pattern(r"(?i)\b(?:and|or)\b|,")
# What may follow the second thing: in price, when it comes to size.
_IN_ASPECT = lazy_pattern(
    r"(?i)[,，]?\s+(?:in terms of|with (?:regard|respect) to|regarding|concerning|when it comes to|as (?:to|regards)|in|by) (?P<aspect>.+)"
)
_FIGURE = lazy_pattern(r"\d[\d.]*年?")
_ENDS_THING = lazy_pattern(
    r"(?i)[\s\p{P}]+(?:(?:please|then|exactly|here)\b|and (?:why|how|which|what)\b|(?:which|what|who|when|how)\b|$).*"
)

_DIFFERENT = lazy_pattern(
    r"区别|區別|差[别別异異]|不同|异同|異同|不一[样樣]|有[何甚]?[什甚]?[么麼]?分[别別]|区分|區分|(?:相比|对比|對比|比[较較](?:一下)?)(?=[\s\p{P}]*$)"
)
_ASKS = lazy_pattern(r"[什甚][么麼]|哪|多少|几|幾|[谁誰]|[吗嗎]|怎")
_COMPARES_FIRST = lazy_pattern(r"^(?:比较|比較|对比|對比|区分|區分|区别|區別)(?:一下|下)?(?P<things>.+)")
_OPENING = lazy_pattern(
    r"^(?:请问|請問|请|請|我?想(?:问|問|知道)一?下?|(?:问|問)一?下|告[诉訴]我|[帮幫]我|麻[烦煩]|能不能|可以|[说說]{1,2}|介[绍紹]一下|解[释釋]一下|那[么麼]?|[关關][于於]|[\s\p{P}])+"
)
# Between the two things, besides a word for *and*.
_COMPARED_WITH = frozenset(("相比", "不同于", "不同於", "对比", "對比", "比起", "相较于"))
# What follows the second thing.
_AFTER_THINGS = lazy_pattern(
    r"(?:之[间間]|[这這那]?[两兩二][者个個种種]|在(?P<in>[^，,]+?)(?:方面上?|上)|的(?P<of>\p{Han}{0,6})|到底|究竟|有|存在|是|[怎如哪都又相比，,？?：:]|最大|主要).*"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """The two things whose difference a question asks for, and a question about each alone."""

    things: tuple[str, str]
    questions: tuple[str, str]


def read_difference(question: str) -> Difference | None:
    """The two things whose difference a question asks for; None where it asks for none, or not between two things that it names."""
    read = _read_chinese(question) if HAN.search(question) else _read_english(question)
    if read is None:
        return None
    one, other, aspect = read
    for figure, whole in ((other, one), (one, other)):
        if _FIGURE.fullmatch(figure) and (own := _FIGURE.search(whole)):  # the sales in 2023 and 2024
            questions = {own.group(): _ask(whole, aspect), figure: _ask(whole.replace(own.group(), figure), aspect)}
            things = sorted(questions, key=question.index)
            return Difference((things[0], things[-1]), (questions[things[0]], questions[things[-1]]))
    return Difference((one, other), (_ask(one, aspect), _ask(other, aspect)))


def _ask(thing: str, aspect: str) -> str:
    if HAN.search(thing + aspect):
        return f"{thing}的{aspect}是什么？" if aspect else f"{thing}是什么？"
    return f"What is the {aspect} of {thing}?" if aspect else f"What is {thing}?"


def _read_english(question: str) -> tuple[str, str, str] | None:
    match = next((match for pattern in _ENGLISH if (match := pattern.search(question))), None)
    if match is None:
        return None
    one, other = match["one"].strip(), _ENDS_THING.sub("", match["other"]).strip()
    aspect = match.groupdict().get("aspect") or ""
    if behind := _IN_ASPECT.search(other):
        other, aspect = other[: behind.start()], aspect or behind["aspect"]
    is_of_two = bool(one and other) and not _JOINS_MORE.search(f"{one} | {other}")
    return (one, other, aspect.strip()) if is_of_two else None


def _read_chinese(question: str) -> tuple[str, str, str] | None:
    question = _OPENING.sub("", question)
    compared = _COMPARES_FIRST.match(question)
    text = compared["things"] if compared else question
    for start, end in _joins(text):
        one, rest = text[:start].strip(), text[end:].strip()
        is_compared = compared is not None and not _ASKS.search(rest)
        if is_compared or _DIFFERENT.search(rest) or text[start:end] in _COMPARED_WITH:
            return _cut(one.rpartition("的")[2], rest)
    return None


def _joins(text: str) -> list[Span]:
    """Where a word for *and* stands in a text that is not at either end: as the segmenter has it, or else as a character."""
    spans: list[Span] = []
    position = 0
    for pair in tag_chinese(text):
        position += len(pair.word)
        if pair.word in _JOINS | _COMPARED_WITH:
            spans.append((position - len(pair.word), position))
    spans = spans or [(i, i + 1) for i, character in enumerate(text) if character in _JOINS]
    return [span for span in spans if text[: span[0]].strip() and text[span[1] :].strip()]


def _cut(one: str, rest: str) -> tuple[str, str, str] | None:
    """The first thing, the other one at the beginning of what follows it, and what they are compared in."""
    after = _AFTER_THINGS.search(rest)
    other = (rest[: after.start()] if after else rest).strip(" ？?。.")
    aspect = _DIFFERENT.split((after["in"] or after["of"] or "") if after else "")[0]
    last = [pair.word for pair in tag_chinese(one)][-1:]
    kind = last[0] if last else ""
    if len(kind) > 1 and (found := other.find(kind)) > 0 and other[found + len(kind) :]:
        other, aspect = other[: found + len(kind)], aspect or other[found + len(kind) :]
    is_of_two = bool(one and other) and not any(pair.word in _JOINS for pair in tag_chinese(other))
    return (one, other, aspect) if is_of_two and not _DIFFERENT.search(one + other) else None
