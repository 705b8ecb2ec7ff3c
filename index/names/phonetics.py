"""The sounds of a name, from Latin letters or Chinese characters: a string with one character a sound.

``data/sound_odds.txt`` uses the same characters. Chinese is read by pypinyin.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.text import lazy_pattern

# Characters that mostly transliterate a consonant alone, so that their vowel is hardly heard.
_CONSONANTS = frozenset("斯思丝司兹茨慈什施史士特德克格夫弗甫普布卜姆赫日奇热勒治")
_LATIN_LETTERS = str.maketrans({
    "š": "sh", "č": "ch", "ž": "zh", "ć": "ch", "ś": "sh", "ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "đ": "d", "ı": "i", "ç": "s",
})  # fmt: skip
# Latin spellings and their sounds; the first that matches counts. C as in church, S as in shoe, Z as in Zhukov, G a soft g,
# N as in sing, T as in think, x as in Khan; R and H are r and h after a vowel, E is a silent e.
_SPELLINGS = (
    ("tsch|tch|cz|ch", "C"), ("sch|sc(?=[eiy])|sz|sh", "S"), ("dzh|dj", "j"), ("zh", "Z"), ("kh", "x"), ("ph", "f"),
    ("th", "T"), ("gh|gu(?=[ei])", "g"), ("wh", "w"), ("ts|tz|zz|dz", "c"), ("qu", "kw"), ("c(?=[eiy])", "s"),
    ("ck|[cq]", "k"), ("x", "ks"), ("ng(?![aeiouy])", "N"), ("g(?=[eiy])", "G"), ("ee|ea(?=[a-z])", "i"), ("oo|ou", "u"),
    ("y(?=[aeou])", "y"), ("y", "i"), ("(?<=[aeiou])r(?![aeiou])", "R"), ("(?<=[aeiou])h(?![aeiou])", "H"),
    ("(?<=[aeo])w(?![aeiou])", "u"), ("(?<=[a-z][^aeiou])e$", "E"),
)  # fmt: skip
_SPELLING = lazy_pattern("|".join(f"({spelling})" for spelling, _ in _SPELLINGS))
_INITIAL_AND_FINAL = lazy_pattern(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)")
_INITIALS = {"zh": "A", "ch": "B", "sh": "D"}
_FINALS = {"uo": "o", "ong": "oN", "iong": "ioN", "er": "R", "ue": "ve"}
_KINDS_OF_PLACES = "市县省区镇州郡河江山湖岛村乡国"
# Readings in names of foreigners: 伽利略, 露茜.
_READINGS_IN_NAMES = {"伽": "ga", "茜": "xi"}
_DOUBLED_CONSONANT, _REPEATED_SOUND = lazy_pattern(r"([^aeiouz])\1"), lazy_pattern(r"([^aeiou])\1+")
_U_FOR_UE, _SILENT_INITIAL = lazy_pattern(r"^yu|(?<=^[jqx])u"), lazy_pattern(r"^y(?=i)|^w(?=u)")
# A syllable in pinyin without tone. The pattern also allows some that Chinese does not have, such as fia.
_PINYIN_SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[ae](?:i|ng?)?|ao|ou?|ong|er|i(?:a|e|ao|u|ang?|ng?|ong)?|u(?:a|o|ai|i|ang?|n|e)?)"
_SYLLABLE, _SYLLABLES = lazy_pattern(_PINYIN_SYLLABLE), lazy_pattern(f"(?:{_PINYIN_SYLLABLE}){{1,4}}")


def letters_of(word: str) -> str:
    """A word in the letters a to z alone, without accents."""
    spelled = unicodedata.normalize("NFD", word.casefold().translate(_LATIN_LETTERS))
    return "".join(letter for letter in spelled if "a" <= letter <= "z")


def pinyin(run: str) -> list[str]:
    """The syllable of each character, without tone; ``?`` where the reading is unknown."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - reads its dictionary when it is imported

    # A string without readings comes as one; a list gives each of its characters a place. Types of pypinyin lack it.
    syllables = lazy_pinyin(run, style=Style.NORMAL, errors=_unknown_syllables)  # type: ignore[arg-type]
    return [_READINGS_IN_NAMES.get(character, syllable) for character, syllable in zip(run, syllables, strict=True)]


def _unknown_syllables(characters: str) -> list[str]:
    return ["?"] * len(characters)


def latin_sounds(letters: str) -> str:
    """The sounds of the letters a to z; a doubled consonant is one sound."""
    plain = _DOUBLED_CONSONANT.sub(r"\1", f"mk{letters[2:]}" if letters.startswith("mc") else letters)
    sounds = _SPELLING.sub(lambda match: _SPELLINGS[(match.lastindex or 0) - 1][1], plain)
    return _REPEATED_SOUND.sub(r"\1", sounds)


def chinese_sounds(run: str, syllables: Sequence[str] | None = None) -> str:
    """The sounds of Chinese characters, whose pinyin may be known already."""
    return "".join(map(_syllable_sounds, run, syllables if syllables is not None else pinyin(run)))


@lru_cache(maxsize=4096)  # more than there are characters typical of transliterations
def _syllable_sounds(character: str, pinyin: str) -> str:
    # Pinyin writes y and w where no consonant is heard, and u for ü after y, j, q and x.
    pinyin = _SILENT_INITIAL.sub("", _U_FOR_UE.sub("v", pinyin))
    initial, final = _INITIAL_AND_FINAL.findall(pinyin)[0]
    final = "0" if character in _CONSONANTS else _FINALS.get(final, final.replace("ng", "N"))
    return f"{_INITIALS.get(initial, initial)}{final}"


def is_pinyin(letters: str) -> bool:
    """Whether letters may be one to four syllables in pinyin."""
    return bool(_SYLLABLES.fullmatch(letters))


def is_pinyin_syllable(letters: str) -> bool:
    """Whether letters may be one syllable in pinyin."""
    return bool(_SYLLABLE.fullmatch(letters))


def pinyin_spellings(run: str, syllables: Sequence[str] | None = None) -> Iterator[tuple[str, float]]:
    """The pinyin of a Chinese name as a whole and of its parts, each with a similarity to the name, 0 to 1.

    ``张艺谋``: ``zhangyimou``, ``yimou``, ``zhang``. The similarities are set by hand.
    """
    syllables = pinyin(run) if syllables is None else syllables
    if len(run) > 1:
        yield "".join(syllables), 1.0
    if len(run) > 2 and run[-1] in _KINDS_OF_PLACES:
        yield "".join(syllables[:-1]), 0.95
    if 2 <= len(run) <= 4:
        if len(run) > 2:
            yield "".join(syllables[1:]), 0.9
        if len(syllables[0]) >= 4:  # shorter ones are often English words: he, you, an
            yield syllables[0], 0.8
