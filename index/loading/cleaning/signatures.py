"""Who signed a Chinese report, as newspapers print it: ``本报记者 葛灵丹``, ``（常书香 马丹阳）``, ``文：眉间尺``."""

from collections.abc import Sequence

import regex

from index.loading.cleaning.lines import Line, LineKind
from index.text import fold
from index.words import SURNAMES, is_dictionary_word, tag_chinese, zipf_frequency

_NAME = r"\p{Han}{2,4}"
_GAP = r"[ \u3000、]"
_NAMES = rf"(?P<names>{_NAME}(?:{_GAP}{{1,4}}{_NAME}){{0,5}}?)"
_REPORT = r"(?:\s{0,3}(?:\p{Han}{0,8}(?:摄影)?报道|发自\p{Han}{2,8}|[/／]\s{0,2}文.{0,20}|文/图|摄))"
# Who it is, and whether something stands between that and the name: 记者 刘涛, 记者刘涛.
_ROLE = rf"(?:记者|記者|通讯员|通訊員)(?P<divided>\s{{0,3}}[:：]\s{{0,3}}|{_GAP}{{1,4}})?"
_LABEL = r"(?:文|撰文|作者)(?P<divided>\s{0,2}[:：/／]\s{0,2})"
# A whole line, in which a medium may stand before the role: □ 本报记者 葛灵丹; 新华网黑龙江频道 记者 伊琳 李清芬.
_LINE = regex.compile(
    rf"[\s□■◎●▲◆]*(?:(?:[\p{{Han}}·•\d]{{0,16}}\s{{0,3}}){{0,2}}{_ROLE}|{_LABEL}){_NAMES}(?P<report>{_REPORT})?\s*"
)
# The end of a text: （记者 胡晓蓉）, （姚峰 上海报道）, （袁源）.
_CLOSING = regex.compile(
    rf"[（(]\s{{0,2}}(?:[\p{{Han}}·]{{0,12}}{_ROLE}|{_LABEL})?{_NAMES}(?P<report>{_REPORT})?\s{{0,2}}[)）]\s*$"
)
# Characters of a line in which a signature is looked for, and of a name. Set by hand.
_REACH, _LONGEST = 80, 3
_GAPS = regex.compile(rf"{_GAP}+")
# What stands in brackets at the end of a text, or after a name: 全文完, 图源网络, 王先生.
_NOT_A_NAME = regex.compile(r".*[完续續载載图圖网網报報社讯訊稿版]|.*(?:先生|女士|小姐|老师|老師|同学|同學|教授|部)")
# Zipf frequency from which a word is hardly a name, alone and after a role. Set by hand: 胡平 has 3.0, 张贴 3.8.
_COMMON, _COMMON_AFTER_ROLE = 3.4, 4.5
# Lines over a text, from its beginning, and at its end, in which a signature is looked for. Set by hand.
_OVER, _FIRST, _LAST = 3, 2, 4


def read_signature(lines: Sequence[Line]) -> str | None:
    """The authors that a text names: right over it, where a name alone will do, in its first lines, or at its end."""
    first = next((i for i, line in enumerate(lines) if line.kind is LineKind.PROSE), len(lines))
    over, end = lines[max(first - _OVER, 0) : first + _FIRST], lines[max(len(lines) - _LAST, first) :]
    for line in (*over, *reversed(end)):
        match = _LINE.fullmatch(line.text) if len(line.text) <= _REACH else None
        if match and (names := _read_names(match)):
            return names
    for line in reversed(end):
        match = _CLOSING.search(line.text, max(len(line.text) - _REACH, 0))
        if match and (names := _read_names(match)):
            return names
    alone = [line.text for line in over if line.kind is LineKind.SHORT and reads_like_person(line.text)]
    return alone[0] if len(alone) == 1 else None


def reads_like_person(name: str) -> bool:
    """Whether a word is by itself the name of a Chinese person: a surname, and no other word of the language."""
    return len(name) <= _LONGEST and _begins_like_person(name) and zipf_frequency(fold(name), "zh") < _COMMON


def _may_be_person(name: str) -> bool:
    name = fold(name)
    if not regex.fullmatch(_NAME, name) or _NOT_A_NAME.fullmatch(name):
        return False
    is_other_word = is_dictionary_word(name) and not next(tag_chinese(name)).flag.startswith("nr")
    return not is_other_word and zipf_frequency(name, "zh") < _COMMON_AFTER_ROLE


def _read_names(match: "regex.Match[str]") -> str | None:
    """The names of a match. Only after a role and a space or a colon they need no surname."""
    names = _GAPS.split(match["names"])
    if match["divided"]:
        is_name = _may_be_person
    elif match["report"] and len(names) == 1:
        is_name = _begins_like_person
    else:
        is_name = reads_like_person
    return " ".join(names) if all(map(is_name, names)) else None


def _begins_like_person(name: str) -> bool:
    """Whether a name, or two without a space between, begins with a surname."""
    return fold(name[0]) in SURNAMES and _may_be_person(name)
