"""Whether a sentence is about another thing than the one a question names."""

from collections.abc import Sequence

from bot.evidence.named.codes import codes_of, has_other_code
from bot.evidence.named.dates import asked_dates, is_of_other_date
from bot.evidence.named.marks import asked_marks, has_other_mark
from bot.evidence.named.names import asked_names, is_about_other_name
from bot.evidence.named.numbers import asked_numbers, is_of_other_number
from bot.evidence.named.offices import countries_of_office, is_of_other_country


class NamedSubject:
    """The codes, numbers, marks, dates, names and countries that a question names."""

    def __init__(self, question: str) -> None:
        self._codes = codes_of(question)
        self._dates = asked_dates(question)
        self._names = asked_names(question)
        self._marks = asked_marks(question)
        self._things = asked_numbers(question)
        self._countries = countries_of_office(question)

    def differs_from(self, sentence: str, headings: Sequence[str]) -> bool:
        """Whether a sentence is about another code, number, mark, date, name or country than the one that is asked about.

        ``headings`` are those it stands under, nearest first, with the title of its source last. Where the question
        names none of a kind, no sentence differs in it.
        """
        return (
            is_of_other_country(self._countries, sentence)
            or (bool(self._codes) and has_other_code(self._codes, sentence, headings))
            or is_of_other_number(self._things, sentence, headings)
            or has_other_mark(self._marks, sentence, headings)
            or is_of_other_date(self._dates, sentence, headings)
            or is_about_other_name(self._names, sentence, headings)
        )
