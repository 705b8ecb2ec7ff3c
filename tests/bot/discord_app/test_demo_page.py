"""The page of the demo in a browser: what is typed is sent once, and commands are named in the reader's language.

Skipped where there is no Chromium.
"""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
from bot.discord_app.demo.running import open_demo  # noqa: E402
from discord_world import BOTH, EN, ZH  # noqa: E402
from pictures import chromium  # noqa: E402

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(chromium() is None, reason="there is no Chromium on this machine"),
]
VIEWERS = {"en": "Sam", "zh": "小梅 (中文)"}
FIELD = "#channel-composer-input"


class Typist:
    """Somebody at the page, who types as with a keyboard or with an input method for Chinese."""

    def __init__(self, page, devtools):
        self.page = page
        self._devtools = devtools
        self.actions = []
        page.on("request", self._note)

    def _note(self, request):
        if request.url.endswith("/api/action"):
            self.actions.append(json.loads(request.post_data))

    def sent(self):
        """The messages that were sent."""
        return [action["content"] for action in self.actions if action["kind"] == "send_message"]

    async def choose(self, viewer):
        await self.page.select_option("#viewer-picker", label=viewer)
        await self.page.wait_for_timeout(500)
        await self.page.click(FIELD)

    async def type(self, text, *keys):
        await self.page.keyboard.insert_text(text)
        for key in keys:
            await self.page.keyboard.press(key)

    async def compose(self, text):
        """Type with an input method that is left open."""
        await self._devtools.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )

    async def confirm(self, text):
        """Take what the input method offers, which closes it."""
        await self._devtools.send("Input.insertText", {"text": text})

    async def until(self, holds):
        for _ in range(600):
            if holds():
                return True
            await asyncio.sleep(0.05)
        return False

    async def sees(self, text):
        await self.page.locator("article.channel-message .component-container", has_text=text).first.wait_for()

    async def read(self, selector):
        return await self.page.locator(selector).all_inner_texts()


@pytest.fixture
async def typist(open_bot, dictionary):
    """Opens the demo over the small sources in a browser: who types there."""

    @asynccontextmanager
    async def opened(viewer):
        bot = open_bot(reads_channels=True)
        await bot.desk.warm()
        async with open_demo(bot, port=0) as address, playwright.async_playwright() as driver:
            browser = await driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            page = await browser.new_page()
            await page.goto(address)
            await page.wait_for_selector("article.channel-message button")
            someone = Typist(page, await page.context.new_cdp_session(page))
            await someone.choose(viewer)
            yield someone
            await browser.close()

    return opened


@BOTH
async def test_enter_sends_once_however_often_it_is_pressed(typist, question, gold, refusal):
    async with typist(VIEWERS["en" if question == EN else "zh"]) as someone:
        await someone.type(question, "Enter", "Enter", "Enter")
        await someone.sees(gold)
        await someone.type("Moss?", "Enter")
        assert await someone.until(lambda: "Moss?" in someone.sent())
        assert someone.sent() == [question, "Moss?"]


@pytest.mark.parametrize(
    ("typed", "offered", "gold"), [("qingshiqiao", ZH, "186米"), ("How many tea", EN, "42")], ids=["zh", "en"]
)
async def test_enter_that_confirms_what_an_input_method_offers_sends_nothing(typist, typed, offered, gold):
    """English keyboards of phones compose too."""
    async with typist(VIEWERS["zh"]) as someone:
        await someone.compose(typed)
        await someone.page.keyboard.press("Enter")
        await someone.confirm(offered)
        await someone.page.wait_for_timeout(500)
        assert someone.sent() == []
        await someone.page.keyboard.press("Enter")
        await someone.sees(gold)
        assert [content.strip() for content in someone.sent()] == [offered]


@pytest.mark.parametrize("words", [("石狮", "石狮子有多少只？"), ("lio", "lions, how many?")], ids=["zh", "en"])
async def test_what_is_being_composed_stays_whole_while_a_message_waits(typist, words):
    begun, confirmed = words
    async with typist(VIEWERS["zh"]) as someone:
        await someone.type(ZH, "Enter")
        await someone.type(EN, "Enter")
        await someone.compose(begun)
        await someone.sees("186米")
        await someone.page.wait_for_timeout(500)
        await someone.compose(begun[:-1])
        await someone.confirm(confirmed)
        assert await someone.until(lambda: someone.sent() == [ZH, EN])
        await someone.sees("42")
        assert await someone.page.input_value(FIELD) == confirmed


@pytest.mark.parametrize(
    ("language", "typed", "command", "option"),
    [
        ("en", "/as", "/ask", "question"),
        ("zh", "/提", "/提问", "问题"),
        ("zh", "/as", "/提问", "问题"),  # by the name that texts mention it by
    ],
)
async def test_commands_are_found_and_named_as_in_the_viewers_discord(typist, language, typed, command, option):
    question, gold = (EN, "42") if language == "en" else (ZH, "186米")
    async with typist(VIEWERS[language]) as someone:
        await someone.page.keyboard.type(typed)
        await someone.page.locator(".command-entry").first.wait_for()
        assert await someone.read(".command-entry-title strong") == [command]
        await someone.page.keyboard.press("Enter")
        await someone.page.locator(".command-pill-label").first.wait_for()
        assert await someone.read(".command-chip") == [command]
        assert await someone.read(".command-pill-label") == [option]
        await someone.type(question, "Enter", "Enter")
        await someone.sees(gold)
        assert [action["kind"] for action in someone.actions].count("run_command") == 1
