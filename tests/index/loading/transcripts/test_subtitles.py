"""Subtitles are read as the sentences that were spoken, each with its speaker and the moment it begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loading.transcripts.cues import Cue, cue_lines
from reading import failure_of, placed_lines, read_file, speakers

SRT = """1
00:00:01,000 --> 00:00:04,000
<i>We gave the</i> wooden

2
00:00:04,000 --> 00:00:07,500
hull up, because {\\an8}shipworm
had eaten it. So the next one

3
00:01:07,500 --> 01:00:09,000
is steel.
"""
VTT = """WEBVTT - 灯塔

NOTE
url: https://www.youtube.com/watch?v=abc

STYLE
::cue { color: red }

opening
00:01.000 --> 00:04.000 align:start
<v 林岚>灯塔是一九零二年

2
00:00:04.000 --> 00:00:06.000 position:0%
<v 林岚>建成的。</v>[掌声]

00:00:06.000 --> 00:00:09.000
<v.loud Tom Reed>Who <00:00:07.000><c>paid &amp; built?</c>
"""
ROLLING = """WEBVTT

00:00.000 --> 00:02.000
\x20
so today<00:00:01.000><c> we look</c> at

00:02.000 --> 00:02.010
so today we look at
\x20

00:02.010 --> 00:04.000
so today we look at
the old lighthouse, no,

00:04.000 --> 00:04.010
the old lighthouse, no,
\x20

00:04.010 --> 00:06.000
the old lighthouse, no,
no, the new one.
"""

LYRICS = "[ti:海上灯塔]\n[ar:林岚]\n[00:12.00][01:12.00]灯塔照着海面\n[00:15.30]<00:15.30>slowly <00:16.00>sails\n"


@pytest.mark.parametrize("name", ["film.srt", "film.txt"])
def test_cues_are_joined_to_sentences_with_the_moment_each_begins(tmp_path, name):
    (tmp_path / name).write_text(SRT.replace("\n", "\r\n"), "utf-8")
    assert placed_lines(read_file(tmp_path / name)) == [
        ("0:01", "We gave the wooden hull up, because shipworm had eaten it."),
        ("0:04", "So the next one is steel."),
    ]


def test_voices_are_speakers_and_a_note_gives_the_address(tmp_path):
    (tmp_path / "talk.vtt").write_text(VTT, "utf-8")
    document = read_file(tmp_path / "talk.vtt")
    assert placed_lines(document) == [
        ("0:01", "林岚：灯塔是一九零二年建成的。"),
        ("0:06", "Tom Reed: Who paid & built?"),
    ]
    assert speakers(document) == [("林岚", "灯塔是一九零二年建成的。"), ("Tom Reed", "Who paid & built?")]
    assert document.source.url == "https://www.youtube.com/watch?v=abc"


def test_rolling_captions_say_everything_once(tmp_path):
    (tmp_path / "auto.vtt").write_text(ROLLING, "utf-8")
    assert read_file(tmp_path / "auto.vtt").text == "so today we look at the old lighthouse, no, no, the new one."


def test_a_word_said_twice_is_kept_twice(tmp_path):
    cues = "".join(
        f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{words}\n\n"
        for i, words in enumerate(["Never.", "Never.", "不。", "不。"], 1)
    )
    (tmp_path / "a.srt").write_text(cues, "utf-8")
    assert [text for _, text in placed_lines(read_file(tmp_path / "a.srt"))] == ["Never.", "Never.", "不。", "不。"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["MIRA: We came in 1983.", "TOM: Why?", "MIRA: For the slip.", "TOM: Ah."],
         [("MIRA", "We came in 1983."), ("TOM", "Why?"), ("MIRA", "For the slip."), ("TOM", "Ah.")]),
        (["林岚：灯塔很高。", "周远：多高？", "林岚：四十米。", "周远：真高。"],
         [("林岚", "灯塔很高。"), ("周远", "多高？"), ("林岚", "四十米。"), ("周远", "真高。")]),
        ([">> Mira: We came", "in 1983. >> When?", "Late?"], [("Mira", "We came in 1983.")]),
        (["Tip: look up.", "It rains."], []),
    ],
    ids=["en", "zh", "chevrons", "no-speaker"],
)  # fmt: skip
def test_who_speaks_is_read_from_names_before_the_words(tmp_path, rows, said):
    cues = "".join(f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{row}\n\n" for i, row in enumerate(rows, 1))
    (tmp_path / "a.srt").write_text(cues, "utf-8")
    assert speakers(read_file(tmp_path / "a.srt")) == said


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["the hull", "was larch.", "灯塔", "很高。", "Why?", "x" * 90]),
            st.sampled_from([None, "Mira", "林岚"]),
        ),
        min_size=1,
    )
)
def test_every_word_is_kept_and_speech_without_marks_is_cut_between_cues(pieces):
    cues = [Cue(i, i + 1, text, speaker) for i, (text, speaker) in enumerate(pieces)]
    lines = cue_lines(cues)
    said = "".join(line.text[line.speech_start :] for line in lines).replace(" ", "")
    assert said == "".join(text for text, _ in pieces).replace(" ", "")
    assert all(len(line.text) <= 420 for line in lines)
    moments = [int(line.location.split(":")[0]) * 60 + int(line.location.split(":")[1]) for line in lines]
    assert moments == sorted(moments)


def test_lyrics_are_lines_with_their_moments_each_time_they_are_sung(tmp_path):
    (tmp_path / "l.lrc").write_text(LYRICS, "utf-8")
    document = read_file(tmp_path / "l.lrc")
    assert placed_lines(document) == [("0:12", "灯塔照着海面"), ("0:15", "slowly sails"), ("1:12", "灯塔照着海面")]
    assert (document.source.title, document.source.author) == ("海上灯塔", "林岚")


@pytest.mark.parametrize("name", ["a.srt", "a.vtt", "a.lrc"])
@pytest.mark.parametrize("text", ["only words\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n[music]\n"])
def test_a_file_without_speech_is_named_with_the_reason(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    assert ".srt" in failure_of(tmp_path / name) or ".txt" in failure_of(tmp_path / name)
