import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_app.cards.markdown import escape_markdown, format_source_text, sanitize_markdown
from bot.discord_app.cards.splitting import CARD_LIMIT, MessageLimit, split_message
from bot.discord_app.cards.tables import draw_table

ZH = "他说：“今天天气很好，我们去公园散步吧。”[1]后来，他们去了[青石桥](https://example.org/bridge)。"
EN = 'She said: "It is a fine day." [2] Then they crossed `the bridge`, see [the map](https://example.org/map?a=1) or https://example.org/x. '
MIXED = "SWIFT是什么？It is “a network”，成立于1973年 [3][4]。"
FENCE = "```python\nprint('一')\nx = 1\n```\n"
QUOTE = "> 第一行。\n> second line\n"
TABLE = "| 名称 | n |\n|---|---|\n| 茶馆 | 42 |\n"

markdown = st.lists(
    st.one_of(
        st.sampled_from(
            [
                ZH,
                EN,
                MIXED,
                FENCE,
                QUOTE,
                TABLE,
                "\n",
                "\n\n",
                "\n" + FENCE,
                "\n" + QUOTE,
                "# Heading\n",
                "- item\n",
                "🙂👩‍👩‍👧‍👦",
            ]
        ),
        st.text(max_size=40),
        st.integers(1, 400).map(lambda n: "字" * n),
        st.integers(1, 200).map(lambda n: "word " * n),
    ),
    max_size=40,
).map("".join)
small = MessageLimit(utf16_units=300, utf8_bytes=600)


def essence(text):
    """What must not be lost: everything but white space and the marks that open and close what was cut."""
    # Python counts more characters as white space than a pattern does: U+001F among them.
    return "".join(regex.sub(r"```(?:\w*(?=[^\S\n]*(?:\n|$))|)|>", "", text).split())


@given(markdown, st.sampled_from([small, CARD_LIMIT]))
@settings(max_examples=200, deadline=None)
def test_every_piece_fits_and_nothing_is_lost(text, budget):
    pieces = split_message(text, budget)
    assert all(budget.holds(piece) and piece.strip() for piece in pieces)
    assert essence("\n".join(pieces)) == essence(text)


@given(markdown)
@settings(max_examples=200, deadline=None)
def test_fences_are_balanced_in_every_piece(text):
    for piece in split_message(text, small):
        opened = False
        for line in piece.splitlines():
            if opened and line.strip() == "```":
                opened = False
            elif not opened and line.startswith("```"):
                opened = True
        assert not opened


@given(st.lists(st.sampled_from([ZH, EN, MIXED]), min_size=1, max_size=60).map("".join))
@settings(max_examples=60, deadline=None)
def test_no_link_label_code_or_quotation_is_cut(text):
    for piece in split_message(text, small):
        assert len(regex.findall(r"\[\d+\]|\[\p{L}[^\]]*\]\([^)]*\)", piece)) == piece.count("[")
        assert piece.count("“") == piece.count("”")
        assert piece.count("`") % 2 == 0
        assert not regex.match(r"\s*\[\d", piece)
    assert sum(piece.count("https://example.org/map?a=1)") for piece in split_message(text, small)) == text.count(
        "map?a=1)"
    )


def test_four_thousand_chinese_characters_stay_below_what_discord_really_takes():
    pieces = split_message("今天天气很好，我们去公园散步吧。" * 300)
    assert all(len(piece.encode()) <= 9_900 and len(piece) <= 3_300 for piece in pieces)
    assert all(piece.endswith("。") for piece in pieces)


def test_a_fence_longer_than_a_message_goes_on_in_the_next():
    first, *_, last = split_message("```sql\n" + "select 一;\n" * 200 + "```\n", small)
    assert first.startswith("```sql\n")
    assert last.startswith("```sql\n")
    assert first.endswith("\n```")


def test_a_block_quote_longer_than_a_message_goes_on_as_one():
    pieces = split_message("> " + "很长的引用。" * 100, small)
    assert len(pieces) > 2
    assert all(piece.startswith("> ") for piece in pieces)


def test_a_table_is_drawn_with_chinese_two_columns_wide():
    assert draw_table(TABLE) == "```\n名称  n\n----  --\n茶馆  42\n```"


def test_a_wide_table_becomes_a_line_for_each_row():
    table = "| 名称 | what it is |\n| :-- | --: |\n| 茶馆 | " + "long " * 20 + "|\n"
    assert draw_table(table) == f"• 名称: 茶馆; what it is: {('long ' * 20).strip()}"


def test_the_words_of_a_source_neither_link_nor_ping_nor_lay_out():
    hostile = "# Big\n**bold** [click](https://evil.example) <@1> <#2> ||x|| https://evil.example @everyone `a` ~~b~~\n> quote"
    text = escape_markdown(hostile)
    assert "](" not in text
    assert "https://" not in text
    assert not regex.search(r"(?<!\\)[*`~|<_]", text)
    assert text.startswith("\\# Big")
    assert "\n\\> quote" in text


def test_a_model_can_link_to_cited_sources_only():
    text = sanitize_markdown(
        "[a](https://ok.example) [b](https://evil.example) https://evil.example <@&5>", urls=["https://ok.example"]
    )
    assert text == "[a](https://ok.example) b  \\<@&5>"


def test_a_table_in_a_source_is_drawn_where_it_stands():
    assert format_source_text(f"Before *it*.\n\n{TABLE}\nAfter.").startswith("Before \\*it\\*.\n\n```\n名称")


def test_text_behind_an_opening_fence_is_not_lost_where_the_fence_is_cut():
    pieces = split_message("```" + "word " * 100, small)
    assert essence("\n".join(pieces)) == "word" * 100
