"""The items of a list in an answer, so that a follow-up can say ``the second one``. Both languages."""

import regex

from bot.writing import remove_labels
from index import HAN_ONE_TO_NINE, Phrase, PhraseKind, clause_spans, lazy_pattern, read_phrases, sentence_spans

_NUMBERED = lazy_pattern(
    rf"(?:^|[\n。；;：:.]\s*|(?<=\s))(?:\(?\d{{1,2}}[.)、）](?!\d)|[{HAN_ONE_TO_NINE}][是、]|第[{HAN_ONE_TO_NINE}][，,]?是?|[①-⑩]|[•*-](?=\s))\s*(?P<item>[^\n；;。]+)"
)
_AFTER_COLON = lazy_pattern(r"[:：]\s*(?P<items>[^\n。.!?！？]+(?:\.\d[^\n。.!?！？]*)*)")
_CONJUNCTION = lazy_pattern(r",? (?:and|or|as well as) |(?:以及|和|与|及|或)")
_RELATIVE_CLAUSE = lazy_pattern(r"^(?:who|which|that|where|whose|when|with|其|它|他)\b")
_WITHIN_ITEM = lazy_pattern(r"[ '’s-]*(?:of (?:the )?)?|的|(?<=\w)'s ")
_BETWEEN_ITEMS = lazy_pattern(r",? (?:and|or) (?:the |an? |other )*|, (?:the |an? )?|[、，,和与及或]|以及")
_LONGEST_ITEM = 80


def read_list(answer: str) -> list[str]:
    """The items an answer lists, in order: numbered, after a colon, or in a series with commas and ``and``.

    Where it lists nothing, its sentences if there are several: quotes of several passages. Never one item alone.
    """
    plain = remove_labels(answer)
    numbered = [match["item"] for match in _NUMBERED.finditer(plain)]
    if len(numbered) > 1:
        return [_clean_item(item) for item in numbered]
    if (after := _AFTER_COLON.search(plain)) and len(items := _split_series(after["items"])) > 1:
        return items
    sentences = [plain[start:end] for start, end in sentence_spans(plain)]
    return next(
        (parts for s in sentences if len(parts := _first_series(s)) > 1),
        [_clean_item(s) for s in sentences] if len(sentences) > 1 else [],
    )


def _split_series(series: str) -> list[str]:
    """The items of a series, split at commas and before its last ``and``."""
    parts: list[str] = []
    for start, end in clause_spans(series):
        clause = series[start:end].strip(" ,，、；;")
        if parts and _RELATIVE_CLAUSE.match(clause):
            continue
        parts.extend(piece for piece in _CONJUNCTION.split(regex.sub(r"^(?:and|or) ", "", clause)) if piece)
    return [_clean_item(part) for part in parts]


def _first_series(sentence: str) -> list[str]:
    """The first series of phrases in a sentence: ``China, India and Indonesia``, ``中国和印度``."""
    run: list[list[Phrase]] = []
    for phrase in read_phrases(sentence):
        between = sentence[run[-1][-1].end : phrase.start] if run else ""
        is_thing = phrase.kind not in {PhraseKind.TIME, PhraseKind.ACTION}
        if is_thing and run and _WITHIN_ITEM.fullmatch(between):
            run[-1].append(phrase)
        elif is_thing and run and _BETWEEN_ITEMS.fullmatch(between):
            run.append([phrase])
        elif len(run) > 1:
            break
        else:
            run = [[phrase]] if is_thing else []
    if len(run) > 1 and all(len(item) == 1 and item[0].kind is run[-1][0].kind for item in run[:-1]):
        run[-1] = run[-1][:1]  # China and India dig: what follows the last item is not part of it
    return [sentence[item[0].start : item[-1].end] for item in run] if len(run) > 1 else []


def _clean_item(item: str) -> str:
    """An item without punctuation around it, short enough for a question."""
    return item.strip(' ,，、；;。.!！?？“”"')[:_LONGEST_ITEM]
