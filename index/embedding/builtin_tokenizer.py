"""all-MiniLM-L6-v2's tokenizer with Chinese words in it: every other script is cut exactly as before."""

import copy
from collections.abc import Iterable, Sequence
from typing import Any

# WordPiece gives up on a run of more than 100 characters, and Chinese has no blanks to end one.
_LONGEST_RUN = 64
_HAN_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
_FULL_WIDTH = str.maketrans("，。！？：；（）、", ",.!?:;(),")


def add_chinese_words(tokenizer: dict[str, Any], rows: Sequence[Iterable[str]]) -> dict[str, Any]:
    """A BERT ``tokenizer.json`` that cuts Chinese into the given words, longest first.

    ``rows`` are the spellings of each new row of the embedding matrix, in order; the first new id follows the last
    old one. All spellings of a word share its row, at the start of a run and within it alike, so that a word is the
    same wherever it stands. A character without a row is unknown by itself and does not take its run with it.
    """
    made = copy.deepcopy(tokenizer)
    vocabulary: dict[str, int] = made["model"]["vocab"]
    first, unknown = len(vocabulary), vocabulary[made["model"]["unk_token"]]
    prefix = made["model"]["continuing_subword_prefix"]
    chinese = {chr(code): unknown for low, high in _HAN_RANGES for code in range(low, high + 1)}
    # Backwards, so that where two words are spelt alike the more common one has it.
    for row, spellings in reversed(list(enumerate(rows))):
        chinese |= dict.fromkeys(spellings, first + row)
    for spelling, number in chinese.items():
        vocabulary[spelling] = vocabulary[prefix + spelling] = number
    for wide, narrow in _FULL_WIDTH.items():
        vocabulary[chr(wide)] = vocabulary[chr(narrow) if isinstance(narrow, int) else narrow]
    made["normalizer"]["handle_chinese_chars"] = False
    ranges = "".join(f"\\x{{{low:X}}}-\\x{{{high:X}}}" for low, high in _HAN_RANGES)
    run = {
        "type": "Split",
        "pattern": {"Regex": f"[{ranges}]{{1,{_LONGEST_RUN}}}"},
        "behavior": "Isolated",
        "invert": False,
    }
    made["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [run, made["pre_tokenizer"]]}
    made["truncation"] = made["padding"] = None
    return made
