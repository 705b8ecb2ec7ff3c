"""How the section of a document is named to people."""

from bot.strings.locales import Strings


def section_text(section: str, strings: Strings) -> str:
    """A section's label with its role in the reader's language."""
    role, separator, title = section.partition(" · ")
    return f"{strings(f'section-{role}')}{separator}{title}"
