"""No regular expression of the program takes more than linear time, whatever it is given.

Every pattern is tried on repetitions of what it is made of itself (``pumps.py``), in the way the program uses it: as a search
for every match, or as a match at one place. New patterns are tried without being named here.
"""

from functools import partial

import regex

from growth import seconds
from patterns import SCAN, Pattern, all_patterns
from pumps import endings, pumps

# Rooms whose patterns read questions or single sentences: both have a largest length, and their square does no harm.
READING_LITTLE = ("bot.answering.", "bot.conversation.", "bot.evidence.", "index.questions.")
# What is given a few characters, however long the text is.
GIVEN_LITTLE = {
    "index.text.sentences._INITIALISM",  # what stands before a full stop
    "index.text.sentences._LAST_WORD",
    "index.loading.cleaning.lines._ITEM",  # lines of at most 2,000 characters
    "index.loading.cleaning.signatures._NOT_A_NAME",  # what reads as a name of two to four characters
    "index.loading.cleaning.speakers._NOT_PEOPLE",  # what is short enough to be a name
    "index.loading.files.properties._NOBODY",
    "index.loading.markup.page_metadata._NOT_A_NAME",
    "index.locations._NUMBERED",  # locations, which the program writes itself
    "index.names.chinese_recognition._NOT_A_NAME",  # single words
    "index.vocabulary.headwords._NAME",  # one entry of a dictionary of the program
}
# Functions that make a pattern of what they are given. All of them quote a name or a phrase, or join such with "or".
MADE_OF_WORDS = {
    "bot.answering.parts.sides._is_written",
    "bot.answering.rows.listing.find_words",
    "bot.answering.questions._typed_mention",
    "bot.answering.refusals._as_spelled",
    "bot.conversation.follow_up_cues.requested_language",
    "bot.conversation.follow_up_cues.split_language_request",
    "bot.discord_app.cards.markdown.bold_speakers",
    "bot.discord_app.cards.search_results._matches_pattern",
    "bot.evidence.contradictions.opposites._pattern",
    "bot.evidence.expected_answers._word_pattern",
    "bot.evidence.named.names._as_word",
    "bot.evidence.named.names._before",
    "bot.evidence.named.speaker_names._pattern",
    "bot.strings.reasons._pattern",
    "bot.writing.drafts.verdicts._is_in_title",
    "bot.writing.leaks.__init__",
    "index.names.aliases.chinese_mentions",
    "index.names.matcher.is_mentioned",
    "index.names.searchable_text.chinese_spans",
    "index.text.lazy_patterns._compiled",
    "index.text.sanitizing.remove_links",
}
# Lengths of what is tried, for linear patterns and for what may take the square. It is compared with a part of it.
LENGTH, SQUARE_LENGTH, SHORTER = 6000, 800, 4
# Noise and caches stay below so many times the growth that is allowed, and below so many where a shorter text is enough.
NOISE, MOST_TRIES = 2.25, 5
SURE, SURE_TRIES = 1.2, 3
# What is left alone, and what is given up, in seconds of processor time.
TOO_SMALL, HOPELESS = 0.002, 2


def work(pattern, end, text):
    text += end
    timeout = {"timeout": HOPELESS} if isinstance(pattern.compiled, regex.Pattern) else {}
    for method in pattern.does:
        found = getattr(pattern.compiled, method)(text.encode() if isinstance(pattern.text, bytes) else text, **timeout)
        if method == SCAN:
            for _ in found:
                pass


def slow_piece(pattern, *, length, power=1):
    """The first piece on whose repetitions a pattern grows with more than a power of their length, or None."""
    for end in endings(pattern.text):
        does = partial(work, pattern, end)
        nothing = least_seconds(does, "")  # but the ending, which is long where a pattern has many words
        for piece in pumps(pattern.text):
            if outgrows(does, piece, length=length, power=power, nothing=nothing):
                return piece
    return None


def outgrows(does, piece, *, length, power, nothing):
    """Whether the time on repetitions of a piece grows with more than a power of their length.

    Where their ending does not take the time, a shorter text is tried first. What takes next to no time is left alone: its
    next power stays too small on the long text, and what is worse takes long on the shorter one. So is what has surely grown
    with no more than the power up to there.
    """
    shortest, shorter, long = (piece * (length // part // len(piece) + 1) for part in (SHORTER**2, SHORTER, 1))
    few, many = nothing, HOPELESS
    try:
        if nothing <= TOO_SMALL:
            few = seconds(does, shorter)
            if few <= TOO_SMALL / SHORTER ** (power + 1) / NOISE:
                return False
            is_of_repetitions = nothing <= few / SHORTER**2
            if is_of_repetitions and few - nothing <= (least_seconds(does, shortest) - nothing) * SHORTER**power * SURE:
                return False
        for _ in range(MOST_TRIES):  # a busy machine makes both longer now and then
            many = min(many, seconds(does, long))
            if many > max(TOO_SMALL, few * SHORTER**power * NOISE):
                few = max(few, seconds(does, shorter))
            if many <= max(TOO_SMALL, few * SHORTER**power * NOISE):
                return False
    except TimeoutError:
        pass
    return True


def least_seconds(does, text):
    return min(seconds(does, text) for _ in range(SURE_TRIES))


def reads_little(pattern):
    return all(place.startswith(READING_LITTLE) or place in GIVEN_LITTLE for place in pattern.places)


def test_the_review_finds_patterns_that_take_the_square_and_worse():
    for text, is_slow in (
        (r"<meta [^>]*name=", True), (r"\s+$", True), (r"(?:a|a)+b", True), (r"[“「][^”」]*[”」]", True), (r"(?<!\s)\s++$", False)
    ):  # fmt: skip
        found = slow_piece(Pattern("regex", text, 0, does={SCAN}), length=5 * LENGTH)
        assert (found is not None) == is_slow, text


def test_what_reads_texts_of_any_length_is_linear():
    patterns, _ = all_patterns()
    assert len(patterns) > 500
    slow = {
        (*sorted(pattern.places), pattern.text): piece
        for pattern in patterns
        if not reads_little(pattern) and (piece := slow_piece(pattern, length=LENGTH))
    }
    assert not slow


def test_what_reads_a_question_or_a_sentence_takes_at_most_its_square():
    slow = {
        (*sorted(pattern.places), pattern.text): piece
        for pattern in all_patterns()[0]
        if reads_little(pattern) and (piece := slow_piece(pattern, length=SQUARE_LENGTH, power=2))
    }
    assert not slow


def test_a_pattern_that_is_made_while_the_program_runs_is_made_of_words():
    assert all_patterns()[1] == MADE_OF_WORDS
