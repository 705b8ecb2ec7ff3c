"""Reads the texts of a locale from its Project Fluent file."""

from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LOCALES = ("en", "zh-CN", "zh-TW")
# A text is in traditional characters if one in so many of its Chinese characters is. Set by hand: the others are in both.
_ONE_IN = 6


class Strings:
    """The texts of one locale: ``strings("refusal-nearest", titles=…)``."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    @cached_property
    def _bundle(self) -> "FluentBundle":
        from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415 - help needs none of it

        # Without isolation marks, which people would copy along with the text.
        bundle = FluentBundle([self.locale], use_isolating=False)
        bundle.add_resource(FluentResource(files(__package__).joinpath(f"{self.locale}.ftl").read_text("utf-8")))
        return bundle

    def __call__(self, key: str, **values: str | float) -> str:
        """The text of a key with its values filled in. Raises KeyError for an unknown key or a missing value."""
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)


def open_strings_like(language: str, asked: str) -> Strings:
    """The texts for a language, in traditional characters if the question is in them."""
    from index import HAN, fold_in_place  # noqa: PLC0415 - takes long to import, and help needs no more than the texts

    han = HAN.findall(asked)
    traditional = sum(fold_in_place(character) != character for character in han)
    return open_strings("zh-TW" if language == "zh" and traditional * _ONE_IN >= max(len(han), 1) else language)


@lru_cache(maxsize=16)
def open_strings(language: str) -> Strings:
    """The texts for a language or locale: ``en``, ``zh`` (simplified), ``zh-TW``; English for any other."""
    if language in LOCALES:
        return Strings(language)
    return Strings("zh-CN" if language.startswith("zh") else "en")
