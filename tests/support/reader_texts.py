"""Texts as a reader is given them, and what it says of one."""

from index import Text, sentence_spans


def text_of(text, *, heading="", promise=None):
    spans = sentence_spans(text)
    return Text(text, heading, spans, promise or [0.0] * len(spans))


def said(reader, question, text, **options):
    return reader.read(question, [text_of(text, **options)])[0]
