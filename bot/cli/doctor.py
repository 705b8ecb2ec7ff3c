"""Checks of the installation: settings, sources, models, index, Discord."""

import os
from contextlib import closing
from dataclasses import dataclass

from bot.errors import ChatModelError
from bot.setting_errors import misspelt_settings
from bot.settings import BotSettings
from bot.writing import open_chat_model, try_answer
from index import (
    Embedder,
    IndexSettings,
    SearchIndexError,
    Text,
    is_built,
    is_stale,
    open_reader,
    open_retriever,
    reindex,
)

# Sources of which a larger share was left out are named: their text may lack what people ask for. Set by hand.
_LARGEST_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. The message of a failed one says what to do."""

    subject: str
    is_ok: bool
    message: str


def run_checks(settings: IndexSettings, *, embedder: Embedder) -> list[Finding]:
    """Check everything an answer depends on. Changes nothing."""
    return [
        _check_settings(), _check_sources(settings, embedder), _check_embedder(embedder), _check_reader(settings),
        _check_index(settings, embedder), _check_chat_model(settings), _check_discord(),
    ]  # fmt: skip


def _check_settings() -> Finding:
    unknown = misspelt_settings()
    if unknown:
        named = ", ".join(f"{key} (perhaps {meant})" if meant else key for key, meant in unknown.items())
        return Finding(
            "settings",
            is_ok=False,
            message=f".env sets {named}, which are no settings of Footnote: see .env.example for the names.",
        )
    known = {name.upper() for kind in (IndexSettings, BotSettings) for name in kind.model_fields}
    given = sorted(name for name in known if name in os.environ)
    return Finding(
        "settings",
        is_ok=True,
        message=f"set in the environment: {', '.join(given) or 'none'}; others come from .env, or are defaults.",
    )


def _check_sources(settings: IndexSettings, embedder: Embedder) -> Finding:
    try:
        report = reindex(settings, embedder, dry_run=True)
    except SearchIndexError as error:
        return Finding("sources", is_ok=False, message=str(error))
    count = len(report.added) + len(report.updated) + len(report.unchanged)
    if report.failed:
        failed = "; ".join(f"{failure.path}: {failure.reason}" for failure in report.failed[:5])
        return Finding(
            "sources",
            is_ok=False,
            message=f"{count} can be read, {len(report.failed)} cannot ({failed}): correct or remove these files.",
        )
    lacking = [omission for omission in report.omissions if omission.share > _LARGEST_SHARE]
    named = ", ".join(f"{omission.source_id} ({omission.share:.0%})" for omission in lacking[:10])
    rest = f" and {len(lacking) - 10} more" if len(lacking) > 10 else ""
    hint = (
        f" More than a fifth was left out of {named}{rest}: `footnote read FILE` shows what, and why."
        if lacking
        else ""
    )
    return Finding("sources", is_ok=True, message=f"{count} in {settings.sources_dir}.{hint}")


def _check_embedder(embedder: Embedder) -> Finding:
    try:
        tokens = embedder.max_tokens
    except SearchIndexError as error:
        return Finding("model", is_ok=False, message=str(error))
    return Finding("model", is_ok=True, message=f"{embedder.name} reads {tokens} tokens at a time.")


def _check_reader(settings: IndexSettings) -> Finding:
    reader = open_reader(settings.reader_model)
    if reader is None:
        return Finding("reader", is_ok=True, message="none: words and vectors alone choose the sentence that answers.")
    sentence = "Footnote answers questions."
    try:
        reader.read("What answers questions?", [Text(sentence, "", [(0, len(sentence))], [0.0])])
    except SearchIndexError as error:
        return Finding("reader", is_ok=False, message=str(error))
    return Finding("reader", is_ok=True, message=f"{reader.name} chooses the sentence that answers.")


def _check_index(settings: IndexSettings, embedder: Embedder) -> Finding:
    try:
        if not is_built(settings):
            return Finding(
                "index", is_ok=False, message=f"there is none in {settings.data_dir} yet: run `footnote index`."
            )
        with open_retriever(settings, embedder) as retriever:
            listed = retriever.sources()
            retriever.passages("footnote")  # opens the vectors
        is_outdated = is_stale(settings)
    except SearchIndexError as error:
        return Finding("index", is_ok=False, message=str(error))
    if is_outdated:
        problem = f"older than the files in {settings.sources_dir}, or made by another version of Footnote"
        return Finding("index", is_ok=False, message=f"{problem}: run `footnote index`.")
    return Finding(
        "index", is_ok=True, message=f"sources: {len(listed)}, passages: {sum(count for _, count in listed)}."
    )


def _check_chat_model(index: IndexSettings) -> Finding:
    """Ask as an answer asks: system and user message, streamed, with the real budget."""
    settings = BotSettings()
    try:
        model = open_chat_model(settings, index.data_dir)
        if model is None:
            return Finding("chat model", is_ok=True, message="none: answers are quoted from the sources.")
        with closing(model):
            streamed = try_answer(model, is_streamed=True)
            whole = try_answer(model, is_streamed=False) if streamed else ""
            learnt = ", ".join(f"{name}={value}" for name, value in model.habits.differences().items())
    except ChatModelError as error:
        return Finding("chat model", is_ok=False, message=str(error))
    if streamed:
        in_one_piece = whole or "an answer in one piece came."
        return Finding("chat model", is_ok=False, message=f"streamed: {streamed} In one piece: {in_one_piece}")
    note = f" Learnt of it: {learnt}." if learnt else ""
    return Finding(
        "chat model", is_ok=True, message=f"{settings.llm_model} at {settings.llm_base_url} writes the answers.{note}"
    )


def _check_discord() -> Finding:
    settings = BotSettings()
    token = settings.discord_token.get_secret_value().strip()
    if not token:
        return Finding(
            "discord",
            is_ok=True,
            message="DISCORD_TOKEN is not set: `footnote run` needs it, `footnote demo` does not.",
        )
    from bot.discord_app import invite_url, own_installation_url, read_application_id  # noqa: PLC0415 - discord.py is loaded only where it is used

    client_id = read_application_id(token)
    if client_id is None:
        return Finding(
            "discord",
            is_ok=False,
            message="DISCORD_TOKEN does not have the form of a bot token: copy it again.",
        )
    intents = "the Message Content Intent (ASK_CHANNELS=true)" if settings.ask_channels else "no privileged intent"
    return Finding(
        "discord",
        is_ok=True,
        message=(
            f"the bot needs {intents}; invite it with {invite_url(client_id)} or, for yourself alone, install it with "
            f"{own_installation_url(client_id)}"
        ),
    )
