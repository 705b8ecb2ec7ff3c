"""The recorder of payloads finds what Discord would refuse. Every test of the simulated Discord runs it."""

from types import SimpleNamespace

import pytest

from bot.discord_app.cards.model import Button, Card, make_cards
from bot.discord_app.views import render_card
from discord_payloads import payload_faults

FLAGS = 1 << 15


def request(body, *, method="POST", path="/channels/1/messages"):
    return SimpleNamespace(method=method, path=path, json=body)


def card(*components):
    return {"flags": FLAGS, "components": [{"type": 17, "components": list(components)}]}


def text(content):
    return {"type": 10, "content": content}


def button(custom_id="a", label="b"):
    return {"type": 2, "style": 2, "custom_id": custom_id, "label": label}


@pytest.mark.parametrize(
    "body",
    [
        card(text("x" * 4001)),
        card(text("字" * 3400)),
        card({"type": 1, "components": [button(str(n)) for n in range(6)]}),
        card({"type": 1, "components": [button("x" * 101)]}),
        card({"type": 1, "components": [button("x", "y" * 81)]}),
        card({"type": 17, "components": [text("x")]}),
        card(*(text("x") for _ in range(41))),
        card({"type": 1, "components": [button("a"), button("a")]}),
        {**card(text("x")), "content": "y"},
        {"content": "x" * 4001},
    ],
)
def test_what_discord_would_refuse_is_found(body):
    assert payload_faults([request(body)])


def test_a_form_whose_label_is_too_long_is_found():
    field = {"type": 18, "label": "x" * 46, "component": {"type": 4, "custom_id": "a", "style": 1}}
    form = {"type": 9, "data": {"custom_id": "a", "title": "b", "components": [field]}}
    assert payload_faults([request(form, path="/interactions/1/token/callback")])


@pytest.mark.parametrize(
    "commands",
    [
        [{"name": "Ask me", "description": "x", "type": 1}],
        [{"name": "ask", "description": "x" * 101, "type": 1}],
        [{"name": "ask", "description": "x"}, {"name": "ask", "description": "y"}],
        [{"name": "ask", "description": "x", "options": [
            {"type": 3, "name": "a", "description": "b"}, {"type": 3, "name": "c", "description": "d", "required": True}
        ]}],
    ],
)  # fmt: skip
def test_commands_that_discord_would_refuse_are_found(commands):
    assert payload_faults([request(commands, method="PUT", path="/applications/1/commands")])


def test_a_card_of_the_bot_is_sound():
    (made,) = make_cards(["文字 text"], rows=[(Button("标签", "footnote:a:1:"),)])
    assert isinstance(made, Card)
    body = {"flags": FLAGS, "components": render_card(made).to_components()}
    assert payload_faults([request(body)]) == []
