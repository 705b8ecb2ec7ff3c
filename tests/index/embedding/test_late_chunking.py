"""Late chunking: the vectors of sentences in their context."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import open_embedder, sentence_spans
from index.embedding.late_chunking import embed_parts_separately

EN = "Gazprom sells gas to Europe. It lost most of that market in 2022. Cats sleep for most of the day."
ZH = "俄气向欧洲出售天然气。它在2022年失去了大部分市场。猫一天中大部分时间都在睡觉。"


@pytest.fixture(scope="module")
def embedder():
    return open_embedder("builtin")


@pytest.mark.parametrize("text", [EN, ZH, EN + ZH])
def test_a_text_has_the_same_vector_with_and_without_its_parts(embedder, text):
    wholes, _ = embedder.embed_with_parts([text], [sentence_spans(text)])
    assert np.allclose(wholes, embedder.embed_documents([text]), atol=1e-5)


@settings(max_examples=15)
@given(st.lists(st.sampled_from([EN, ZH, "", "。", "x" * 3000, EN * 40]), max_size=5))
def test_every_part_has_a_unit_vector_or_zeros_beyond_the_token_limit(embedder, texts):
    parts = [sentence_spans(text) for text in texts]
    _, vectors = embedder.embed_with_parts(texts, parts)
    assert [len(own) for own in vectors] == [len(spans) for spans in parts]
    lengths = [float(np.linalg.norm(vector)) for own in vectors for vector in own]
    assert all(abs(length - 1) < 1e-3 or length == 0 for length in lengths)


@pytest.mark.parametrize("text", [EN, ZH])
def test_the_only_part_of_a_text_has_its_vector(embedder, text):
    wholes, ((vector,),) = embedder.embed_with_parts([text], [[(0, len(text))]])
    assert float(wholes[0] @ vector) > 0.95  # but for the tokens that mark begin and end


@pytest.mark.parametrize("question", ["Which firm lost its gas market?", "哪家天然气公司失去了市场？"])
@pytest.mark.parametrize("text", [EN, ZH])
def test_a_sentence_about_it_is_nearer_to_its_subject_in_context_than_alone(embedder, question, text):
    spans = sentence_spans(text)
    _, (in_context,) = embedder.embed_with_parts([text], [spans])
    alone = embedder.embed_documents([text[a:b] for a, b in spans])
    asked = embedder.embed_query("Gazprom" if text is EN else "俄气")
    assert in_context[1] @ asked > alone[1] @ asked
    nearest = int(np.argmax(in_context @ embedder.embed_query(question)))
    assert nearest in {0, 1}


def test_a_model_without_mean_pooling_embeds_parts_separately(embedder):
    spans = [sentence_spans(EN), [], sentence_spans(ZH)]
    wholes, parts = embed_parts_separately(embedder, [EN, "x", ZH], spans)
    assert wholes.shape[0] == 3
    assert [part.shape[0] for part in parts] == [3, 0, 3]
    assert np.allclose(parts[0], embedder.embed_documents([EN[a:b] for a, b in spans[0]]), atol=1e-5)
