"""The name of a document's section in the reader's language."""

from bot.strings.locales import Strings


def section_text(section: str, strings: Strings) -> str:
    """A section's label with its role in the reader's language."""
    role, separator, title = section.partition(" · ")
    return f"{strings(f'section-{role}')}{separator}{title}"
