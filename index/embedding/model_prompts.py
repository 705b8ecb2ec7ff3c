"""The prompts that a model wants before questions and passages."""

import json
from pathlib import Path

_BGE_SIZES = ("small", "base", "large")
# (query prompt, passage prompt) of model families that need prompts but do not have them in their files, as their model
# cards give them.
_FAMILY_PROMPTS = {
    "e5-": ("query: ", "passage: "),
    **{f"bge-{size}-en": ("Represent this sentence for searching relevant passages: ", "") for size in _BGE_SIZES},
    **{f"bge-{size}-zh": ("为这个句子生成表示以用于检索相关文章：", "") for size in _BGE_SIZES},
}


def find_prompts(model: str) -> tuple[str, str]:
    """The query and passage prompts of a model, by its name or path: from its own files, else by its family."""
    saved = _saved_prompts(model)
    query = saved.get("query", "")
    passage = next((saved[key] for key in ("document", "passage", "text") if saved.get(key)), "")
    if query or passage:
        return query, passage
    return family_prompts(model)


def family_prompts(model: str) -> tuple[str, str]:
    """The query and passage prompts of a model's family, by its name or path; empty where none are known."""
    name = Path(model).name.lower()
    return next((prompts for family, prompts in _FAMILY_PROMPTS.items() if family in name), ("", ""))


def _saved_prompts(model: str) -> dict[str, str]:
    try:
        found = _find_file(model, "config_sentence_transformers.json")
        config = json.loads(found.read_text("utf-8")) if found else {}
    except (OSError, ValueError):
        return {}
    return {key: text for key, text in (config.get("prompts") or {}).items() if isinstance(text, str)}


def _find_file(model: str, name: str) -> Path | None:
    if Path(model).is_dir():
        return Path(model) / name
    from transformers.utils import cached_file  # noqa: PLC0415 - takes seconds

    found = cached_file(model, name)
    return Path(found) if found else None
