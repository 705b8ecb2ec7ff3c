"""Whether a name before a colon, or on a line of its own, may be somebody who speaks."""

from importlib.resources import files

import regex

from index.text import HAN, fold
from index.words import zipf_frequency

_LABELS = frozenset(
    word
    for row in files("index.loading.cleaning").joinpath("labels.txt").read_text("utf-8").splitlines()
    if not row.startswith("#")
    for word in row.split()
)
_ROLES = frozenset(
    "q a host cohost co-host guest interviewer interviewee moderator narrator speaker reporter chair chairman chairwoman chairperson "
    "presenter anchor caller audience operator teacher student doctor patient customer agent witness counsel judge "
    "主持人 主持 主播 嘉宾 记者 采访者 受访者 问 答 旁白 听众 观众 网友 老师 学生 医生 患者 客服 客户 甲 乙 丙 丁 发言人 讲者".split()
)
_NOT_PEOPLE = regex.compile(
    # parts of a book, a list, a protocol
    r"第\s*[\p{Han}\d]{1,6}\s*[章节節回卷集幕条條课課部分篇页頁步期]?.*|[一二三四五六七八九十百]{1,4}|"
    r"(?:chapter|section|part|book|act|scene|step|appendix|annex|figure|fig|table|article|page|rule|version|volume|vol|no|item|"
    r"unit|lesson|day|week|phase|round|question|answer|task|exercise|example|rfc)\.?\s*[\divxlc.]{1,8}\b.*|"
    r"[^\p{L}]*|\S*\.\p{L}{2,4}|.*[/\\@#&=<>{}|].*|"
    # what somebody says, not who
    r".{1,12}(?:说道|写道|问道|答道|笑道|喊道|叫道|表示|认为|指出|说|道|曰|云)|.* (?:says|said|asks|asked|wrote|writes|adds|added|replies|replied)|"
    # kinds of things
    r"\p{Han}*(?:提示|贴士|说明|时间|地点|方法|办法|步骤|要点|注意|备注|问题|结果|结论|背景|目的|标准|要求|内容|费用|价格|地址|电话|邮箱|状态|"
    r"类型|名称|来源|人数|数量|部分|情况|原因|方案|项目|日期|条件|规则|原则|特点|优点|缺点|影响|意义|作用|资料|信息|链接|版本|单位|部门|事项)",
    regex.I,
)
_CAPITALISED = regex.compile(
    r"\p{Lu}[\p{L}\p{M}\p{N}_.'’-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}\p{N}_.'’-]*|de|van|von|al|bin|la)){0,3}"
)
_HAN_NAME = regex.compile(r"\p{Han}{2,4}(?:[·•]\p{Han}{1,8}){0,2}")
# A Chinese word that is used so often (Zipf frequency), and an English one, is no name. Set by hand: 夜航星 has 0, 讨论 5.
_COMMON_CHINESE, _COMMON_ENGLISH = 4.0, 5.0
_MAX_WORDS = 4


def may_speak(name: str) -> bool:
    """Whether a name that opens several turns may be somebody: no label, no part of a book, no sentence."""
    folded = fold(name).strip(" .:：")
    if folded in _ROLES:
        return True
    if folded in _LABELS or len(name.split()) > _MAX_WORDS or _NOT_PEOPLE.fullmatch(folded):
        return False
    if HAN.search(folded):
        return zipf_frequency(folded, "zh") < _COMMON_CHINESE
    words = folded.split()
    return not all(word.strip(".") in _LABELS or zipf_frequency(word, "en") >= _COMMON_ENGLISH for word in words)


def reads_like_name(name: str) -> bool:
    """Whether a name reads like one by itself, so that a single turn is enough: *Priya Nand*, 周岩, *Host*."""
    if not may_speak(name):
        return False
    return fold(name) in _ROLES or bool(_CAPITALISED.fullmatch(name) or _HAN_NAME.fullmatch(name))
