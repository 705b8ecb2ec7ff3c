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
QUESTIONS = {"en": "Why did Russia come to the negotiating table?", "zh": "俄罗斯为什么来到谈判桌前？"}


def chromium() -> str | None:
    """Where Chromium is, or None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


@contextmanager
def demo() -> Iterator[str]:
    """The address of a running demo."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stdout is not None
        try:
            yield next(match.group() for line in running.stdout if (match := re.search(r"http://\S+", line)))
        finally:
            running.terminate()


@contextmanager
def opened(address: str) -> Iterator[Page]:
    """A page of the demo in a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 900}, device_scale_factor=1.5)
        page.goto(address)
        page.wait_for_selector("#channel-composer-input")
        yield page
        browser.close()


def ask(page: Page, question: str) -> None:
    """Type a question as a person does, and wait until it is answered."""
    before = page.get_by_role("button", name="👍").count()
    page.fill("#channel-composer-input", question)
    page.press("#channel-composer-input", "Enter")
    page.wait_for_function("n => [...document.querySelectorAll('button')].filter(b => b.innerText === '👍').length > n", arg=before)


def main() -> None:
    """Ask in each language, open a footnote, and keep a picture of both."""
    PICTURES.mkdir(exist_ok=True)
    for language, question in QUESTIONS.items():
        with demo() as address, opened(address) as page:
            ask(page, question)
            page.wait_for_timeout(1_500)
            page.screenshot(path=PICTURES / f"answer-{language}.png")
            page.get_by_role("button", name="[1]").last.click()
            page.wait_for_timeout(2_500)
            page.screenshot(path=PICTURES / f"passage-{language}.png")


if __name__ == "__main__":
    main()
