"""How names sound: Latin spellings and Chinese characters as strings of sounds, one character a sound.

Chinese is read by pypinyin.
"""

import unicodedata
from collections.abc import Iterator

import regex
from pypinyin import Style, lazy_pinyin

# Those that mostly stand for a consonant alone: their vowel is hardly heard.
_CONSONANTS = frozenset("斯思丝司兹茨慈什施史士特德克格夫弗甫普布卜姆赫日奇热勒治")
_LATIN_LETTERS = str.maketrans(
    {
        "š": "sh",
        "č": "ch",
        "ž": "zh",
        "ć": "ch",
        "ś": "sh",
        "ł": "l",
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "đ": "d",
        "ı": "i",
        "ç": "s",
    }
)
# Latin spellings and their sound, the first that fits: C as in church, S as in shoe, Z as in Zhukov, G a soft g,
# N as in sing, T as in think, x as in Khan; R and H are r and h after a vowel, E is a silent e.
_SPELLINGS = (
    ("tsch|tch|cz|ch", "C"), ("sch|sc(?=[eiy])|sz|sh", "S"), ("dzh|dj", "j"), ("zh", "Z"), ("kh", "x"), ("ph", "f"),
    ("th", "T"), ("gh|gu(?=[ei])", "g"), ("wh", "w"), ("ts|tz|zz|dz", "c"), ("qu", "kw"), ("c(?=[eiy])", "s"),
    ("ck|[cq]", "k"), ("x", "ks"), ("ng(?![aeiouy])", "N"), ("g(?=[eiy])", "G"), ("ee|ea(?=[a-z])", "i"), ("oo|ou", "u"),
    ("y(?=[aeou])", "y"), ("y", "i"), ("(?<=[aeiou])r(?![aeiou])", "R"), ("(?<=[aeiou])h(?![aeiou])", "H"),
    ("(?<=[aeo])w(?![aeiou])", "u"), ("(?<=[a-z][^aeiou])e$", "E"),
)  # fmt: skip
_SPELLING = regex.compile("|".join(f"({spelling})" for spelling, _ in _SPELLINGS))
_SYLLABLE = regex.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)")
_INITIALS = {"zh": "A", "ch": "B", "sh": "D"}
_FINALS = {"uo": "o", "ong": "oN", "iong": "ioN", "er": "R", "ue": "ve"}
_PLACE = "市县省区镇州郡河江山湖岛村乡国"


def letters_of(word: str) -> str:
    """A word in the letters a to z, accents and the like taken off."""
    spelled = unicodedata.normalize("NFD", word.casefold().translate(_LATIN_LETTERS))
    return "".join(letter for letter in spelled if "a" <= letter <= "z")


# As they are read in names of foreigners: 伽利略, 露茜.
_IN_NAMES = {"伽": "ga", "茜": "xi"}


def pinyin(run: str) -> list[str]:
    """One syllable a character, without tones, ``?`` where the reading is unknown."""
    heard = lazy_pinyin(run, style=Style.NORMAL, errors=lambda unknown: "?" * len(unknown))
    return [_IN_NAMES.get(character, sound) for character, sound in zip(run, heard, strict=True)]


_DOUBLED, _REPEATED = regex.compile(r"([^aeiouz])\1"), regex.compile(r"([^aeiou])\1+")
_ROUNDED, _SILENT_INITIAL = regex.compile(r"^yu|(?<=^[jqx])u"), regex.compile(r"^y(?=i)|^w(?=u)")


def latin_sounds(letters: str) -> str:
    """One character a sound; doubled consonants are one."""
    plain = _DOUBLED.sub(r"\1", f"mk{letters[2:]}" if letters.startswith("mc") else letters)
    sounds = _SPELLING.sub(lambda match: _SPELLINGS[(match.lastindex or 0) - 1][1], plain)
    return _REPEATED.sub(r"\1", sounds)


def chinese_sounds(run: str) -> str:
    """One character a sound, as in the rows of the table."""
    return "".join(_syllable_sounds(*pair) for pair in zip(run, pinyin(run), strict=True))


def _syllable_sounds(character: str, pinyin: str) -> str:
    # Pinyin writes y and w where no consonant is heard, and u for ü after some.
    pinyin = _SILENT_INITIAL.sub("", _ROUNDED.sub("v", pinyin))
    initial, final = _SYLLABLE.findall(pinyin)[0]
    final = "0" if character in _CONSONANTS else _FINALS.get(final, final.replace("ng", "N"))
    return f"{_INITIALS.get(initial, initial)}{final}"


_PINYIN = regex.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[ae](?:i|ng?)?|ao|ou?|ong|er|i(?:a|e|ao|u|ang?|ng?|ong)?|u(?:a|o|ai|i|ang?|n|e)?)){1,4}"
)


def is_pinyin(letters: str) -> bool:
    """Whether letters may be one to four syllables of Chinese as they are romanised today."""
    return bool(_PINYIN.fullmatch(letters))


def pinyin_spellings(run: str) -> Iterator[tuple[str, float]]:
    """The Latin letters of a name that is Chinese itself, whole and in part (``张艺谋``: Zhang Yimou, Yimou, Zhang)."""
    syllables = pinyin(run)
    if len(run) > 1:
        yield "".join(syllables), 1.0
    if len(run) > 2 and run[-1] in _PLACE:
        yield "".join(syllables[:-1]), 0.95
    if 2 <= len(run) <= 4:
        if len(run) > 2:
            yield "".join(syllables[1:]), 0.9
        if len(syllables[0]) >= 4:  # shorter ones are English words too often: he, you, an
            yield syllables[0], 0.8
