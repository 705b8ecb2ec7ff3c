"""What a question names: codes, numbers, dates, organisations and people, countries. A sentence about another one cannot answer it."""

from bot.evidence.named.codes import codes_of, is_about_version
from bot.evidence.named.scope import asks_for_neighbour
from bot.evidence.named.speakers import AskedSpeakers
from bot.evidence.named.subject import NamedSubject

__all__ = ["AskedSpeakers", "NamedSubject", "asks_for_neighbour", "codes_of", "is_about_version"]
