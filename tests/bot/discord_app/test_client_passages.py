"""Passages are a pleasure to read: the footnotes that lead to them, who speaks in them, and the nearest ones after a refusal."""

import re

import discord
import pytest

from bot.answers import Asker
from bot.discord_app.cards.answers import answer_cards, excerpt_cards, footnote_lines
from bot.memory.records import Footnote, Record
from bot.service.excerpts import footnote_excerpt
from bot.strings.locales import LOCALES, open_strings
from discord_world import BOTH, ZH, labels, shown, told

HERE = Asker(1, 2, 3)
TEXT = {
    "en": "Intro of the talk.\nBudanov: The bridge is 186 metres long. It is old.\nHost: And the lions?\n",
    "zh": "访谈开头。\n布达诺夫：这座桥全长186米。它很古老。\n主持人：那石狮子呢？\n",
}
QUOTE = {"en": "The bridge is 186 metres long.", "zh": "这座桥全长186米。"}


def footnote(
    label, *, language="en", source_id="a.txt", section="article · Opening", location="12:41", url=None, **changes
):
    text, quote = TEXT[language], QUOTE[language]
    start = text.index(quote)
    fields = {
        "label": label, "source_id": source_id, "title": "The talk", "author": None, "publisher": None, "published": "2024-05-06",
        "url": url, "language": language, "section": section, "speaker": "Budanov" if language == "en" else "布达诺夫",
        "quote": quote, "start": start, "end": start + len(quote), "chunk_id": "c", "chunk_text": text, "chunk_start": 0, "location": location,
    }  # fmt: skip
    return Footnote(**{**fields, **changes})


def record(*footnotes, text="It is long. [1]", language="en", reason=None, passages=(), question="q"):
    return Record(7, HERE, "", question, language, text, reason, "extractive", 1.0, "v", (), footnotes, passages, None)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_source_has_one_line_with_its_labels_and_no_noise(locale):
    notes = [footnote(n, location=f"12:4{n}") for n in (1, 2, 3)] + [footnote(4, source_id="b.txt", language="zh")]
    first, second = footnote_lines(notes, open_strings(locale), language="en")
    assert "[1]–[3]" in first
    assert all(moment in first for moment in ("12:41", "12:42", "12:43", "2024-05-06", "The talk"))
    assert not any(word in first for word in ("article", "文章", "English", "英文"))
    assert any(word in second for word in ("Chinese", "中文"))
    apart = footnote_lines([footnote(1), footnote(3)], open_strings(locale), language="en")
    assert "[1][3]" in apart[0]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("青石桥全长186米。[1]桥上有石狮子。[2]", "青石桥全长186米。[1] 桥上有石狮子。[2]"),
        ("It is long. [1] It is old. [2][3]", "It is long.\u00a0[1] It is old.\u00a0[2][3]"),
        ("据说[1]，如此。", "据说[1]，如此。"),
    ],
)
def test_labels_bind_to_the_sentence_before(text, bound):
    (card,) = answer_cards(record(footnote(1), footnote(2), footnote(3), text=text), open_strings("en"))
    assert card.blocks[0] == bound


DIALOGUE = {
    "en": ("Ann Reed", "Bo Lind", "The bridge is old.", "It is 186 metres long."),
    "zh": ("林岚", "周然", "这座桥很古老。", "它全长186米。"),
}


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_everybody_who_speaks_is_in_bold_in_a_passage_and_in_a_search(world, corpus, speak, language):
    speak(discord.Locale.american_english if language == "en" else discord.Locale.chinese)
    first, second, old, long = DIALOGUE[language]
    turns = [f"{first}\n{old}\n", f"{second}\n{long}\n"] * 3
    (corpus / f"talk {language}.txt").write_text("The talk of bridges\n\n" + "\n".join(turns), "utf-8")
    await world.bot.desk.reindex()
    found = await world.mei.slash(world.channel, "search", query=long)
    names = [f"**{first}**", f"**{second}**"]
    assert all(name in told(found) for name in names)
    opened = told(await world.mei.click(found.response, label="[1]"))
    assert all(name in opened for name in names)


