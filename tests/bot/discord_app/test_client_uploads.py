"""What admins add to the sources of their server: files, forms, the files and links of messages."""

import pytest
from simcord import SetupError

from discord_world import IN_BOTH, shown, told

ADDED = {"en-US": "You can ask about it now", "zh-CN": "现在就可以提问了"}


@IN_BOTH
async def test_an_upload_is_named_safely_kept_in_the_guilds_folder_and_removed_again(world, corpus, speak, locale):
    speak(locale)
    gone, foreign = (
        ("no longer used", "not a file of this server") if locale == "en-US" else ("不再用来回答", "不是本服务器的文件")
    )
    taken = await world.ada.slash(
        world.channel, "admin add", file=("../../etc/My file?.TXT", b"Fen\n\nThe Fen library has 88 maps.\n")
    )
    source_id = f"{world.guild.id}/My file.txt"
    assert source_id in shown(taken.response)
    assert ADDED[locale] in shown(taken.response)
    assert (corpus / source_id).is_file()
    assert "88 maps" in shown(await world.ask("How many maps does the Fen library have?"))
    removed = await world.ada.slash(world.channel, "admin remove", source=source_id)
    assert gone in shown(removed.response)
    assert not (corpus / source_id).exists()
    assert "88 maps" not in shown(await world.ask("How many maps does the Fen library have?"))
    kept = await world.ada.slash(world.channel, "admin remove", source="tea.txt")
    assert foreign in shown(kept.response)
    assert (corpus / "tea.txt").exists()


@IN_BOTH
@pytest.mark.parametrize(
    ("name", "content", "said", "said_zh"),
    [
        ("a.exe", b"x", "Files of this type", "无法读取这种类型的文件"),
        ("a.txt", b"", "empty or larger than", "文件是空的，或超过"),
        ("a.txt", b"x" * (9 << 20), "empty or larger than", "文件是空的，或超过"),
        ("a.txt", b"\xff\xfe\x00\x81", "not text", "编码的文本文件"),
        ("???.txt", b"x", "rename the file", "请改名后再试"),
    ],
)
async def test_an_upload_that_is_not_taken_in_says_why(world, corpus, speak, locale, name, content, said, said_zh):
    speak(locale)
    refused = await world.ada.slash(world.channel, "admin add", file=(name, content))
    assert (said if locale == "en-US" else said_zh) in shown(refused.response)
    assert not (corpus / str(world.guild.id)).exists()


@IN_BOTH
async def test_a_file_can_be_handed_in_by_a_form(world, corpus, speak, locale):
    speak(locale)
    form = await world.ada.slash(world.channel, "admin add")
    assert form.modal["title"] == ("Add sources" if locale == "en-US" else "添加来源")
    taken = await world.ada.submit_modal(form, {"files": ("fen.md", b"# Fen\n\nFen has 88 maps.\n")})
    assert "fen.md" in shown(taken.response)
    assert ADDED[locale] in shown(taken.response)
    assert (corpus / str(world.guild.id) / "fen.md").is_file()


@IN_BOTH
async def test_the_files_of_a_message_can_be_taken_in_by_admins(world, corpus, speak, locale):
    speak(locale)
    message = await world.mei.send(world.channel, "here", attachments=[("fen.txt", b"Fen has 88 maps.\n")])
    with pytest.raises(SetupError):
        await world.mei.context_menu(world.channel, "Add to the sources", message)
    taken = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert "fen.txt" in shown(taken.response)
    assert ADDED[locale] in shown(taken.response)
    assert (corpus / str(world.guild.id) / "fen.txt").is_file()
    bare = await world.mei.send(world.channel, "nothing")
    refused = await world.ada.context_menu(world.channel, "Add to the sources", bare)
    assert ("neither files nor links" if locale == "en-US" else "既没有附件也没有链接") in shown(refused.response)


@pytest.mark.parametrize(
    ("locale", "question", "text", "not_added"),
    [
        ("en-US", "How many maps does the Fen library have?", "The Fen library has 88 maps.", "Not added: b.exe"),
        ("zh-CN", "翡翠塔高多少米?", "翡翠塔高达88米。", "未添加：b.exe"),
    ],
    ids=["en", "zh"],
)
async def test_what_is_added_can_be_asked_about_at_once_and_touches_nothing_else(
    world, corpus, speak, locale, question, text, not_added
):
    speak(locale)
    (corpus / "shared new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    message = await world.mei.send(
        world.channel, "", attachments=[("a.txt", f"Title\n\n{text}\n".encode()), ("b.exe", b"x")]
    )
    taken = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert ADDED[locale] in told(taken)
    assert not_added in told(taken)
    assert "88" in shown(await world.ask(question))
    assert "12 acres" not in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


@IN_BOTH
async def test_links_of_a_message_are_added_where_they_are_allowed(world, corpus, speak, locale):
    speak(locale)
    message = await world.mei.send(world.channel, "see https://example.org/a and <https://example.org/b>")
    refused = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert (
        "has not allowed links (UPLOAD_LINKS)" if locale == "en-US" else "没有允许添加链接（UPLOAD_LINKS）"
    ) in told(refused)
    world.bot.desk._settings = world.bot.desk._settings.model_copy(update={"upload_links": True})
    await world.ada.context_menu(world.channel, "Add to the sources", message)
    (listed,) = (corpus / str(world.guild.id)).glob("*.url")
    assert listed.read_text().split() == ["https://example.org/a", "https://example.org/b"]


@IN_BOTH
async def test_an_upload_form_survives_a_restart_and_takes_at_least_one_file(world, open_bot, corpus, speak, locale):
    speak(locale)
    form = await world.ada.slash(world.channel, "admin add")
    (field,) = [c["component"] for c in form.modal["components"]]
    assert field["min_values"] == 1
    await world.env.restart_bot(open_bot())
    sent = await world.ada.submit_modal(form, {"files": ("fen.md", b"# Fen\n\nFen has 88 maps.\n")})
    assert "fen.md" in told(sent)
    assert ADDED[locale] in told(sent)
    assert (corpus / str(world.guild.id) / "fen.md").is_file()
