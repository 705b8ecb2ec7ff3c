"""Checks of the installation: settings, sources, models, index, Discord."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from bot.errors import ChatModelError
from bot.setting_errors import misspelt_settings
from bot.settings import BotSettings
from bot.strings import Strings, reason_text
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
    single_line,
)

# Sources of which a larger share was left out are named: their text may lack what people ask for. Set by hand.
_LARGEST_SHARE = 0.2
# Such sources that are named. Set by hand.
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. The message of a failed one says what to do."""

    subject: str
    is_ok: bool
    message: str


def finding_text(finding: Finding, strings: Strings) -> str:
    """A finding as one line for the terminal."""
    subject = finding.subject.replace(" ", "-")
    line = strings("doctor-finding", subject=subject, message=single_line(finding.message))
    return f"{'ok ' if finding.is_ok else '!! '} {line}"


def run_checks(settings: IndexSettings, *, embedder: Embedder, strings: Strings) -> list[Finding]:
    """Check everything an answer depends on. Changes nothing. The findings are told in the language of ``strings``."""
    bot = BotSettings()
    checks = {
        "settings": lambda: _check_settings(strings),
        "sources": lambda: _check_sources(settings, embedder, strings),
        "model": lambda: _check_embedder(embedder, strings),
        "reader": lambda: _check_reader(settings, strings),
        "index": lambda: _check_index(settings, embedder, strings),
        "chat model": lambda: _check_chat_model(bot, settings, strings),
        "discord": lambda: _check_discord(bot, strings),
    }
    return [Finding(subject, *_checked(check, strings)) for subject, check in checks.items()]


def _checked(check: Callable[[], tuple[bool, str]], strings: Strings) -> tuple[bool, str]:
    """Whether all is right, and the sentence that says so; else what to do."""
    try:
        return check()
    except (SearchIndexError, ChatModelError) as error:
        return False, reason_text(str(error), strings)


def _check_settings(strings: Strings) -> tuple[bool, str]:
    unknown = misspelt_settings()
    if unknown:
        named = [
            strings("doctor-setting-perhaps", name=name, meant=meant) if meant else name
            for name, meant in unknown.items()
        ]
        return False, strings("doctor-settings-unknown", names=", ".join(named))
    known = {name.upper() for kind in (IndexSettings, BotSettings) for name in kind.model_fields}
    given = sorted(name for name in known if name in os.environ)
    return True, strings("doctor-settings", names=", ".join(given) or strings("doctor-none"))


def _check_sources(settings: IndexSettings, embedder: Embedder, strings: Strings) -> tuple[bool, str]:
    report = reindex(settings, embedder, dry_run=True)
    count = str(len(report.added) + len(report.updated) + len(report.unchanged))
    if report.failed:
        failed = "; ".join(f"{failure.path}: {reason_text(failure.reason, strings)}" for failure in report.failed[:5])
        return False, strings("doctor-sources-failed", count=count, lost=str(len(report.failed)), failed=failed)
    folder = str(settings.sources_dir)
    lacking = [omission for omission in report.omissions if omission.share > _LARGEST_SHARE]
    if not lacking:
        return True, strings("doctor-sources", count=count, folder=folder)
    named = ", ".join(f"{omission.source_id} ({omission.share:.0%})" for omission in lacking[:_MOST_NAMED])
    if len(lacking) > _MOST_NAMED:
        named = strings("doctor-sources-more", sources=named, count=str(len(lacking) - _MOST_NAMED))
    return True, strings("doctor-sources-lacking", count=count, folder=folder, sources=named)


def _check_embedder(embedder: Embedder, strings: Strings) -> tuple[bool, str]:
    tokens = embedder.max_tokens
    return True, strings("doctor-embedder", name=embedder.name, tokens=str(tokens))


def _check_reader(settings: IndexSettings, strings: Strings) -> tuple[bool, str]:
    reader = open_reader(settings.reader_model)
    if reader is None:
        return True, strings("doctor-reader-none")
    sentence = "Footnote answers questions."
    reader.read("What answers questions?", [Text(sentence, "", [(0, len(sentence))], [0.0])])
    return True, strings("doctor-reader", name=reader.name)


def _check_index(settings: IndexSettings, embedder: Embedder, strings: Strings) -> tuple[bool, str]:
    if not is_built(settings):
        return False, strings("doctor-index-none", folder=str(settings.data_dir))
    with open_retriever(settings, embedder) as retriever:
        listed = retriever.sources()
        retriever.passages("footnote")  # opens the vectors
    if is_stale(settings):
        return False, strings("doctor-index-stale", folder=str(settings.sources_dir))
    passages = sum(count for _, count in listed)
    return True, strings("doctor-index", sources=str(len(listed)), passages=str(passages))


def _check_chat_model(settings: BotSettings, index: IndexSettings, strings: Strings) -> tuple[bool, str]:
    """Ask as an answer asks: system and user message, streamed, with the real budget."""
    model = open_chat_model(settings, index.data_dir)
    if model is None:
        return True, strings("doctor-chat-model-none")
    with closing(model):
        streamed = try_answer(model, is_streamed=True)
        whole = try_answer(model, is_streamed=False) if streamed else ""
        learnt = ", ".join(f"{name}={value}" for name, value in model.habits.differences().items())
    if streamed:
        in_one_piece = reason_text(whole, strings) if whole else strings("doctor-chat-model-whole")
        return False, strings("doctor-chat-model-fails", streamed=reason_text(streamed, strings), whole=in_one_piece)
    named = {"model": settings.llm_model, "address": settings.llm_base_url}
    if learnt:
        return True, strings("doctor-chat-model-learnt", learnt=learnt, **named)
    return True, strings("doctor-chat-model", **named)


def _check_discord(settings: BotSettings, strings: Strings) -> tuple[bool, str]:
    token = settings.discord_token.get_secret_value().strip()
    if not token:
        return True, strings("doctor-discord-none")
    from bot.discord_app import invite_url, own_installation_url, read_application_id  # noqa: PLC0415 - discord.py is loaded only where it is used

    client_id = read_application_id(token)
    if client_id is None:
        return False, strings("doctor-discord-malformed")
    key = "doctor-discord-content" if settings.ask_channels else "doctor-discord"
    return True, strings(key, invitation=invite_url(client_id), installation=own_installation_url(client_id))
