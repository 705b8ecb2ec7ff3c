"""Statements: how surely a text bears one out, by the built-in reader's second mark of a whole window."""

from index.embedding import OnnxModel, builtin_model
from index.reading.windows import cut_windows, token_spans
from index.text import fold_in_place, sentence_spans

# In tokens. Statements in training are no longer; a sentence of a draft seldom is.
_LONGEST_STATEMENT = 64
# A text of so many tokens is read whole, as documents were in training; a longer one in windows.
_LONGEST_WHOLE = 210
_START, _END = 0, 2
_MARKS, _SUPPORT = "reader.cls_head", 1


class StatementReader:
    """Reads statements together with text. Safe to use from several threads."""

    def __init__(self, model: OnnxModel | None = None) -> None:
        self._model = builtin_model() if model is None else model

    def support(self, statement: str, text: str) -> float:
        """The log-odds that a text bears a statement out: of its windows the one that does most. 0 where one is empty."""
        if not (statement.strip() and text.strip()):
            return 0.0
        tokens, body = self._model.tokenize_parts([fold_in_place(statement), fold_in_place(text)])
        stated = tokens.ids[:_LONGEST_STATEMENT]
        spans = token_spans(body.offsets, sentence_spans(text) or [(0, len(text))])
        whole = [(0, len(body.ids))] if len(body.ids) <= _LONGEST_WHOLE else []
        windows = whole or [(window.start, window.end) for window in cut_windows(0, spans)]
        prefix = [_START, *stated, _END, _END]
        outputs = self._model.run_tokens([[*prefix, *body.ids[start:end], _END] for start, end in windows], [_MARKS])
        return max(float(first[0, _SUPPORT]) for (first,) in outputs)
