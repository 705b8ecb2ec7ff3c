import hashlib
import json
import shutil

import numpy as np
import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index import SearchIndexError, open_embedder, sentence_spans
from index.embedding.onnx_embedder import OnnxEmbedder
from index.embedding.onnx_model import OnnxModel
from index.embedding.opening import DIGESTS, MAX_TOKENS, MODEL_FILE, TOKENIZER_FILE
from index.embedding.sentence_transformer_embedder import SentenceTransformerEmbedder
from training.onnx_restore import restore

WORDS = ["预算赤字", "银行", "俄罗斯", "bank", " gold ", "3.7%", "，", "。", "Ünïcode", "🙂", "黄金", "\n"]
TRANSLATIONS = {
    "猫睡在沙发上。": "The cat is sleeping on the sofa.",
    "中央银行提高了利率。": "The central bank raised interest rates.",
    "昨天的比赛因为下雨取消了。": "Yesterday's match was cancelled because of rain.",
    "医生建议他多喝水。": "The doctor advised him to drink more water.",
    "这座桥建于十九世纪。": "The bridge was built in the nineteenth century.",
    "政府宣布了新的制裁措施。": "The government announced new sanctions.",
}


@pytest.fixture(scope="module")
def bilingual():
    return Tokenizer.from_file(str(TOKENIZER_FILE))


@pytest.fixture(scope="module")
def restored(tmp_path_factory):
    """The built-in model as sentence-transformers runs it, in 32 bits; a name with e5 in it has the prompts of e5."""
    folder = restore(MODEL_FILE, TOKENIZER_FILE, tmp_path_factory.mktemp("restored") / "e5-restored")
    return open_embedder(str(folder))


@pytest.mark.parametrize(
    "text",
    ["俄罗斯的预算赤字", "中央银行提高了利率", "欧盟对黄金的制裁", "天然气公司GDP报告"],
    ids=["zh", "zh-2", "zh-3", "mixed"],
)
def test_traditional_and_simplified_are_the_same_to_it(builtin, text):
    traditional = opencc.OpenCC("s2t").convert(text)
    assert traditional != text
    assert np.array_equal(builtin.embed_query(traditional), builtin.embed_query(text))
    assert np.array_equal(builtin.embed_documents([traditional]), builtin.embed_documents([text]))


@pytest.mark.parametrize("length", [63, 64, 65, 100, 101, 200, 1000])
def test_chinese_without_punctuation_is_read_to_the_end(bilingual, length):
    found = bilingual.encode(("俄罗斯的预算赤字" * length)[:length], add_special_tokens=False).ids
    assert len(found) >= length / 4
    assert bilingual.token_to_id("<unk>") not in found


@pytest.mark.parametrize("text", ["饕餮鬯鬱龘靐齉", "ﾊﾟ, naïve Ωmega", "Жук и Ёж"], ids=["zh", "mixed", "ru"])
def test_rare_characters_have_tokens_of_their_own(bilingual, text):
    assert len(set(bilingual.encode(text, add_special_tokens=False).ids)) > 2


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_every_character_of_a_known_text_is_in_some_token(bilingual, text):
    read = bilingual.encode(text, add_special_tokens=False)
    covered = {i for start, end in read.offsets for i in range(start, end)}
    assert {i for i, character in enumerate(text) if character.isalnum()} <= covered


@pytest.mark.parametrize(("file", "digest"), DIGESTS.items(), ids=["model", "statements"])
def test_the_files_are_those_that_were_measured(file, digest):
    assert hashlib.sha256(file.read_bytes()).hexdigest()[:12] == digest


@pytest.mark.parametrize("texts", [list(TRANSLATIONS), [*TRANSLATIONS.values()], ["GDP 增长 3.7%，year on year."]])
def test_onnx_runtime_gives_the_vectors_that_sentence_transformers_gives(builtin, restored, texts):
    documents = (builtin.embed_documents(texts) * restored.embed_documents(texts)).sum(axis=1)
    questions = [builtin.embed_query(text) @ restored.embed_query(text) for text in texts]
    assert documents.min() > 0.998
    assert min(questions) > 0.998


