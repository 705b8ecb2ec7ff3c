"""The demo as a person meets it: a page in a browser. Skipped where there is no Chromium."""

import pytest

playwright = pytest.importorskip("playwright", reason="playwright is not installed")
from pictures import ask, chromium, demo, opened  # noqa: E402


@pytest.mark.skipif(chromium() is None, reason="there is no Chromium on this machine")
def test_a_question_typed_in_the_browser_is_answered_and_its_footnote_opens(sample_data, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(sample_data))
    with demo() as address, opened(address) as page:
        ask(page, "欧盟对俄罗斯的制裁到了第几轮?")
        assert "第19轮" in page.inner_text("body")
        page.get_by_role("button", name="[1]", exact=True).last.click()
        page.wait_for_selector("text=后文 ▶")
