"""An exported chat is read as what was said: by whom, when, in which thread."""

# ruff: noqa: E501 - exports have long lines

import json
from pathlib import PurePath

import pytest

from index.loading import load_sources
from index.loading.chats import read_chat_log
from reading import failure_of, placed_lines, read_file, speakers

DISCORD = {
    "guild": {"id": "11", "name": "夜航"}, "channel": {"id": "22", "name": "raids"},
    "messages": [
        {"id": "1", "type": "Default", "timestamp": "2026-02-03T20:14:05.1+00:00", "content": "今晚改到九点开。\n坦克有事。",
         "author": {"name": "nh", "nickname": "夜航星"}, "attachments": [{"fileName": "plan.png", "url": "x"}]},
        {"id": "2", "type": "GuildMemberJoin", "timestamp": "2026-02-03T20:15:00+00:00", "content": "Joined.", "author": {"name": "x"}},
        {"id": "3", "type": "Reply", "timestamp": "2026-02-04T09:00:00+00:00", "content": "Only normal?", "author": {"name": "pixelmage"},
         "embeds": [{"title": "Boss guide", "description": None}]},
    ],
}  # fmt: skip
SLACK = [
    {"type": "message", "user": "U1", "text": "Who has <https://example.org/k|the key>? <@U2> &amp; co", "ts": "1770149640.1", "thread_ts": "1770149640.1"},
    {"type": "message", "user": "U2", "text": "我明天带。", "ts": "1770149700.2", "user_profile": {"display_name": "小满"}},
    {"type": "message", "user": "U1", "text": "Thanks!", "ts": "1770149800.3", "thread_ts": "1770149640.1"},
    {"type": "message", "subtype": "channel_join", "user": "U2", "text": "joined", "ts": "1770149900.4"},
]  # fmt: skip
TELEGRAM = {
    "name": "公会", "type": "private_group", "id": 5,
    "messages": [
        {"id": 1, "type": "message", "date": "2026-02-03T20:14:00", "from": "小满", "text": ["看 ", {"type": "link", "text": "example.org"}, " 的公告。"]},
        {"id": 2, "type": "service", "date": "2026-02-03T20:15:00", "actor": "x", "text": ""},
        {"id": 3, "type": "message", "date": "2026-02-03T20:16:00", "from": "Bram", "text": "I can switch."},
    ],
}  # fmt: skip


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def test_a_channel_of_discord_is_read_by_days_with_its_address(tmp_path):
    document = read_file(write(tmp_path / "raids.json", DISCORD))
    assert placed_lines(document) == [
        (None, "2026-02-03"), ("2026-02-03 20:14", "夜航星：今晚改到九点开。"), ("2026-02-03 20:14", "坦克有事。"), ("2026-02-03 20:14", "[plan.png]"),
        (None, "2026-02-04"), ("2026-02-04 09:00", "pixelmage: Only normal?"), ("2026-02-04 09:00", "Boss guide"),
    ]  # fmt: skip
    assert document.source.url == "https://discord.com/channels/11/22"
    assert (document.source.title, document.source.published) == ("#raids", "2026-02-04")


def test_a_day_of_slack_names_people_and_keeps_threads_together(tmp_path):
    write(tmp_path / "users.json", [{"id": "U1", "name": "bram", "profile": {"display_name": "Bram"}}])
    document = read_file_under(write(tmp_path / "general" / "2026-02-03.json", SLACK), tmp_path)
    assert speakers(document) == [("Bram", "Who has the key? @小满 & co"), ("Bram", "Thanks!"), ("小满", "我明天带。")]
    assert document.source.title == "#general 2026-02-03"


def read_file_under(path, folder):
    return next(item for item in load_sources(folder) if item.source.path == path.relative_to(folder).as_posix())


