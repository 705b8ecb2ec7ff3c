"""Recordings and chats as text: subtitles, lyrics, transcripts and exported messages, with who spoke and when."""

from index.loading.transcripts.json_transcript import build_transcript
from index.loading.transcripts.lyrics import load_lyrics
from index.loading.transcripts.subtitles import build_subtitles, load_subtitles, looks_like_subtitles

__all__ = [
    "build_subtitles",
    "build_transcript",
    "load_lyrics",
    "load_subtitles",
    "looks_like_subtitles",
]
