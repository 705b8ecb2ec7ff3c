import re
import sys
from io import StringIO

import pytest
from rich.console import Console

from bot.cli.live_draft import live_draft

EN, ZH = "Brindle has 57 tea houses. [1]", "青石桥全长168米。[1]"


def screen(output):
    """What a terminal shows after some output: cursor up, line erased, carriage return, and line feed."""
    lines, row = [""], 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", output):
        if part == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif re.fullmatch(r"\x1b\[\d*A", part):
            row -= int(part[2:-1] or 1)
            assert row >= 0
        elif part == "\x1b[2K":
            lines[row] = ""
        elif part[0] not in "\x1b\r":
            lines[row] += part
    return "\n".join(lines).strip()


@pytest.fixture
def console():
    return Console(
        file=StringIO(), force_terminal=True, width=40, height=10, color_system="standard", _environ={"TERM": "xterm"}
    )


@pytest.mark.parametrize("draft", [EN, ZH, f"{EN}\n{ZH} " * 30], ids=["en", "zh", "long"])
def test_a_draft_is_shown_while_it_is_written_and_nothing_of_it_stays(console, draft):
    with live_draft(console) as show:
        for end in range(1, len(draft), 5):
            show(draft[:end])
        show(draft)
    assert "[1]" in console.file.getvalue()
    console.file.write("Brindle has 42 tea houses. [1]\n")
    assert screen(console.file.getvalue()) == "Brindle has 42 tea houses. [1]"


def test_a_draft_that_is_broken_off_does_not_stay_either(console):
    def break_off():
        with live_draft(console) as show:
            show(EN)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert screen(console.file.getvalue()) == ""


def test_what_a_draft_says_in_markup_is_text(console):
    with live_draft(console) as show:
        show("[bold]x[/bold] [link=https://evil.example]y[/link]")
    assert "\x1b]8" not in console.file.getvalue()


@pytest.mark.parametrize("term", ["dumb", None], ids=["dumb", "file"])
def test_where_nothing_could_be_taken_back_nothing_is_shown(term):
    console = Console(file=StringIO(), force_terminal=term is not None, _environ={"TERM": term or "xterm"})
    with live_draft(console) as show:
        assert show is None
    assert console.file.getvalue() == ""


def test_what_is_logged_meanwhile_stays_and_the_draft_does_not(console, monkeypatch):
    console.file.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", console.file)
    with live_draft(console) as show:
        show(EN)
        sys.stderr.write("WARNING the model fell silent\n")
        show(ZH)
    assert screen(console.file.getvalue()) == "WARNING the model fell silent"
