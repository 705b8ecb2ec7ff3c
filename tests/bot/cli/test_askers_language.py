"""A Chinese question gets errors, hints and progress in Chinese, in the script it is written in."""

import json

import pytest
import regex

from index import MAX_QUERY_CHARACTERS, MAX_QUERY_WORDS

ENGLISH_WORDS = regex.compile(r"(?<![`/\w.])[A-Za-z]{2,}(?: [A-Za-z]{2,}){2}")
ASKED = {"en": "How long is the bridge?", "zh-CN": "青石桥有多长？", "zh-TW": "請問這座橋有多長？"}
SAID = {
    "building": {"en": "There is no index yet", "zh-CN": "还没有索引", "zh-TW": "還沒有索引"},
    "stale": {"en": "have changed since", "zh-CN": "文件有改动", "zh-TW": "檔案有變動"},
    "error": {"en": "Error: ", "zh-CN": "错误：", "zh-TW": "錯誤："},
    "no-files": {"en": "holds no files", "zh-CN": "里没有文件", "zh-TW": "裡沒有檔案"},
    "misspelt": {"en": "did you mean", "zh-CN": "不是 Footnote 的设置", "zh-TW": "不是 Footnote 的設定"},
    "unknown": {"en": "There is no source", "zh-CN": "索引里没有来源", "zh-TW": "索引裡沒有來源"},
}
locales = pytest.mark.parametrize("locale", list(ASKED))


def is_told(key, locale, text):
    return SAID[key][locale] in text and not (locale != "en" and ENGLISH_WORDS.search(text))


@locales
@pytest.mark.parametrize("command", [("ask",), ("search",), ("summary", "--topic")], ids=["ask", "search", "summary"])
def test_the_first_question_says_in_its_language_that_the_index_is_built(footnote, command, locale):
    assert is_told("building", locale, footnote(*command, ASKED[locale]).stderr)


@locales
def test_that_files_have_changed_is_said_in_the_questions_language(footnote, corpus, locale):
    footnote("index")
    (corpus / "new.txt").write_text("A new text about nothing.\n", "utf-8")
    assert is_told("stale", locale, footnote("ask", ASKED[locale]).stderr)


@locales
@pytest.mark.parametrize("command", [("ask",), ("search",), ("summary", "--topic")], ids=["ask", "search", "summary"])
def test_that_there_is_nothing_to_ask_is_an_error_in_the_questions_language(footnote, corpus, command, locale):
    for path in corpus.iterdir():
        path.unlink()
    asked = footnote(*command, ASKED[locale])
    assert asked.exit_code == 1
    assert SAID["no-files"][locale] in asked.stderr
    assert asked.stderr.strip().splitlines()[-1].startswith(SAID["error"][locale])


@locales
def test_an_unknown_source_is_an_error_in_the_questions_language(footnote, locale):
    footnote("index")
    asked = footnote("ask", ASKED[locale], "--source", "nowhere.txt")
    assert asked.exit_code == 1
    assert is_told("unknown", locale, asked.stderr)


@locales
def test_a_misspelt_setting_is_named_in_the_questions_language(footnote, tmp_path, locale):
    footnote("index")
    (tmp_path / ".env").write_text("LOG_LEVL=INFO\n", "utf-8")
    assert is_told("misspelt", locale, footnote("ask", ASKED[locale]).stderr)


TOO_LONG = {
    "en": ("why " * (MAX_QUERY_CHARACTERS // 4 + 1), "ask it more briefly"),
    "zh-CN": ("这座桥为什么这么长" * (MAX_QUERY_WORDS // 8), "请问得简短些"),
    "zh-TW": ("這座橋為什麼這麼長" * (MAX_QUERY_WORDS // 8), "請問得簡短些"),
}
CANNOT_BE_ASKED = [
    *TOO_LONG.values(), ("???", "holds no words"), ("？？？", "问题里没有文字"), ("……！", "问题里没有文字"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "said"), CANNOT_BE_ASKED, ids=[said[:10] for _, said in CANNOT_BE_ASKED])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_why_a_question_cannot_be_asked_is_said_in_its_language(footnote, command, asked, said):
    footnote("index")
    alone = footnote(command, asked)
    assert alone.exit_code == 1
    assert said in alone.stderr
    in_a_batch = footnote(command, "-", stdin=f"{asked}\n{ASKED['en']}\n")
    assert in_a_batch.exit_code == 0
    assert said in in_a_batch.stdout
    first = json.loads(footnote(command, "--json", "-", stdin=f"{asked}\n").stdout)
    assert said in (first.get("answer") or first["error"])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who paid for the bridge?", "Nearest sources"),
        ("谁出钱修的青石桥？", "最接近的来源"),
        ("青石橋是誰出錢修的？", "最接近的來源"),
    ],
    ids=["en", "zh-CN", "zh-TW"],
)
def test_a_refusal_names_the_nearest_sources_in_the_questions_language(footnote, question, said):
    shown = footnote("ask", question).stdout
    assert said in shown


def test_an_english_question_is_met_in_the_language_of_the_settings(footnote, monkeypatch):
    monkeypatch.setenv("LOCALE", "zh-TW")
    assert SAID["building"]["zh-TW"] in footnote("ask", ASKED["en"]).stderr
