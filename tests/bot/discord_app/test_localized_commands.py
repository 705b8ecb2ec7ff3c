"""In the demo, commands have the names of the viewer's Discord, and the bot is told the registered ones."""

import pytest

from bot.discord_app.demo.localized_commands import localize_command, registered_path, restore_names

SUBCOMMANDS = (1, 2)
LOCALES = pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW"])


@pytest.fixture
async def commands(world):
    """Every command of the bot, as it is registered with Discord."""
    tree = world.bot.tree
    return [await command.get_translated_payload(tree, tree.translator) for command in tree.get_commands()]


def used_with_everything(part, locale):
    """What Discord would tell of each subcommand and option of a command, by the names that ``locale`` has."""
    name = part.get("name_localizations", {}).get(locale, part["name"])
    options = part.get("options", [])
    used = {"name": name, "options": [used_with_everything(option, locale) for option in options]}
    return used if options or part.get("type") in SUBCOMMANDS else {"name": name, "value": name}


def names(part):
    return [part["name"], *map(names, part.get("options", []))]


@LOCALES
async def test_what_was_used_by_any_name_reaches_the_bot_by_the_registered_one(commands, locale):
    for command in commands:
        restored = restore_names(used_with_everything(command, locale), command, locale)
        assert names(restored) == names(command)


@LOCALES
async def test_names_descriptions_and_choices_are_those_of_the_locale_and_the_rest_stays(commands, locale):
    def check(shown, part):
        for key in ("name", "description"):
            if key in part:
                assert shown[key] == part.get(f"{key}_localizations", {}).get(locale, part[key])
        assert {**shown, "name": 0, "description": 0, "options": 0, "choices": 0} == {
            **part, "name": 0, "description": 0, "options": 0, "choices": 0
        }  # fmt: skip
        for key in ("options", "choices"):
            for inner, inner_part in zip(shown.get(key) or (), part.get(key) or (), strict=True):
                check(inner, inner_part)

    for command in commands:
        check(localize_command(command, locale), command)


@pytest.mark.parametrize(
    ("locale", "path"),
    [("en-US", ["admin", "reindex"]), ("zh-CN", ["管理", "重建索引"]), ("zh-TW", ["管理", "重建索引"])],
)
async def test_the_registered_names_of_a_subcommand_are_found_by_those_of_a_locale(commands, locale, path):
    assert registered_path(path, commands, locale) == ["admin", "reindex"]
    assert registered_path(["x", *path], commands, locale) == []


async def test_an_option_that_a_command_does_not_have_is_left_out(commands):
    (ask,) = (command for command in commands if command["name"] == "ask")
    used = {"name": "提问", "options": [{"name": "问题", "value": "?"}, {"name": "没有这个", "value": 1}]}
    assert restore_names(used, ask, "zh-CN") == {"name": "ask", "options": [{"name": "question", "value": "?"}]}
