"""Where in a file a text stands: joined from its lines, carried with each chunk, and opened by an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedders import HashingEmbedder
from index.documents import Source
from index.loading.chunking import split_document
from index.loading.cleaning import Line, LineKind, build_document
from index.locations import format_moment, join_locations, url_of_location

SENTENCES = [
    "The ferry sails at 7.40. ",
    "船早上七点开。",
    "It carries 42 people.",
    "A second one, 第二艘，is larger. ",
]


@pytest.mark.parametrize(
    ("first", "last", "joined"),
    [
        ("page 4", "page 4", "page 4"),
        ("page 4", "page 6", "page 4–6"),
        ("sheet 价目, page 2, row 3", "sheet 价目, page 2, row 5", "sheet 价目, page 2, row 3–5"),
        ("sheet A, row 9", "sheet B, row 2", "sheet A, row 9"),
        ("12:41", "12:52", "12:41"),
    ],
)
def test_a_text_over_several_places_names_the_first_and_the_last_of_a_kind(first, last, joined):
    assert join_locations(first, last) == joined


@pytest.mark.parametrize(
    ("url", "location", "address"),
    [
        ("https://www.youtube.com/watch?v=1", "12:41", "https://www.youtube.com/watch?v=1&t=761"),
        ("https://www.bilibili.com/video/BV1", "1:00:02", "https://www.bilibili.com/video/BV1?t=3602"),
        ("https://example.org/talk.mp3", "0:07", "https://example.org/talk.mp3#t=7"),
        ("https://example.org/report.pdf", "page 4–5", "https://example.org/report.pdf#page=4"),
        ("https://example.org/report", "page 4", "https://example.org/report"),
        ("https://example.org/talk#part", "0:07", "https://example.org/talk#part"),
        ("https://example.org/chat", "2024-03-05 14:02", "https://example.org/chat"),
        ("https://example.org/talk.mp3", None, "https://example.org/talk.mp3"),
        (None, "12:41", None),
    ],
)
def test_an_address_opens_a_recording_at_the_moment_and_a_pdf_at_the_page(url, location, address):
    assert url_of_location(url, location) == address


@given(st.integers(0, 400_000))
def test_a_moment_is_opened_at_the_second_it_stands_for(seconds):
    assert (
        url_of_location("https://example.org/a.mp3", format_moment(seconds)) == f"https://example.org/a.mp3#t={seconds}"
    )


@given(
    st.lists(st.tuples(st.sampled_from(SENTENCES), st.none() | st.integers(1, 4)), min_size=1, max_size=12),
    st.integers(8, 40),
)
def test_every_slice_of_a_document_knows_the_lines_it_comes_from(rows, limit):
    lines = tuple(Line(text.strip(), kind=LineKind.PROSE, location=page and f"page {page}") for text, page in rows)
    document = build_document(lines, Source(id="a", title="a", path="a"), heading="")
    chunks = split_document(document, limit=limit, count_tokens=HashingEmbedder().count_tokens)
    position = 0
    for line in lines:
        start = document.text.index(line.text, position)
        position = start + len(line.text)
        for chunk in chunks:
            if chunk.start <= start and position <= chunk.end:
                assert chunk.location_at(start, position) == line.location