@pytest.mark.parametrize("content", [TELEGRAM, {"about": "x", "chats": {"list": [TELEGRAM]}}], ids=["one", "all"])
def test_a_chat_of_telegram_is_read(tmp_path, content):
    assert speakers(read_file(write(tmp_path / "result.json", content))) == [
        ("小满", "看 example.org 的公告。"),
        ("Bram", "I can switch."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[2026-02-03 20:14] 小满: 收到，我去通知。\n[2026-02-03 20:16] Bram: Only normal?\nOr heroic?\n[2026-02-03 20:17] 小满: 普通的。\n",
        "[03/02/2026, 20:14:01] 小满: 收到，我去通知。\n[03/02/2026, 20:16:01] Bram: Only normal?\nOr heroic?\n[13/02/2026, 20:17:00] 小满: 普通的。\n",
        "2/3/26, 8:14 PM - 小满: 收到，我去通知。\n2/3/26, 8:16 PM - Bram: Only normal?\nOr heroic?\n2/13/26, 8:17 PM - 小满: 普通的。\n",
        "=====\nGuild: x\nChannel: raids\n=====\n\n[2026-02-03 20:14] 小满\n收到，我去通知。\n\n[2026-02-03 20:16] Bram\nOnly normal?\nOr heroic?\n\n[2026-02-03 20:17] 小满 (pinned)\n普通的。\n",
        "2026-02-03 20:14:00 小满(10001)\n收到，我去通知。\n\n2026-02-03 20:16:00 Bram(10002)\nOnly normal?\nOr heroic?\n\n2026-02-03 20:17:00 小满(10001)\n普通的。\n",
        "小满, [03.02.26 20:14]\n收到，我去通知。\n\nBram, [03.02.26 20:16]\nOnly normal?\nOr heroic?\n\n小满, [03.02.26 20:17]\n普通的。\n",
    ],
    ids=["inline", "ios", "whatsapp", "discord", "qq", "telegram"],
)  # fmt: skip
def test_a_chat_saved_as_text_is_read(tmp_path, text):
    (tmp_path / "chat.txt").write_text(text, "utf-8")
    document = read_file(tmp_path / "chat.txt")
    said = [("小满", "收到，我去通知。"), ("Bram", "Only normal?"), ("Bram", "Or heroic?"), ("小满", "普通的。")]
    assert speakers(document) == said
    assert placed_lines(document)[1][0] == "2026-02-03 20:14"


@pytest.mark.parametrize(
    "text",
    [
        "Minutes\n\n14:02 Ann opens the meeting.\n14:05 Bo reads the minutes of 2026-02-03.\n",
        "2026-02-03 发布 2.4.0\n修复了三个问题。\n\n2026-02-01 发布 2.3.1\n修复了一个问题。\n\n2026-01-15 发布 2.3.0\n新增导出。\n",
        "[1] Ann: one.\n[2] Bo: two.\n[3] Ann: three.\n",
    ],
)
def test_a_text_with_times_is_not_always_a_chat(text):
    assert read_chat_log(text, PurePath("a.txt")) is None


@pytest.mark.parametrize(
    ("times", "day"),
    [
        (("12/03/2024, 19:02", "12/03/2024, 19:03", "12/03/2024, 19:05"), "2024-03-12"),
        (("04/05/2024, 08:00", "05/05/2024, 09:10", "06/05/2024, 07:30"), "2024-05-04"),
        (("12/3/24, 7:02 PM", "12/3/24, 7:03 PM", "12/3/24, 7:05 PM"), "2024-12-03"),
        (("12/03/2024, 19:02", "12/31/2024, 19:03", "12/31/2024, 20:05"), "2024-12-03"),
        (("01/02/2024, 10:00", "01/03/2024, 10:00", "02/01/2024, 10:00"), "2024-01-02"),
    ],
    ids=["24 hours", "day in order", "12 hours", "a 31st", "month in order"],
)
def test_whether_day_or_month_comes_first_is_told_by_the_whole_chat(tmp_path, times, day):
    words = ("谁有船屋的钥匙？", "It hangs behind the oven.", "收到。")
    text = "".join(
        f"[{time}] {'小满' if i % 2 else 'Bram'}: {said}\n"
        for i, (time, said) in enumerate(zip(times, words, strict=True))
    )
    (tmp_path / "chat.txt").write_text(text, "utf-8")
    assert placed_lines(read_file(tmp_path / "chat.txt"))[1][0].startswith(day)


def test_an_export_in_which_nobody_wrote_is_told(tmp_path):
    assert failure_of(write(tmp_path / "a.json", DISCORD | {"messages": []})) == "no message with a text is in it"
