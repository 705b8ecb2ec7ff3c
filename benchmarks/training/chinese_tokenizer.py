"""The tokenizer of all-MiniLM-L6-v2 with Chinese words added. Every other script is tokenized as before."""

import copy
from collections.abc import Iterable, Sequence
from typing import Any

# WordPiece gives up on a run of more than 100 characters, and Chinese has no spaces to end one. 64 is set by hand.
_LONGEST_RUN = 64
_HAN_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
_FULL_WIDTH = str.maketrans("，。！？：；（）、", ",.!?:;(),")


def add_chinese_words(tokenizer: dict[str, Any], rows: Sequence[Iterable[str]]) -> dict[str, Any]:
    """A BERT ``tokenizer.json`` that cuts Chinese into the given words, longest first.

    ``rows`` are the spellings of each new row of the embedding matrix, in order. The first new id follows the last old
    one. All spellings of a word have its row, at the start of a run and inside it, so that a word has one id in every
    position. A character without a row becomes one unknown token and leaves the rest of its run as it is.
    """
    extended = copy.deepcopy(tokenizer)
    vocabulary: dict[str, int] = extended["model"]["vocab"]
    first, unknown = len(vocabulary), vocabulary[extended["model"]["unk_token"]]
    prefix = extended["model"]["continuing_subword_prefix"]
    chinese = {chr(code): unknown for low, high in _HAN_RANGES for code in range(low, high + 1)}
    # In reverse, so that the more frequent one of two words with the same spelling gets it.
    for row, spellings in reversed(list(enumerate(rows))):
        chinese |= dict.fromkeys(spellings, first + row)
    for spelling, number in chinese.items():
        vocabulary[spelling] = vocabulary[prefix + spelling] = number
    for wide, narrow in _FULL_WIDTH.items():
        vocabulary[chr(wide)] = vocabulary[chr(narrow) if isinstance(narrow, int) else narrow]
    extended["normalizer"]["handle_chinese_chars"] = False
    ranges = "".join(f"\\x{{{low:X}}}-\\x{{{high:X}}}" for low, high in _HAN_RANGES)
    run = {
        "type": "Split",
        "pattern": {"Regex": f"[{ranges}]{{1,{_LONGEST_RUN}}}"},
        "behavior": "Isolated",
        "invert": False,
    }
    extended["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [run, extended["pre_tokenizer"]]}
    extended["truncation"] = extended["padding"] = None
    return extended
