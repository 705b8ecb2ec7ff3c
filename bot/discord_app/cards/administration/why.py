"""How it came to an answer, as a card for admins. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.discord_app.cards.footnotes import shorten
from bot.discord_app.cards.markdown import escape_markdown
from bot.discord_app.cards.model import Card, make_cards
from bot.memory import Record
from bot.strings import Strings

_STEPS = ("search", "weigh", "answer")
# Set by hand.
_LONGEST_SENTENCE = 300


def why_card(record: Record, explanation: Mapping[str, Any], strings: Strings) -> Card:
    """What ``footnote ask --why`` shows, of a kept answer: the verdict, the sentences that were weighed, and the times."""
    verdict = strings(
        "why-answered" if explanation["is_sufficient"] else "why-refused", best=_percent(explanation["best"]),
        threshold=_percent(explanation["threshold"]), none=_percent(explanation["none"]),
        most=_percent(explanation["none_threshold"]),
    )  # fmt: skip
    steps = strings("list-separator").join(
        strings(f"why-step-{step}", milliseconds=round(explanation["milliseconds"][step]))
        for step in _STEPS
        if step in explanation["milliseconds"]
    )
    sentences = [_sentence_text(sentence, strings) for sentence in explanation["sentences"]]
    denied = [
        strings("why-denied", sentence=escape_markdown(shorten(text, _LONGEST_SENTENCE)))
        for text in explanation.get("denied", ())
    ]
    blocks = [
        f"**{escape_markdown(shorten(record.question, 200))}**\n{verdict}",
        *sentences,
        *denied,
        f"-# {steps}" if steps else "",
    ]
    return make_cards(blocks, tone="notice")[0]


def _sentence_text(sentence: Mapping[str, Any], strings: Strings) -> str:
    unknown = strings("why-unknown")
    reading, meaning = sentence["reading"], sentence["meaning"]
    said = strings(
        "why-sentence", probability=_percent(sentence["probability"]), rank=sentence["rank"],
        reading=unknown if reading is None else _percent(reading), meaning=unknown if meaning is None else f"{meaning:.2f}",
        words=_percent(sentence["words"]), title=escape_markdown(shorten(sentence["title"])),
    )  # fmt: skip
    return f"{escape_markdown(shorten(sentence['text'], _LONGEST_SENTENCE))}\n-# {said}"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 or share == 0 else "<1%"
