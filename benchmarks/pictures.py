"""Photographs the demo for the README, in both languages: ``make pictures``. Needs Chromium."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parent.parent / "pictures"
QUESTIONS = {"en": "Why is Putin negotiating?", "zh": "俄罗斯为什么来到谈判桌前？"}
_MORE_ANSWERS = "n => [...document.querySelectorAll('button')].filter(b => b.innerText === '👍').length > n"


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
def opened(address: str) -> Iterator[Page]:
    """A page of the demo in a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 760, "height": 820}, device_scale_factor=1.5)
        page.goto(address)
        # The welcome's two answers are in sight, and the page has had time to connect.
        page.wait_for_function(_MORE_ANSWERS, arg=1)
        page.wait_for_timeout(2_000)
        yield page
        browser.close()


def ask(page: Page, question: str) -> None:
    """Type a question as a person does, and wait until it is answered."""
    before = page.get_by_role("button", name="👍").count()
    page.click("#channel-composer-input")
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    page.wait_for_function(_MORE_ANSWERS, arg=before, timeout=90_000)


def keep(page: Page, button: str, name: str) -> None:
    """Scroll to the last button of this name and keep a picture."""
    page.wait_for_timeout(1_500)
    page.get_by_role("button", name=button).last.evaluate("button => button.scrollIntoView({block: 'end'})")
    page.mouse.move(5, 5)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / name)


def main() -> None:
    """Ask in each language, open a footnote, and keep a picture of both."""
    PICTURES.mkdir(exist_ok=True)
    for language, question in QUESTIONS.items():
        with demo() as address, opened(address) as page:
            ask(page, question)
            keep(page, "👍", f"answer-{language}.png")
            page.get_by_role("button", name="[1]").last.click()
            page.wait_for_selector("text=/◀/")
            keep(page, "◀", f"passage-{language}.png")


if __name__ == "__main__":
    main()
