"""Every card fits a Discord message, and the pages of a source miss nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.answers import Asker
from bot.discord_app.cards.answers import answer_cards, excerpt_cards
from bot.discord_app.cards.markdown import bold_text, escape_markdown
from bot.discord_app.cards.model import Card, Menu, fit_cards, make_cards
from bot.discord_app.cards.splitting import CARD_LIMIT
from bot.memory.records import Footnote, Record
from bot.service.excerpts import excerpt_page
from bot.strings.locales import LOCALES, open_strings

HERE = Asker(1, 2, 3)


def footnote(label, text="字" * 300):
    return Footnote(
        label=label, source_id="a.txt", title="*Long* title " * 30, author="A", publisher=None, published="2024-05-06",
        url="https://example.org/a", language="zh", section="article · " + "节" * 80, speaker="某人", quote=text, start=0, end=len(text),
        chunk_id="c", chunk_text=text, chunk_start=0, location="sheet " + "格" * 200 + ", row 12",
    )  # fmt: skip


def count_components(card):
    """The components of the message a card becomes, the frame and the rules included."""
    in_rows = sum(2 if isinstance(row, Menu) else 1 + len(row) for row in card.rows)
    return 1 + max(0, 2 * len(card.blocks) - 1) + in_rows


def fits(card: Card) -> bool:
    return CARD_LIMIT.holds(card.text) and count_components(card) <= 40 and len(card.text.encode()) <= 9_900


@given(st.text(max_size=6_000), st.integers(0, 60), st.sampled_from(LOCALES), st.sampled_from(["extractive", "chat"]))
@settings(max_examples=60, deadline=None)
def test_every_card_of_an_answer_is_one_that_discord_takes(text, count, locale, engine):
    footnotes = tuple(footnote(n + 1) for n in range(count))
    record = Record(7, HERE, "", "q", "zh", text or "x", None, engine, 1.0, "v", (), footnotes, (), None)
    cards = answer_cards(record, open_strings(locale))
    assert all(fits(card) for card in cards)
    assert all(
        len(option[0]) <= 100
        for card in cards
        for row in card.rows
        if not isinstance(row, tuple)
        for option in row.options
    )
    assert [card for card in cards if card.rows] == cards[-1:]


@given(st.text(alphabet=st.sampled_from("一二三。，abc. \n*_`"), min_size=1, max_size=4_000), st.data())
@settings(max_examples=100, deadline=None)
def test_pages_of_a_source_lie_side_by_side_and_miss_nothing(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 400)))
    middle = excerpt_page(text, start, end)
    assert middle.text[slice(*middle.marked)] == text[start:end]
    pages, number = [middle], 0
    while pages[-1].has_next:
        number += 1
        pages.append(excerpt_page(text, start, end, page=number))
    number = 0
    while pages[0].has_previous:
        number -= 1
        pages.insert(0, excerpt_page(text, start, end, page=number))
    assert "".join(page.text for page in pages).strip() == text.strip()
    for page in pages:
        assert all(fits(card) for card in excerpt_cards(1, footnote(1), page, open_strings("en"), is_current=True))


@given(st.lists(st.text(min_size=1, max_size=3_000).filter(str.strip), min_size=1, max_size=9), st.integers(-1, 7))
@settings(max_examples=40, deadline=None)
def test_what_would_need_more_cards_is_in_a_file_and_nothing_is_lost(texts, most):
    cards = [card for text in texts for card in make_cards([text])]
    fitted = fit_cards(cards, most, note="其余内容在文件里 the rest is in the file")
    assert len(fitted) == min(len(cards), max(most, 1))
    assert all(fits(card) for card in fitted)
    told = "".join(card.text + (card.file[1] if card.file else "") for card in fitted)
    assert all(block.strip() in told for card in cards for block in card.blocks)


# Words, spaces and punctuation as sources have them, in both scripts.
WORDS = st.lists(st.sampled_from([*"桥长九米ab7 ,.!”“（）。，：、"]), max_size=12).map("".join)


@given(WORDS, WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_bold_is_bold_wherever_it_stands_and_no_asterisk_is_seen(before, quote, after):
    rendered = MarkdownIt().render(f"x{escape_markdown(before)}{bold_text(quote)}{escape_markdown(after)}x")
    assert "*" not in rendered
    assert ("<strong>" in rendered) == any(map(str.isalnum, quote))
