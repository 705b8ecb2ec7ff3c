"""Cards as Discord shows them, and what is pressed on them, by what its key says."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.discord_app.cards import Button, Card, Menu

Action = Callable[[discord.Interaction[Any], int, str], Awaitable[None]]
_KEY = r"footnote:(?P<action>[a-z]+):(?P<subject>\d+):(?P<argument>[\w.-]*)"
_COLOURS = {"answer": 0x3B82F6, "silent": 0x9CA3AF, "notice": 0x10B981, "problem": 0xF59E0B}
_STYLES = {
    "plain": discord.ButtonStyle.secondary, "strong": discord.ButtonStyle.primary, "danger": discord.ButtonStyle.danger,
}  # fmt: skip


def render_card(card: Card) -> ui.LayoutView:
    """A card ready to send. What is pressed on it is found by its key, so nothing of it is kept in memory."""
    layout = ui.LayoutView(timeout=None)
    frame: ui.Container[ui.LayoutView] = ui.Container(accent_colour=_COLOURS[card.tone])
    for number, block in enumerate(card.blocks):
        if number:
            frame.add_item(ui.Separator())
        frame.add_item(ui.TextDisplay(block))
    for row in card.rows:
        items = [_select(row)] if isinstance(row, Menu) else [_button(button) for button in row]
        frame.add_item(ui.ActionRow(*items))
    layout.add_item(frame)
    layout.stop()
    return layout


def _button(button: Button) -> ui.Button[ui.LayoutView]:
    if button.url:
        return ui.Button(label=button.label, url=button.url)
    return ui.Button(
        label=button.label, custom_id=button.custom_id, style=_STYLES[button.style], disabled=not button.is_enabled
    )


def _select(menu: Menu) -> ui.Select[ui.LayoutView]:
    options = [discord.SelectOption(value=value, label=label, description=what) for value, label, what in menu.options]
    return ui.Select(custom_id=menu.custom_id, placeholder=menu.placeholder, options=options)


class ButtonActions:
    """What each kind of button does; the cogs add theirs."""

    def __init__(self) -> None:
        self._actions: dict[str, Action] = {}

    def add(self, name: str, action: Action) -> None:
        """Let buttons of this kind do something: it is called with the interaction, the subject and the argument."""
        self._actions[name] = action

    def __getitem__(self, name: str) -> Action:
        return self._actions[name]


Pressed = Callable[[discord.Interaction[Any], str, int, str], Awaitable[None]]


def component_router(pressed: Pressed) -> type[ui.DynamicItem[Any]]:
    """The kind of item to register with a client: whatever is pressed or chosen goes to ``pressed``."""

    class Pressable(ui.DynamicItem[ui.Item[Any]], template=_KEY):
        def __init__(self, item: ui.Item[Any], match: Any) -> None:
            super().__init__(item)
            self._match = match

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
        ) -> "Pressable":
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            argument = self.item.values[0] if isinstance(self.item, ui.Select) else self._match["argument"]
            await pressed(interaction, self._match["action"], int(self._match["subject"]), argument)

    return Pressable