@pytest.mark.parametrize(("locale", "place"), [("en", "Opening 12:41 (Budanov)"), ("zh", "Opening 12:41（Budanov）")])
def test_a_place_says_who_speaks_there(locale, place):
    (line,) = footnote_lines([footnote(1)], open_strings(locale), language="en")
    assert place in line


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_passage_opens_with_the_quote_and_states_speaker_and_moment_with_a_link_to_it(language):
    note = footnote(1, language=language, url="https://example.org/v?t=761")
    page, is_current = footnote_excerpt(note, note.chunk_text, speakers=[note.speaker])
    (card,) = excerpt_cards(7, note, page, open_strings(language), is_current=is_current)
    heading, quote, surroundings = card.blocks
    assert "12:41" in heading
    assert quote.startswith("> ")
    assert note.speaker in quote
    assert note.quote[:-1] in quote
    assert f"**{note.speaker}**" in surroundings
    assert TEXT[language].split("\n")[0] in surroundings
    (link,) = [button for row in card.rows for button in row if button.url]
    assert link.url.endswith("t=761")
    assert "12:41" in link.label


@BOTH
async def test_a_refusal_has_no_five_buttons_and_opens_the_nearest_passages(world, question, gold, refusal):
    refused = await world.ask(
        "青石桥的电梯是谁设计的?" if question == ZH else "How many elephants live in the tea houses of Brindle?"
    )
    assert refusal in shown(refused)
    assert len(labels(refused)) <= 2
    nearest = await world.mei.click(refused, label="最接近的段落" if question == ZH else "Nearest passages")
    assert nearest.response.ephemeral
    assert ("青石桥" if question == ZH else "Brindle") in shown(nearest.response)


# Which sentence answers is a matter of degree: the reader is unsure of at least one question of each language.
UNSURE = {
    "en": ["Are the tea houses of Brindle expensive?", "Which tea house is the oldest?", "Who drives the tram?"],
    "zh": ["石狮子有多高？", "青石桥的石狮子是谁雕刻的？", "这座桥有多重？"],
}


@pytest.mark.parametrize(
    ("language", "asks_back", "quoted", "button", "no_answer"),
    [
        ("en", "No certain answer was found. Could this be it?", r": “(.+)”", "Nearest passages", "No answer"),
        ("zh", "来源里没有确切的答案。你要找的是不是这一段？", r"》：“(.+)”", "最接近的段落", "没有找到答案"),
    ],
    ids=["en", "zh"],
)
async def test_where_the_reader_is_unsure_it_asks_back_with_the_sentence_and_its_passage_can_be_opened(
    world, language, asks_back, quoted, button, no_answer
):
    posts = [await world.ask(question) for question in UNSURE[language]]
    unsure = [post for post in posts if asks_back in shown(post)]
    assert unsure
    for post in unsure:
        (near,) = re.findall(quoted, shown(post))
        assert no_answer not in shown(post)
        assert len(labels(post)) == 2
        assert not re.search(r"\[\d\]", shown(post) + "".join(labels(post)))  # nothing is cited
        nearest = await world.mei.click(post, label=button)
        assert nearest.response.ephemeral
        passages = re.split(r"\*\*(?=\[\d\])", shown(nearest.response))
        (label,) = (passage[:3] for passage in passages if near in passage.replace("**", ""))
        opened = await world.mei.click(nearest.response, label=label)
        assert opened.response.ephemeral
        assert near in shown(opened.response).replace("**", "")


def test_more_passages_are_offered_only_where_there_are_more():
    alone = answer_cards(record(footnote(1), passages=("c",)), open_strings("en"))[-1]
    more = answer_cards(record(footnote(1), passages=("c", "d")), open_strings("en"))[-1]
    assert "More passages" not in [button.label for button in alone.rows[-1]]
    assert "More passages" in [button.label for button in more.rows[-1]]
