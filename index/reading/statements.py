"""Statements: how surely a text bears one out, by upper layers of their own over the states of the built-in model."""

from index.embedding import OnnxLayers, OnnxModel, builtin_model, statement_layers
from index.reading.windows import cut_windows, token_spans
from index.text import fold_in_place, sentence_spans

# In tokens. Statements in training are no longer; a sentence of a draft seldom is.
_LONGEST_STATEMENT = 64
# A text of so many tokens is read whole, as documents were in training; a longer one in windows.
_LONGEST_WHOLE = 210
_START, _END = 0, 2
# The states that the layers were trained on.
_LOWER_STATES = "encoder.layer.7.output"


class StatementReader:
    """Reads statements together with text. Safe to use from several threads."""

    def __init__(self, model: OnnxModel | None = None, layers: OnnxLayers | None = None) -> None:
        self._model = builtin_model() if model is None else model
        self._layers = statement_layers() if layers is None else layers

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
        sequences = [[*prefix, *body.ids[start:end], _END] for start, end in windows]
        outputs = self._model.run_tokens(sequences, [_LOWER_STATES])
        return max(float(self._layers.run(states)[0, 0]) for (states,) in outputs)
