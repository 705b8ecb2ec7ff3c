"""How it came to an answer, as text for the terminal and as the object ``--json`` prints. Pure."""

from typing import Any

from bot.answers import Explanation, WeighedSentence
from bot.strings import Strings
from index import remove_hidden_characters, single_line

_STEPS = {"search": "why-step-search", "weigh": "why-step-weigh", "answer": "why-step-answer"}


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """An explanation as ``footnote ask --why --json`` prints it."""
    sentences = [
        {
            "text": sentence.text,
            "source_id": sentence.source.id,
            "passage": sentence.rank,
            "probability": round(sentence.probability, 4),
            "reading": _rounded(sentence.reading),
            "meaning": _rounded(sentence.meaning),
            "words": _rounded(sentence.words),
        }
        for sentence in explanation.sentences
    ]
    return {
        "sentences": sentences,
        "none": round(explanation.none, 4),
        "best": round(explanation.best, 4),
        "threshold": explanation.threshold,
        "none_threshold": explanation.none_threshold,
        "is_sufficient": explanation.is_sufficient,
        "milliseconds": dict(explanation.steps),
        "denied": list(explanation.denied),
    }


def explanation_text(explanation: Explanation, strings: Strings) -> str:
    """What the threshold said, the sentences that were weighed, those of a draft that were denied, and how long it took."""
    verdict = strings(
        "why-answered" if explanation.is_sufficient else "why-refused", best=_percent(explanation.best),
        threshold=_percent(explanation.threshold), none=_percent(explanation.none),
        most=_percent(explanation.none_threshold),
    )  # fmt: skip
    steps = strings("list-separator").join(
        strings(_STEPS[step], milliseconds=round(time)) for step, time in explanation.steps
    )
    denied = [
        strings("why-denied", sentence=single_line(remove_hidden_characters(text))) for text in explanation.denied
    ]
    return "\n".join([verdict, *(_line(sentence, strings) for sentence in explanation.sentences), *denied, steps])


def _line(sentence: WeighedSentence, strings: Strings) -> str:
    unknown = strings("why-unknown")
    said = strings(
        "why-sentence", probability=_percent(sentence.probability), rank=sentence.rank,
        reading=unknown if sentence.reading is None else _percent(sentence.reading),
        meaning=unknown if sentence.meaning is None else f"{sentence.meaning:.2f}", words=_percent(sentence.words),
        title=single_line(sentence.source.title),
    )  # fmt: skip
    return f"{said}\n    {single_line(remove_hidden_characters(sentence.text))}"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 or share == 0 else "<1%"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