@pytest.mark.parametrize("texts", [list(TRANSLATIONS), [*TRANSLATIONS.values()]])
def test_sentences_in_their_context_too(builtin, restored, texts):
    text = " ".join(texts)
    (mine,), (other,) = (e.embed_with_parts([text], [sentence_spans(text)])[1] for e in (builtin, restored))
    assert len(mine) == len(other) == len(texts)
    assert (mine * other).sum(axis=1).min() > 0.998


def test_unsigned_weights_for_processors_without_vnni_give_the_same_vectors(restored):
    texts = [*TRANSLATIONS, *TRANSLATIONS.values()]
    model = OnnxModel(MODEL_FILE, TOKENIZER_FILE, max_tokens=MAX_TOKENS, is_exact_in_signed_bytes=False)
    vectors = OnnxEmbedder(model, name="model", prompts=("query: ", "passage: ")).embed_documents(texts)
    assert (vectors * restored.embed_documents(texts)).sum(axis=1).min() > 0.998


def test_a_folder_with_an_onnx_file_runs_on_onnx_runtime(builtin, tmp_path):
    folder = restore(MODEL_FILE, TOKENIZER_FILE, tmp_path / "e5-own")
    assert isinstance(open_embedder(str(folder)), SentenceTransformerEmbedder)
    (folder / "onnx").mkdir()
    shutil.copyfile(MODEL_FILE, folder / "onnx" / "model.onnx")
    own = open_embedder(str(folder))
    assert isinstance(own, OnnxEmbedder)
    assert np.allclose(own.embed_query("tea 茶"), builtin.embed_query("tea 茶"), atol=1e-6)
    assert np.allclose(own.embed_documents(["tea 茶"]), builtin.embed_documents(["tea 茶"]), atol=1e-6)


@pytest.mark.parametrize("pooling", [{"pooling_mode_cls_token": True}, {}], ids=["first-token", "unknown"])
def test_a_folder_whose_vectors_are_pooled_otherwise_does_not(tmp_path, pooling):
    folder = restore(MODEL_FILE, TOKENIZER_FILE, tmp_path / "own")
    (folder / "onnx").mkdir()
    shutil.copyfile(MODEL_FILE, folder / "onnx" / "model.onnx")
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    assert isinstance(open_embedder(str(folder)), SentenceTransformerEmbedder)


@given(st.lists(st.sampled_from([*TRANSLATIONS, *TRANSLATIONS.values(), "", "x" * 900]), min_size=2, max_size=5))
def test_the_vector_of_a_text_does_not_depend_on_the_texts_beside_it(builtin, texts):
    together = builtin.embed_documents(texts)
    assert all(np.array_equal(together[i], builtin.embed_documents([text])[0]) for i, text in enumerate(texts))


def test_a_chinese_sentence_is_nearest_to_its_translation_and_the_reverse(builtin):
    chinese, english = builtin.embed_documents(list(TRANSLATIONS)), builtin.embed_documents([*TRANSLATIONS.values()])
    near = chinese @ english.T
    assert near.argmax(axis=0).tolist() == near.argmax(axis=1).tolist() == list(range(len(TRANSLATIONS)))


def test_traditional_and_simplified_questions_have_one_vector(builtin):
    assert np.allclose(builtin.embed_query("俄罗斯的预算赤字"), builtin.embed_query("俄羅斯的預算赤字"), atol=1e-5)


@pytest.mark.parametrize("content", [None, b"", b"no model"], ids=["missing", "empty", "damaged"])
def test_a_damaged_model_file_is_an_error_with_a_remedy(tmp_path, content):
    if content is not None:
        (tmp_path / "model.onnx").write_bytes(content)
    embedder = OnnxEmbedder(OnnxModel(tmp_path / "model.onnx", TOKENIZER_FILE, max_tokens=MAX_TOKENS), name="builtin")
    with pytest.raises(SearchIndexError, match="installation"):
        embedder.embed_query("tea")
