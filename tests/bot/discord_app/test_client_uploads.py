"""What admins add to the sources of their server: files, forms, the files and links of messages."""

import pytest
from simcord import SetupError

from discord_world import shown, told


async def test_an_upload_is_named_safely_kept_in_the_guilds_folder_and_removed_again(world, corpus):
    taken = await world.ada.slash(
        world.channel, "admin add", file=("../../etc/My file?.TXT", b"Fen\n\nThe Fen library has 88 maps.\n")
    )
    source_id = f"{world.guild.id}/My file.txt"
    assert source_id in shown(taken.response)
    assert (corpus / source_id).is_file()
    assert "88 maps" in shown(await world.ask("How many maps does the Fen library have?"))
    await world.ada.slash(world.channel, "admin remove", source=source_id)
    assert not (corpus / source_id).exists()
    assert "88 maps" not in shown(await world.ask("How many maps does the Fen library have?"))
    kept = await world.ada.slash(world.channel, "admin remove", source="tea.txt")
    assert "not a file of this server" in shown(kept.response)
    assert (corpus / "tea.txt").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"x", "type"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"x" * (9 << 20), "larger"),
        ("a.txt", b"\xff\xfe\x00\x81", "not text"),
        ("???.txt", b"x", "name"),
    ],
)
async def test_an_upload_that_is_not_taken_in_says_why(world, corpus, name, content, said):
    refused = await world.ada.slash(world.channel, "admin add", file=(name, content))
    assert said in shown(refused.response)
    assert not (corpus / str(world.guild.id)).exists()


async def test_a_file_can_be_handed_in_by_a_form(world, corpus):
    form = await world.ada.slash(world.channel, "admin add")
    taken = await world.ada.submit_modal(form, {"files": ("fen.md", b"# Fen\n\nFen has 88 maps.\n")})
    assert "fen.md" in shown(taken.response)
    assert (corpus / str(world.guild.id) / "fen.md").is_file()


async def test_the_files_of_a_message_can_be_taken_in_by_admins(world, corpus):
    message = await world.mei.send(world.channel, "here", attachments=[("fen.txt", b"Fen has 88 maps.\n")])
    with pytest.raises(SetupError):
        await world.mei.context_menu(world.channel, "Add to the sources", message)
    taken = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert "fen.txt" in shown(taken.response)
    assert (corpus / str(world.guild.id) / "fen.txt").is_file()
    bare = await world.mei.send(world.channel, "nothing")
    assert "neither files nor links" in shown(
        (await world.ada.context_menu(world.channel, "Add to the sources", bare)).response
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many maps does the Fen library have?", "The Fen library has 88 maps."),
        ("翡翠塔高多少米?", "翡翠塔高达88米。"),
    ],
)
async def test_what_is_added_can_be_asked_about_at_once_and_touches_nothing_else(world, corpus, question, text):
    (corpus / "shared new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    message = await world.mei.send(
        world.channel, "", attachments=[("a.txt", f"Title\n\n{text}\n".encode()), ("b.exe", b"x")]
    )
    taken = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert "You can ask about it now" in told(taken)
    assert "Not added: b.exe" in told(taken)
    assert "88" in shown(await world.ask(question))
    assert "12 acres" not in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


async def test_links_of_a_message_are_added_where_they_are_allowed(world, corpus):
    message = await world.mei.send(world.channel, "see https://example.org/a and <https://example.org/b>")
    refused = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert "UPLOAD_LINKS" in told(refused)
    world.bot.desk._settings = world.bot.desk._settings.model_copy(update={"upload_links": True})
    await world.ada.context_menu(world.channel, "Add to the sources", message)
    (listed,) = (corpus / str(world.guild.id)).glob("*.url")
    assert listed.read_text().split() == ["https://example.org/a", "https://example.org/b"]


async def test_an_upload_form_survives_a_restart_and_takes_at_least_one_file(world, open_bot, corpus):
    form = await world.ada.slash(world.channel, "admin add")
    (field,) = [c["component"] for c in form.modal["components"]]
    assert field["min_values"] == 1
    await world.env.restart_bot(open_bot())
    sent = await world.ada.submit_modal(form, {"files": ("fen.md", b"# Fen\n\nFen has 88 maps.\n")})
    assert "fen.md" in told(sent)
    assert (corpus / str(world.guild.id) / "fen.md").is_file()
