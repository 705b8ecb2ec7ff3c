"""What ``footnote doctor`` finds is told in the language of the terminal; its JSON and its exit code are the same everywhere."""

import base64
import json

import pytest
import regex

from endpoints import ENDPOINTS
from model_server import KEY, Script, error

SYSTEMS = {"en": "C.UTF-8", "zh-CN": "zh_CN.UTF-8", "zh-TW": "zh_TW.UTF-8"}
# English words in a row, beside what is quoted, an address, or the words of a library in brackets.
NOT_OURS = regex.compile(r"`[^`]*`|https?://[^\s（]+|（.*）|\(.*\)|Message Content Intent")
WORDS = regex.compile(r"[A-Za-z]{2,}(?: [a-z]{2,})+")
SUBJECTS = {
    "zh-CN": ["设置", "来源", "嵌入模型", "阅读模型", "索引", "对话模型", "Discord"],
    "zh-TW": ["設定", "來源", "嵌入模型", "閱讀模型", "索引", "對話模型", "Discord"],
}
TOKEN = f"{base64.b64encode(b'123456789012345678').decode().rstrip('=')}.AbCdEf.{'x' * 30}"
# What is wrong or right: settings, files of the sources, and what the finding must name in any language.
STATES = {
    "nothing set": ({}, {}, ["footnote index"]),
    "a token": ({"DISCORD_TOKEN": TOKEN}, {}, ["client_id=123456789012345678"]),
    "a token for channels": ({"DISCORD_TOKEN": TOKEN, "ASK_CHANNELS": "true"}, {}, ["Message Content Intent"]),
    "half a token": ({"DISCORD_TOKEN": "abc"}, {}, ["DISCORD_TOKEN"]),
    "no reader": ({"READER_MODEL": "none"}, {}, []),
    "an unknown reader": ({"READER_MODEL": "no/such-model"}, {}, ["READER_MODEL", "no/such-model"]),
    "no sources": ({"SOURCES_DIR": "nowhere"}, {}, ["SOURCES_DIR", "nowhere"]),
    "files that cannot be read": ({}, {"a.txt": bytes(range(256)), "b.pdf": b"", "c.json": b"{"}, ["a.txt", "b.pdf", "c.json"]),
    "half a chat model": ({"LLM_MODEL": "m"}, {}, ["LLM_BASE_URL"]),
    "a key with a blank": ({"LLM_MODEL": "m", "LLM_BASE_URL": "http://127.0.0.1:9", "LLM_API_KEY": "a b"}, {}, ["LLM_API_KEY"]),
    "no endpoint": ({"LLM_MODEL": "m", "LLM_BASE_URL": "http://127.0.0.1:9"}, {}, ["LLM_BASE_URL", "http://127.0.0.1:9"]),
    "no Chroma server": ({"CHROMA_URL": "http://127.0.0.1:9"}, {}, ["CHROMA_URL"]),
}  # fmt: skip
AT_ONCE = {"Retry-After": "0"}  # the doctor asks again, and no test waits for it
REPLIES = {
    "well": (Script("Hi"), ["scripted"]),
    "empty": (Script(""), ["scripted"]),
    "key": (error(401), ["LLM_API_KEY"]),
    "budget": (error(402), ["LLM_API_KEY"]),
    "model": (error(404, "no such model"), ["LLM_MODEL=scripted"]),
    "context": (error(400, "maximum context length is 10 tokens", code="context_length_exceeded"), ["LLM_CONTEXT_TOKENS"]),
    "busy": (error(429, headers=AT_ONCE), []),
    "broken": (error(500, headers=AT_ONCE), []),
    "html": (Script(body=b"<html>"), ["/v1"]),
    "cut": (Script("The tram stops at midnight", cut_after=1), []),
}  # fmt: skip
locales = pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])


def english_in(text):
    return [words for line in text.splitlines() for words in WORDS.findall(NOT_OURS.sub("", line))]


