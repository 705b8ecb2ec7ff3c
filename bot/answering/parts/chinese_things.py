"""Things that a Chinese question names together: 宝马和奔驰 in 2021年宝马和奔驰的销量分别是多少. Pure."""

from collections.abc import Sequence

from index import Span, lazy_pattern, tag_chinese

_JOINS = frozenset(("和", "与", "與", "及", "以及", "跟", "、"))
# How the segmenter tags the words of names and things.
_NOMINAL = ("n", "m", "q", "j", "l", "g", "z", "b", "eng", "vn", "an", "t", "s")
# The same for what names somebody or something; an abbreviation (冬奥会) is joined with other proper names.
_NAMES = {"nr": "nr", "ns": "ns", "nt": "nt", "nz": "nz", "j": "nz"}
_TIMES = lazy_pattern(r"[年月日号號周季]$|年度$|季度$|月份$")
_LETTER = lazy_pattern(r"[\p{L}\p{N}]")
_LONGEST = 6  # words

TaggedWords = Sequence[tuple[str, str]]


def chinese_things(question: str, most: int) -> list[Span]:
    """Where the things around the last 和 of a question stand, with those before them that commas of lists part, ``most`` at most."""
    words, starts, position = [], [], 0
    for pair in tag_chinese(question):
        words.append((pair.word, pair.flag))
        starts.append(position)
        position += len(pair.word)
    starts.append(position)
    joins = [i for i, (word, _) in enumerate(words) if word in _JOINS and 0 < i < len(words) - 1]
    if not joins:
        return []
    last = joins[-1]
    right, left = _nominal_run(words, last + 1, 1), _nominal_run(words, last - 1, -1)
    if not right or not left:
        return []
    length, end = _lengths(left, right)
    spans = [(starts[last - length], starts[last]), (starts[last + 1], starts[last + 1 + end])]
    first = last - length
    while len(spans) < most and first > 1 and words[first - 1][0] in _JOINS:  # A、B和C
        run = _nominal_run(words, first - 2, -1)[:length]
        if not run:
            break
        spans.insert(0, (starts[first - 1 - len(run)], starts[first - 1]))
        first -= 1 + len(run)
    return spans


def _nominal_run(words: TaggedWords, start: int, step: int) -> list[tuple[str, str]]:
    """The words of a thing from a position on, in a direction: the first whatever it is, then those of a name or thing.

    A name may be cut, and what stands on the other side of 和 is no other word than that.
    """
    beside = words[start - 2][0] if step > 0 and start > 1 else ""
    run: list[tuple[str, str]] = []
    i = start
    while 0 <= i < len(words) and len(run) < _LONGEST:
        word, flag = words[i]
        is_gap = bool(run) and word.isspace()  # Corvo 3
        if word in _JOINS or flag.startswith(("u", "r", "d")) or not (is_gap or _LETTER.search(word)):
            break
        is_cut = step > 0 and bool(run) and len(run[-1][0]) == 1 and bool(_kind(run[0]))
        is_nominal = flag.startswith(_NOMINAL) or is_cut or is_gap or word == beside
        if run and not is_nominal:
            break
        run.append(words[i])
        i += step
    return run


def _lengths(left: TaggedWords, right: TaggedWords) -> tuple[int, int]:
    """How many words the things before and after 和 have, of those that may belong to them, each from 和 on.

    What follows may be of both: 2022年和2023年票房, 美国和中国经济增速, 男子和女子冠军. Such things are alike.
    """
    mark = left[0]
    if len(right) > 1 and _is_twin(mark[0], right[0][0]):
        return 1, 1
    for length, word in enumerate(right, 1):
        if (_kind(word) and _kind(word) == _kind(mark)) or _ends_alike(word[0], mark[0]):
            whole = length  # more where a name was cut: 英特尔和英 伟达
            while _kind(word) and whole < len(right) and sum(len(part) for part, _ in right[:whole]) < len(mark[0]):
                whole += 1
            return min(length, len(left)), whole
    return 1 if len(right) == 1 else len(left), len(right)


def _is_twin(one: str, other: str) -> bool:
    """Whether two words are alike but for a character: 男子 and 女子, 会员 and 非会员."""
    return one != other and (one[-1] == other[-1] or one[0] == other[0]) and abs(len(one) - len(other)) < 2


def _ends_alike(one: str, other: str) -> bool:
    """Whether two words end with the same: 影片奖 and 导演奖."""
    return len(one) > 1 and len(other) > 1 and one[-1] == other[-1]


def _kind(word: tuple[str, str]) -> str:
    """What a word names, where names of a kind are joined: times, numbers, people and places. Empty for others."""
    text, flag = word
    if _TIMES.search(text):
        return "time"
    if flag.startswith("m") or text.isdecimal():
        return "number"
    return _NAMES.get(flag[:2], "")
