"""Control characters of sources never reach the terminal: not by titles, ids, names of files, errors or logs."""

import pytest

# Escape sequences that retitle a terminal or clear it, marks that turn the direction of writing, a tag character.
HOSTILE = ["\x1b[2J", "\x1b]0;owned\x07", "\x9b31m", "\u202e", "\u2066", "\U000e0041"]


@pytest.fixture
def hostile_corpus(corpus):
    mark = "".join(HOSTILE)
    (corpus / f"渡轮{mark}.md").write_text(
        f"---\ntitle: 渡轮{mark}时刻\nauthor: Ana{mark} Reyes\n---\n\n## 夏天{mark}\n\n渡轮每天{mark}七点开航，夏天一天两班。\n",
        "utf-8",
    )
    (corpus / f"ferry{mark}.xyz").write_text("not read", "utf-8")
    (corpus / f"rows{mark}.jsonl").write_text(
        f'{{"id": "a{HOSTILE[3]}", "title": "Ferry", "text": "The ferry sails at seven."}}\n', "utf-8"
    )
    return corpus


@pytest.mark.parametrize(
    "arguments",
    [
        ("index",),
        ("sources",),
        ("search", "渡轮几点开航"),
        ("ask", "渡轮每天几点开航？"),
        ("ask", "When does the ferry sail?"),
        ("ask", "渡\x1b[2J轮\u202e几点开航？"),
        ("ask", "--source", "no\x1b[2J\u202esuch", "When?"),
        ("summary", "--all"),
        ("summary", "--topic", "渡轮"),
        ("doctor",),
        ("read", "no\x1b[2J\u202esuch.txt"),
    ],
    ids=str,
)
def test_no_control_character_reaches_the_terminal(footnote, hostile_corpus, arguments):
    footnote("index")
    done = footnote(*arguments)
    shown = done.stdout + done.stderr
    assert shown.strip()
    assert not [mark for mark in HOSTILE if mark[0] in shown]


def test_what_is_read_of_a_file_is_shown_without_control_characters(footnote, hostile_corpus):
    for path in hostile_corpus.iterdir():
        done = footnote("read", str(path))
        assert not [mark for mark in HOSTILE if mark[0] in done.stdout + done.stderr]
