"""A model that alters one figure in every answer: none of what it alters reaches the reader."""

import random

import pytest
import regex

from bot.errors import ChatModelUnsupportedError
from index import IndexSettings, Passage, open_retriever, reindex, sentence_spans
from model_server import Script
from paths import SAMPLE

ANSWERS = 500
_FIGURE = regex.compile(r"\d+(?:[.,]\d+)*")
_NUMERALS = "一二三四五六七八九"
_HAN_FIGURE = regex.compile(rf"[{_NUMERALS}](?=[十百千万亿成])")


@pytest.fixture
def paragraphs(tmp_path, embedder):
    """The passages of the sample sources that state figures, by the language they are in."""
    reindex(IndexSettings(sources_dir=SAMPLE, data_dir=tmp_path / "data"), embedder)
    found = {"en": [], "zh": []}
    with open_retriever(IndexSettings(data_dir=tmp_path / "data"), embedder) as retriever:
        for source, _ in retriever.sources():
            for chunk in retriever.chunks(source.id):
                if chunk.language in found and _FIGURE.search(chunk.text):
                    found[chunk.language].append(Passage(chunk, source, 1.0, 1.0, 1.0))
    return found


def altered(sentence, around, chance):
    """A sentence with one figure changed to one that its passage does not state, and the figure; None where there is none."""
    spans = [m.span() for pattern in (_FIGURE, _HAN_FIGURE) for m in pattern.finditer(sentence)]
    chance.shuffle(spans)
    for start, end in spans:
        figure = sentence[start:end]
        for _ in range(20):
            place = chance.choice([i for i, c in enumerate(figure) if c not in ".,"])
            digit = chance.choice(_NUMERALS if figure[place] in _NUMERALS else "123456789")
            new = figure[:place] + digit + figure[place + 1 :]
            if new not in around and new != figure:
                return sentence[:start] + new + sentence[end:]
    return None


def scripted(paragraphs, language, chance):
    """Passages, an answer from their own sentences with one figure altered, and the altered sentence."""
    read = chance.sample(paragraphs[language], 4) + chance.sample(paragraphs["zh" if language == "en" else "en"], 2)
    # A model ends its sentences. Headings and facts at the top of a page would run into the sentence after them.
    sentences = [
        (p.chunk.text[a:b], label)
        for label, p in enumerate(read[:4], start=1)
        for a, b in sentence_spans(p.chunk.text)
        if p.chunk.text[a:b].endswith((".", "!", "?", "。", "！", "？"))
    ]
    chance.shuffle(sentences)
    for i, (sentence, label) in enumerate(sentences):
        if wrong := altered(sentence, read[label - 1].chunk.text, chance):
            others = [s for j, s in enumerate(sentences[:4]) if j != i][:2]
            told = [*others, (wrong, label)]
            chance.shuffle(told)
            return read, " ".join(f"{text} [{n}]" for text, n in told), wrong
    return None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_altered_figure_reaches_the_reader(author, model_server, paragraphs, language):
    leaked, given = [], 0
    for seed in range(ANSWERS // 2):
        chances = random.Random(seed)
        read, draft, wrong = next(filter(None, (scripted(paragraphs, language, chances) for _ in range(50))))
        model_server.plays(Script(draft))
        try:
            answer = author.answer("What do the sources say? 来源怎么说?", read, language)
        except ChatModelUnsupportedError:
            continue
        given += not answer.is_refused
        if wrong in answer.text:
            leaked.append((wrong, [c.quote for c in answer.citations if f"{wrong} [{c.label}]" in answer.text]))
    assert len(model_server.requests) == ANSWERS // 2
    assert leaked == []
    assert given > ANSWERS // 4  # what is not altered is still told
