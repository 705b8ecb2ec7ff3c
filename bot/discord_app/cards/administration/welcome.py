"""What a server sees first: how to begin, in three taps. Pure."""

from bot.discord_app.cards.model import Button, Card, custom_id, notice_card
from bot.strings import Strings


def welcome_card(strings: Strings, *, sources: int | None) -> Card:
    """The greeting of a server that was joined. ``sources`` is how many can be asked, None where that is not known yet."""
    known = strings("welcome-sources", count=sources) if sources is not None else ""
    texts = [f"**{strings('welcome')}** {known}".strip(), strings("first-steps")]
    return notice_card("\n\n".join(texts), rows=[_first_steps(strings)])


def no_sources_card(strings: Strings, *, is_on_server: bool) -> Card:
    """That there are no sources and, on a server, how to begin."""
    if not is_on_server:
        return notice_card(strings("sources-none"))
    return notice_card(f"{strings('sources-none')}\n\n{strings('first-steps')}", rows=[_first_steps(strings)])


def _first_steps(strings: Strings) -> tuple[Button, ...]:
    return (
        Button(strings("button-add-sources"), custom_id("addsources"), style="strong"),
        Button(strings("button-choose-channel"), custom_id("settings", 0, "open")),
        Button(strings("button-try"), custom_id("try")),
    )
