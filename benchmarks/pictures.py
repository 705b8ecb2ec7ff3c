"""Photographs the demo for the README and docs, in both languages, wide and narrow: ``make pictures``. Needs Chromium."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parent.parent / "pictures"
WIDTHS = (900, 390)
# So high that everything that is photographed is in sight.
_HEIGHT = 2_600
_PIXELS_A_POINT = 1.5
_COLOURS = 160
_MARGIN = 12
# Who asks, and what: a question that is answered, one that nothing answers, words to look for.
ASKED = {
    "en": ("Sam", "Why is Putin negotiating?", "What does a mortgage cost in India?", "gold reserves"),
    "zh": ("小梅 (中文)", "俄罗斯为什么来到谈判桌前？", "印度的贷款利率是多少？", "黄金储备"),
}
_NEAREST = {"en": "Nearest passages", "zh": "最接近的段落"}
_COUNT = "document.querySelectorAll('article.channel-message').length"
# The bot has said something after so many messages, and is not thinking any more.
_ANSWERED = """count => {
    const messages = [...document.querySelectorAll('article.channel-message')];
    return messages.length > count && !document.querySelector('.message-loading')
        && messages.at(-1).querySelector('.component-container') !== null;
}"""
_SHOW_COMPOSER = "value => { document.getElementById('channel-composer').style.visibility = value; }"
# The last so many messages: where they begin and end, and how far they reach to the right.
_PLACE = """count => {
    const messages = [...document.querySelectorAll('article.channel-message')].slice(-count);
    const inner = messages.flatMap(m => [...m.querySelectorAll('.component-container, .message-content')]);
    const place = messages[0].getBoundingClientRect();
    return [place.left, place.top, Math.max(...inner.map(i => i.getBoundingClientRect().right)),
        messages.at(-1).getBoundingClientRect().bottom];
}"""


def chromium() -> str | None:
    """Where Chromium is, or None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


@contextmanager
def demo() -> Iterator[str]:
    """The address of a running demo."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stdout is not None  # noqa: S101 - it is a pipe
        try:
            yield next(match.group() for line in running.stdout if (match := re.search(r"http://\S+", line)))
        finally:
            running.terminate()


@contextmanager
def opened(address: str, *, width: int = 900, viewer: str | None = None) -> Iterator[Page]:
    """A page of the demo in a headless Chromium, as somebody sees it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        size = {"width": width, "height": _HEIGHT}
        page = browser.new_page(viewport=size, device_scale_factor=_PIXELS_A_POINT)  # type: ignore[arg-type]
        page.goto(address)
        page.wait_for_selector("article.channel-message button")
        if viewer is not None:
            page.select_option("#viewer-picker", label=viewer)
            page.wait_for_timeout(1_500)
        yield page
        browser.close()


def ask(page: Page, *typed: str) -> None:
    """Type a question, or a command and its options, as a person does, and wait until the bot has answered."""
    page.click("#channel-composer-input")
    before = page.evaluate(_COUNT)
    for text in typed:
        page.keyboard.type(text)
        page.wait_for_timeout(700)  # the list of commands comes up
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
    if len(typed) == 1 and typed[0].startswith("/"):
        page.keyboard.press("Enter")
    is_question = not typed[0].startswith("/")
    page.wait_for_function(_ANSWERED, arg=before + is_question, timeout=90_000)


def press(page: Page, button: str) -> None:
    """Press the last button of a name, and wait for what it brings."""
    before = page.evaluate(_COUNT)
    page.get_by_role("button", name=button, exact=True).last.click()
    page.wait_for_function(_ANSWERED, arg=before, timeout=90_000)


def keep(page: Page, name: str, *, messages: int) -> None:
    """Keep a picture of the last so many messages."""
    page.mouse.move(5, 5)
    page.evaluate("document.activeElement.blur()")
    page.evaluate(_SHOW_COMPOSER, "hidden")
    page.wait_for_timeout(1_000)  # what the page still draws
    left, top, right, bottom = page.evaluate(_PLACE, messages)
    clip = {"x": left, "y": top - _MARGIN, "width": right - left + _MARGIN, "height": bottom - top + 2 * _MARGIN}
    picture = Image.open(BytesIO(page.screenshot(clip=clip)))  # type: ignore[arg-type]
    few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).convert("RGB")
    few.save(PICTURES / name, lossless=True, quality=100, method=6)
    page.evaluate(_SHOW_COMPOSER, "visible")


def photograph(page: Page, language: str, name: Callable[[str], str]) -> None:
    """Keep a picture of each thing that the docs show."""
    _, question, unanswered, query = ASKED[language]
    ask(page, question)
    keep(page, name("answer"), messages=2)
    press(page, "[1]")
    keep(page, name("passage"), messages=1)
    ask(page, unanswered)
    press(page, _NEAREST[language])
    keep(page, name("refusal"), messages=3)
    ask(page, "/summary")
    keep(page, name("summary"), messages=1)
    ask(page, "/search", query)
    keep(page, name("search"), messages=1)


def main() -> None:
    """Photograph the demo in each language and width."""
    PICTURES.mkdir(exist_ok=True)
    for language, (viewer, *_) in ASKED.items():
        for width in WIDTHS:
            with demo() as address, opened(address, width=width, viewer=viewer) as page:
                photograph(page, language, lambda thing: f"{thing}-{language}-{width}.webp")  # noqa: B023 - called at once


if __name__ == "__main__":
    main()
