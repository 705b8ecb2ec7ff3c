"""Initials of a question are spelled out, and names become initials, where the texts have them so alone."""

import pytest

from index.search.initials import write_initials_as_texts

PAIRS = [
    ("UN", "United Nations"), ("HYO", "Harbour Youth Orchestra"), ("AGM", "annual general meeting"), ("SOP", "standard operating procedure"),
    ("BoT", "Board of Trustees"), ("ETA", "estimated time of arrival"), ("CTO", "Chief Technology Officer"),
]  # fmt: skip


@pytest.mark.parametrize(("acronym", "full"), PAIRS)
def test_a_question_says_it_as_the_texts_do(acronym, full):
    assert (
        write_initials_as_texts(f"Where is the {acronym}?", [f"We asked the {full} today."]) == f"Where is the {full}?"
    )
    assert write_initials_as_texts(f"Where is the {full}?", [f"We asked the {acronym}."]) == f"Where is the {acronym}?"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Where is the HYC?", "The Harbour Youth Orchestra plays."), ("Where is the AGM?", "They ask general managers."),
        ("Where is the HYO?", "In the Harbour. Youth Orchestra"), ("Where is the US embassy?", "The Union Station closes."),
        ("Where is the NT?", "A nice town."), ("Is it in AD 300?", "Life and Death."),
        ("Where is the RMC?", "The Ridge Men's Choir and the Royal Map Club."),
        ("Where is the UN?", "The UN (United Nations) is here."),
        ("What is a user interface?", "The UI is new; a user interface is what one sees."),
        ("How is user input read?", "The UI is new."), ("", ""),
    ],
    ids=[
        "another letter", "no name", "two sentences", "a country", "two words in lower case", "a link at the end", "two names",
        "both are there", "both are there, asked in full", "two words in lower case, asked in full", "nothing",
    ],
)  # fmt: skip
def test_what_may_be_something_else_stays(question, text):
    assert write_initials_as_texts(question, [text]) == question
