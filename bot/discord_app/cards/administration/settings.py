"""The settings of a server as a card of menus. Pure."""

from collections.abc import Collection, Mapping, Sequence

from bot.discord_app.cards.model import Button, Card, Menu, custom_id
from bot.discord_app.cards.source_choices import choice_of, choice_value
from bot.memory import AnsweredPosts, CommunityPreferences, ConversationPreferences
from bot.strings import Strings
from index import Source

# Discord's limits for menus.
_MOST_OPTIONS = 25
# Menus of sources on one card, with 25 sources each. Set by hand.
_MOST_MENUS = 4
# Set by hand.
_MOST_ROLES = 10
_QUESTION, _EVERYBODY, _ASKER = "question", "everybody", "asker"


def settings_card(
    chosen: CommunityPreferences, conversations: Mapping[int, ConversationPreferences], strings: Strings, *,
    existing: Collection[int], reads_channels: bool, without_threads: Collection[int] = (),
) -> Card:  # fmt: skip
    """The settings of a server. ``existing`` are the ids of its channels and roles: what was deleted is not shown.

    ``without_threads`` are the channels in which the bot may not open any.
    """

    def options(name: str, *values: str) -> tuple[tuple[str, str, str], ...]:
        return tuple((value, strings(f"settings-{name}-option", value=value), "") for value in values)

    def ids(values: Collection[int]) -> tuple[str, ...]:
        return tuple(str(value) for value in values if value in existing)[:_MOST_OPTIONS]

    def answered(posts: AnsweredPosts) -> tuple[str, ...]:
        return ids([id_ for id_, conversation in conversations.items() if conversation.answered is posts])

    def menu(name: str, **about: object) -> Menu:
        label = f"**{strings(f'settings-{name}')}**"
        return Menu(custom_id(f"set{name}"), strings("settings-none"), label=label, **about)  # type: ignore[arg-type]

    threaded = ids([id_ for id_, conversation in conversations.items() if conversation.has_threads])
    limited = [id_ for id_, conversation in conversations.items() if conversation.source_ids and id_ in existing]
    rows = [
        menu("language", options=options("language", _QUESTION, "en", "zh"), chosen=(chosen.language or _QUESTION,)),
        menu("private", options=options("private", _EVERYBODY, _ASKER), chosen=(_ASKER if chosen.is_private else _EVERYBODY,)),
        menu("roles", offers="roles", chosen=ids(chosen.admin_roles)[:_MOST_ROLES], fewest=0, most=_MOST_ROLES),
    ]  # fmt: skip
    if reads_channels:
        channels = {"offers": "posts", "fewest": 0, "most": _MOST_OPTIONS}
        rows += [
            menu("all", **channels, chosen=answered(AnsweredPosts.ALL)),
            menu("likely", **channels, chosen=answered(AnsweredPosts.QUESTIONS)),
        ]
    rows += [
        menu("report", offers="messages", fewest=0, chosen=ids([chosen.report_conversation or 0])),
        menu("digest", offers="messages", fewest=0, chosen=ids([chosen.digest_conversation or 0])),
        menu("threads", offers="messages", fewest=0, most=_MOST_OPTIONS, chosen=threaded),
        menu("channel", offers="posts"),
    ]
    notes = [strings("settings-about")]
    if not reads_channels:
        notes.append(strings("channel-no-intent"))
    lacking = [int(id_) for id_ in threaded if int(id_) in without_threads]
    for key, channels_ in (("settings-limited", limited), ("settings-lacking-threads", lacking)):
        if channels_:
            mentions = strings("list-separator").join(f"<#{id_}>" for id_ in channels_)
            notes.append(strings(key, channels=mentions))
    return Card((f"**{strings('settings-heading')}**\n" + "\n".join(notes),), tuple(rows), "notice")


def community_changes(name: str, values: Sequence[str]) -> dict[str, object]:
    """What the chosen values of a menu change in the preferences of a community."""
    if name == "language":
        return {"language": None if values[0] == _QUESTION else values[0]}
    if name == "private":
        return {"is_private": values[0] == _ASKER}
    if name in ("report", "digest"):
        return {f"{name}_conversation": int(values[0]) if values else None}
    return {"admin_roles": tuple(map(int, values))}


def channel_sources_card(
    channel_id: int, chosen: Collection[str], listed: Sequence[tuple[Source, int]], strings: Strings
) -> Card:
    """The sources that are asked in a channel, 25 in a menu, with a button that leads back."""
    sources = [source for source, _ in listed]
    rows: list[tuple[Button, ...] | Menu] = []
    for page, first in enumerate(range(0, min(len(sources), _MOST_OPTIONS * _MOST_MENUS), _MOST_OPTIONS)):
        part = sources[first : first + _MOST_OPTIONS]
        options = tuple((value, name, "") for name, value in map(choice_of, part))
        rows.append(
            Menu(
                custom_id("setsources", channel_id, page),
                strings("settings-all-sources"),
                options,
                fewest=0,
                most=len(part),
                chosen=tuple(choice_value(source.id) for source in part if source.id in chosen),
            )
        )
    rows.append((Button(strings("button-back"), custom_id("settings")),))
    note = strings("settings-sources", channel=f"<#{channel_id}>")
    if len(sources) > _MOST_OPTIONS * _MOST_MENUS:
        note += "\n" + strings("settings-more-sources", count=_MOST_OPTIONS * _MOST_MENUS)
    return Card((note,), tuple(rows), "notice")


def chosen_sources(
    chosen: Collection[str], values: Collection[str], page: int, listed: Sequence[tuple[Source, int]]
) -> tuple[str, ...]:
    """The ids of the chosen sources after a choice in one menu: the others keep what was chosen in them."""
    sources = [source.id for source, _ in listed]
    part = sources[page * _MOST_OPTIONS : (page + 1) * _MOST_OPTIONS]
    return tuple(id_ for id_ in sources if (choice_value(id_) in values if id_ in part else id_ in chosen))
