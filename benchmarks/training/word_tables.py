"""Makes the tables of ``index/words/data`` from the packages jieba and wordfreq: ``python benchmarks/training/word_tables.py``."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import jieba
import marisa_trie
import wordfreq
from wordfreq.chinese import DICT_FILENAME

from index.words.frequency import CHINESE_DICTIONARY, FOLDER, RECORD
from index.words.mapped_jieba import TAGS
from index.words.segmentation import DICTIONARY


def write_dictionary(source: Path, target: Path) -> None:
    """Write a dictionary of jieba as a table: its words, their occurrences, and the positions of their tags."""
    rows = {row[0]: row[1:] for row in map(str.split, source.read_text("utf-8").splitlines()) if row}
    trie = marisa_trie.Trie(rows)
    words = [trie.restore_key(number) for number in range(len(trie))]
    trie.save(f"{target}.trie")
    Path(f"{target}.counts").write_bytes(array("I", [int(rows[word][0]) for word in words]).tobytes())
    if len(rows[words[0]]) > 1:
        Path(f"{target}.tags").write_bytes(bytes(TAGS.index(rows[word][1]) for word in words))


def frequency_records(language: str) -> Iterator[tuple[str, tuple[int]]]:
    """Each word of a list of wordfreq with the hundredths of its Zipf frequency."""
    for word in wordfreq.iter_wordlist(language):
        yield word, (round(100 * wordfreq.zipf_frequency(word, language)),)


def main() -> None:
    """Write all tables."""
    FOLDER.mkdir(exist_ok=True)
    write_dictionary(Path(jieba.__file__).with_name("dict.txt"), DICTIONARY)
    write_dictionary(Path(DICT_FILENAME), CHINESE_DICTIONARY)
    for language in ("en", "zh"):
        trie = marisa_trie.RecordTrie(RECORD, frequency_records(language))
        trie.save(str(FOLDER / f"wordfreq-{language}.trie"))


if __name__ == "__main__":
    main()