@pytest.fixture
def doctor(footnote, monkeypatch):
    """Runs the doctor in one locale: its lines and its exit code."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)

    def run(locale, *options):
        monkeypatch.setenv("LANG", SYSTEMS[locale])
        done = footnote("doctor", *options)
        return done.stdout, done.exit_code

    return run


def assert_told_in_chinese(doctor, locale, named):
    english, in_english = doctor("en")
    told, in_chinese = doctor(locale)
    assert in_english == in_chinese
    assert [line[:4] for line in told.splitlines()] == [line[:4] for line in english.splitlines()]
    assert [line[4:].partition("：")[0] for line in told.splitlines()] == SUBJECTS[locale]
    assert not english_in(told)
    assert not [value for value in named if value not in english or value not in told]


@locales
@pytest.mark.parametrize("state", STATES)
def test_every_finding_is_told_in_chinese_with_its_values(doctor, corpus, monkeypatch, state, locale):
    settings, files, named = STATES[state]
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for name, content in files.items():
        (corpus / name).write_bytes(content)
    assert_told_in_chinese(doctor, locale, named)


@locales
def test_a_whole_index_an_old_one_and_a_damaged_one_are_told_in_chinese(doctor, footnote, corpus, tmp_path, locale):
    footnote("index")
    assert_told_in_chinese(doctor, locale, ["3"])
    (corpus / "new.txt").write_text("A new text about nothing.\n", "utf-8")
    assert_told_in_chinese(doctor, locale, ["footnote index"])
    for path in (tmp_path / "data").glob("index-*/*.sqlite*"):
        path.write_bytes(b"no database " * 1000)
    assert_told_in_chinese(doctor, locale, ["footnote index --full"])
    repaired, _ = doctor(locale, "--repair")
    assert {"zh-CN": "重建索引", "zh-TW": "重建索引"}[locale] in repaired
    assert not english_in(repaired)
    assert not english_in(doctor(locale, "--repair")[0])


@locales
def test_misspelt_settings_are_told_in_chinese(doctor, tmp_path, locale):
    (tmp_path / ".env").write_text("LOG_LEVL=INFO\nUNHEARD=1\n", "utf-8")
    assert_told_in_chinese(doctor, locale, ["LOG_LEVL", "LOG_LEVEL", "UNHEARD"])


@locales
@pytest.mark.parametrize("reply", REPLIES)
def test_what_an_endpoint_answers_is_told_in_chinese(doctor, model_server, monkeypatch, reply, locale):
    for name, value in {"LLM_BASE_URL": model_server.url, "LLM_MODEL": "scripted", "LLM_API_KEY": KEY}.items():
        monkeypatch.setenv(name, value)
    script, named = REPLIES[reply]
    model_server.answer = lambda _: script
    assert_told_in_chinese(doctor, locale, named)
    assert KEY not in doctor(locale)[0]


@pytest.mark.parametrize("options", [(), ("--chat-model",)], ids=["doctor", "chat-model"])
def test_what_a_program_reads_is_the_same_in_every_language(doctor, footnote, model_server, monkeypatch, options):
    footnote("index")
    for name, value in {"LLM_BASE_URL": model_server.url, "LLM_MODEL": "scripted"}.items():
        monkeypatch.setenv(name, value)
    model_server.answer = ENDPOINTS["gpt5"]
    doctor("en", *options)  # learns what the endpoint wants
    said = {}
    for locale in SYSTEMS:
        printed, code = doctor(locale, *options, "--json")
        assert code == 0
        # Of how an endpoint counts, every run learns more.
        said[locale] = [json.loads(regex.sub(r"\d+\.\d+", "0", line)) for line in printed.splitlines()]
    assert said["en"] == said["zh-CN"] == said["zh-TW"]


@locales
@pytest.mark.parametrize("name", ENDPOINTS)
def test_the_examination_of_a_chat_model_is_told_in_chinese(doctor, model_server, monkeypatch, name, locale):
    for setting, value in {"LLM_BASE_URL": model_server.url, "LLM_MODEL": "scripted"}.items():
        monkeypatch.setenv(setting, value)
    model_server.answer = ENDPOINTS[name]
    told, code = doctor(locale, "--chat-model")
    assert code == 0
    table, _, questions = told.partition("\n\n")
    assert not english_in(table)
    assert {"zh-CN": "10 个问题里有 10 个", "zh-TW": "10 個問題裡有 10 個"}[locale] in questions


@locales
@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("Brindle has 43 tea houses. [1]", {"zh-CN": "已弃用：Brindle", "zh-TW": "已棄用：Brindle"}),
        ("青石桥有43家茶馆。[1]", {"zh-CN": "都没有用英文回答", "zh-TW": "都沒有用英文回答"}),
    ],
    ids=["false", "language"],
)
def test_what_became_of_a_question_is_told_in_chinese(doctor, model_server, monkeypatch, draft, said, locale):
    for setting, value in {"LLM_BASE_URL": model_server.url, "LLM_MODEL": "scripted"}.items():
        monkeypatch.setenv(setting, value)
    model_server.plays(draft)
    told, code = doctor(locale, "--chat-model")
    assert code == 1
    assert said[locale] in told


@pytest.mark.parametrize(("locale", "said"), [("zh-CN", "没有可以检查的对话模型"), ("zh-TW", "沒有可以檢查的對話模型")])
def test_that_there_is_no_chat_model_is_told_in_chinese(footnote, monkeypatch, locale, said):
    monkeypatch.setenv("LANG", SYSTEMS[locale])
    done = footnote("doctor", "--chat-model")
    assert done.exit_code == 1
    assert said in done.stderr


@pytest.mark.parametrize("given", [{}, {"LANG": "C"}, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}])
def test_without_a_chinese_locale_the_doctor_speaks_english(footnote, monkeypatch, given):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert "chat model: none: answers are quoted from the sources." in footnote("doctor").stdout
