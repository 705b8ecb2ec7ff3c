"""Cards as Discord components, and the actions behind their buttons and menus."""

import io
import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui
from discord.ui.select import BaseSelect

from bot.discord_app.cards import Button, Card, Menu
from bot.discord_app.forms import FormValues

Action = Callable[[discord.Interaction[Any], int, str], Awaitable[None]]
FormAction = Callable[[discord.Interaction[Any], int, FormValues], Awaitable[None]]
# As ``cards.model.custom_id`` writes it.
_CUSTOM_ID = r"footnote:(?P<action>[a-z]+):(?P<subject>\d+):(?P<argument>[\w.-]*)"
# Not in the name of any file.
VALUE_SEPARATOR = "\x1f"
_COLOURS = {"answer": 0x3B82F6, "silent": 0x9CA3AF, "notice": 0x10B981, "problem": 0xF59E0B}
_STYLES = {
    "plain": discord.ButtonStyle.secondary, "strong": discord.ButtonStyle.primary, "danger": discord.ButtonStyle.danger,
}  # fmt: skip

_CHANNEL_TYPES = {
    "messages": [discord.ChannelType.text, discord.ChannelType.news],
    "posts": [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum],
}


def render_card(card: Card) -> ui.LayoutView:
    """A card ready to send. Its buttons are recognised by their custom ids, so no view is kept in memory."""
    layout = ui.LayoutView(timeout=None)
    frame: ui.Container[ui.LayoutView] = ui.Container(accent_colour=_COLOURS[card.tone])
    for number, block in enumerate(card.blocks):
        if number:
            frame.add_item(ui.Separator())
        frame.add_item(ui.TextDisplay(block))
    for row in card.rows:
        if isinstance(row, Menu) and row.label:
            frame.add_item(ui.TextDisplay(row.label))
        items = [_select(row)] if isinstance(row, Menu) else [_button(button) for button in row]
        frame.add_item(ui.ActionRow(*items))
    layout.add_item(frame)
    if card.file:
        layout.add_item(ui.File(f"attachment://{card.file[0]}"))
    layout.stop()
    return layout


def card_files(card: Card) -> list[discord.File]:
    """The files to send with a card. Made anew for each request, which reads them to the end."""
    return [discord.File(io.BytesIO(card.file[1].encode()), filename=card.file[0])] if card.file else []


def _button(button: Button) -> ui.Button[ui.LayoutView]:
    if button.url:
        return ui.Button(label=button.label, url=button.url)
    return ui.Button(
        label=button.label, custom_id=button.custom_id, style=_STYLES[button.style], disabled=not button.is_enabled
    )


def _select(menu: Menu) -> ui.Item[ui.LayoutView]:
    shared: dict[str, Any] = {
        "custom_id": menu.custom_id, "placeholder": menu.placeholder, "min_values": menu.fewest, "max_values": menu.most,
        "required": menu.fewest > 0,
    }  # fmt: skip
    if menu.offers == "options":
        options = [
            discord.SelectOption(value=value, label=label, description=text or None, default=value in menu.chosen)
            for value, label, text in menu.options
        ]
        return ui.Select(options=options, **shared)
    kind = discord.SelectDefaultValueType.role if menu.offers == "roles" else discord.SelectDefaultValueType.channel
    chosen = [discord.SelectDefaultValue(id=int(value), type=kind) for value in menu.chosen]
    if menu.offers == "roles":
        return ui.RoleSelect(default_values=chosen, **shared)
    return ui.ChannelSelect(default_values=chosen, channel_types=_CHANNEL_TYPES[menu.offers], **shared)


class ButtonActions:
    """The action of each kind of button, menu and form. The cogs add theirs."""

    def __init__(self) -> None:
        self._actions: dict[str, Action] = {}
        self._forms: dict[str, FormAction] = {}

    def add(self, name: str, action: Action) -> None:
        """Set what buttons or menus of a kind do. The action is called with the interaction, the subject and the argument.

        For a menu, the argument is that of its custom id, a colon, and the chosen values with ``VALUE_SEPARATOR`` between them.
        """
        self._actions[name] = action

    def add_form(self, name: str, action: FormAction) -> None:
        """Set what happens with a form that was filled in. The action is called with the interaction, the subject and the values."""
        self._forms[name] = action

    def form(self, custom_id: str) -> tuple[FormAction, int] | None:
        """The action of the form with a custom id, and its subject, or None for one of another version."""
        match = re.fullmatch(_CUSTOM_ID, custom_id)
        action = self._forms.get(match["action"]) if match else None
        return (action, int(match["subject"])) if match and action else None

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def __getitem__(self, name: str) -> Action:
        return self._actions[name]


RunAction = Callable[[discord.Interaction[Any], str, int, str], Awaitable[None]]


def component_router(run_action: RunAction) -> type[ui.DynamicItem[Any]]:
    """The item class to register with a client. It calls ``run_action`` for every button pressed and option chosen."""

    class RoutedItem(ui.DynamicItem[ui.Item[Any]], template=_CUSTOM_ID):
        def __init__(self, item: ui.Item[Any], match: Any) -> None:
            super().__init__(item)
            self._match = match

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
        ) -> "RoutedItem":
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            argument = self._match["argument"]
            if isinstance(self.item, BaseSelect):
                data: Any = interaction.data
                argument = f"{argument}:{VALUE_SEPARATOR.join(data['values'])}"
            await run_action(interaction, self._match["action"], int(self._match["subject"]), argument)

    return RoutedItem
