"""The reader: a small network over the encoder's token states that says which sentence answers a question, or that none does.

Question and passages are encoded apart, so a passage's states are made once, when it is indexed; all that is computed for
a question is this network. It compares every token of a passage with every token of the question (late interaction, after
Khattab and Zaharia, "ColBERT", 2020), lets each token of the passage attend to the question (Seo et al., "Bidirectional
Attention Flow", 2017), mixes neighbours by convolution (Yu et al., "QANet", 2018), and points at the answer's start and end.

Nothing is padded: tokens of all windows follow one another, those of a question's windows together.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, layer_norm, linear, normalize, softmax

LAYERS, WIDTH = 2, 384
SHARED = 128  # numbers kept of a token; all that the reader knows of it
_MATCH = 96  # of which so many are compared
_REACH = 3  # tokens on either side that a convolution sees
FEATURES = (
    "cosine", "match", "window_cosine", "match_near", "match_window", "exact", "exact_near", "exact_window", "behind_best",
    "least_match",
)  # fmt: skip


@dataclass
class Inputs:
    """Q questions, W windows, S sentences, T tokens of windows and N of questions, in order of the questions."""

    question_states: Tensor  # (N, LAYERS, WIDTH), of the words of the questions alone
    question_ids: Tensor  # (N,)
    question_rarity: Tensor  # (N,): how rare each token is, 0 to 1
    question_means: Tensor  # (Q, WIDTH), of the last layer, over all tokens
    question_bounds: list[int]  # (Q + 1): where each question's tokens begin
    states: Tensor  # (T, LAYERS, WIDTH)
    ids: Tensor  # (T,)
    token_bounds: list[int]  # (Q + 1)
    window_of_token: Tensor  # (T,)
    sentence_of: Tensor  # (T,): S for a token of no sentence
    sentence_means: Tensor  # (S, WIDTH), of the last layer
    sentence_bounds: list[int]  # (Q + 1)
    window_of: Tensor  # (S,)
    before: Tensor  # (S,): the sentence before in the same window, or itself
    after: Tensor  # (S,)
    window_means: Tensor  # (W, WIDTH)
    window_bounds: list[int]  # (Q + 1)
    text_states: Tensor  # (F, WIDTH): the lower layer, all tokens of the questions, then of the windows as far as read
    text_sizes: Tensor  # (Q + W,)
    question_places: Tensor  # (N,): where the questions' words are among them
    places: Tensor  # (T,)


@dataclass
class Outputs:
    """Logits: of each sentence, of *none* for each question, of each token as the answer's start and end."""

    sentences: Tensor  # (S,)
    none: Tensor  # (Q,)
    points: Tensor  # (T, 2)
    question_vectors: Tensor  # (Q, WIDTH), unit length
    sentence_vectors: Tensor  # (S, WIDTH), unit length
    features: Tensor  # (S, FEATURES)


class Adapter(nn.Module):
    """A vector from the mean of token states: centred and turned; starts as the encoder's own, centred."""

    def __init__(self, mean: Tensor) -> None:
        super().__init__()
        self.turn = nn.Linear(WIDTH, WIDTH)
        with torch.no_grad():
            self.turn.weight.copy_(torch.eye(WIDTH))
            self.turn.bias.copy_(-mean)

    def forward(self, pooled: Tensor) -> Tensor:
        """Unit vectors in the turned space."""
        return normalize(self.turn(pooled), dim=-1)


class _Mix(nn.Module):
    """Neighbouring tokens mixed, then each token by itself; both residual."""

    def __init__(self) -> None:
        super().__init__()
        self.norm, self.norm2 = nn.LayerNorm(SHARED), nn.LayerNorm(SHARED)
        self.near = nn.Conv1d(SHARED, SHARED, 2 * _REACH + 1, padding=_REACH, groups=SHARED)
        self.point = nn.Linear(SHARED, SHARED)
        self.widen, self.narrow = nn.Linear(SHARED, 2 * SHARED), nn.Linear(2 * SHARED, SHARED)

    def forward(self, x: Tensor, places: Tensor) -> Tensor:
        apart = torch.zeros(int(places[-1]) + 1, SHARED).index_copy(0, places, self.norm(x))
        near = self.near(apart.T.unsqueeze(0)).squeeze(0).T[places]
        x = x + self.point(gelu(near))
        return x + self.narrow(gelu(self.widen(self.norm2(x))))


class Reader(nn.Module):
    """Scores sentences of windows for questions."""

    def __init__(self, mean: Tensor | None = None, axes: Tensor | None = None) -> None:
        """``mean`` (WIDTH,) and ``axes`` (>= SHARED, WIDTH): of last-layer states, where comparisons start from."""
        super().__init__()
        mean = torch.zeros(WIDTH) if mean is None else mean
        self.question_vector, self.sentence_vector = Adapter(mean), Adapter(mean)
        self.share_question, self.share_window = (nn.Linear(LAYERS * WIDTH, SHARED) for _ in range(2))
        if axes is not None:
            with torch.no_grad():
                for share in (self.share_question, self.share_window):
                    share.weight.mul_(0.3)
                    share.weight[:_MATCH].mul_(0.1)
                    share.weight[:_MATCH, WIDTH:] += axes[:_MATCH]
                    share.bias[:_MATCH] = -axes[:_MATCH] @ mean
        self.dropout = nn.Dropout(0.1)
        self.importance = nn.Linear(SHARED, 1)
        self.sharpness = nn.Parameter(torch.tensor(2.3))
        self.value = nn.Linear(SHARED, SHARED)
        self.join = nn.Linear(3 * SHARED + 4, SHARED)
        self.mixes = nn.ModuleList(_Mix() for _ in range(2))
        self.points_at = nn.Linear(SHARED, 2 * SHARED)
        self.points = nn.Linear(SHARED, 2)
        self.summary_gate = nn.Linear(SHARED, 1)
        self.of_sentence = nn.Sequential(
            nn.Linear(3 * SHARED + len(FEATURES) + 2, SHARED), nn.GELU(), nn.Linear(SHARED, 1)
        )  # fmt: skip
        self.weigh = nn.Linear(len(FEATURES), 1)
        with torch.no_grad():
            self.weigh.weight.zero_()
            self.weigh.weight[0, :4] = torch.tensor([8.0, 8.0, 4.0, 4.0])
        self.of_none = nn.Linear(SHARED, 1)

    def forward(self, x: Inputs) -> Outputs:
        """What the reader says of every question and its sentences."""
        sentences = len(x.window_of)
        shared_q = self._shared(self.share_question, x.question_states)
        shared_w = self._shared(self.share_window, x.states)
        match_q, match_w = (normalize(shared[:, :_MATCH], dim=-1) for shared in (shared_q, shared_w))
        content_q, content_w = (self.dropout(layer_norm(shared, (SHARED,))) for shared in (shared_q, shared_w))
        importance = self.importance(content_q).squeeze(-1) + x.question_rarity.log()
        gates, values = self.summary_gate(content_q).squeeze(-1), self.value(content_q)
        vectors_q, vectors_s = self.question_vector(x.question_means), self.sentence_vector(x.sentence_means)
        whole = self.sentence_vector(x.window_means)
        attended, of_tokens, features, summaries = [], [], [], []
        for q in range(len(x.question_means)):
            n = slice(*x.question_bounds[q : q + 2])
            t = slice(*x.token_bounds[q : q + 2])
            s = slice(*x.sentence_bounds[q : q + 2])
            weight = softmax(importance[n], 0)
            similar = match_w[t] @ match_q[n].T  # (tokens, words)
            exact = (x.ids[t].unsqueeze(1) == x.question_ids[n].unsqueeze(0)).float()
            attended.append(softmax(similar * self.sharpness.exp(), 1) @ values[n])
            of_tokens.append(torch.stack([(similar * weight).amax(1), (exact * weight).amax(1)], 1))
            cosine = vectors_s[s] @ vectors_q[q]
            features.append(self._features(x, q, similar, exact, weight, cosine, whole @ vectors_q[q]))
            summaries.append(softmax(gates[n], 0) @ content_q[n])
        summary, of_sentences = torch.stack(summaries), torch.cat(features)
        owner = torch.repeat_interleave(torch.arange(len(summary)), torch.tensor(x.token_bounds).diff())
        attention = torch.cat(attended)
        known = torch.cat([of_sentences[:, 1:3], torch.zeros(1, 2)])[x.sentence_of]
        tokens = gelu(
            self.join(torch.cat([content_w, attention, content_w * attention, torch.cat(of_tokens), known], -1))
        )
        places = torch.arange(len(tokens)) + _REACH * x.window_of_token
        for mix in self.mixes:
            tokens = mix(tokens, places)
        tokens = layer_norm(tokens, (SHARED,))
        asked = self.points_at(summary).view(-1, 2, SHARED)[owner]  # (T, 2, SHARED)
        points = (asked * tokens.unsqueeze(1)).sum(-1) / SHARED**0.5 + self.points(tokens)
        mean = self._mean_of_sentences(tokens, x.sentence_of, sentences)
        most = most_of(tokens, x.sentence_of, sentences)
        pointed = most_of(points, x.sentence_of, sentences)
        of_question = torch.repeat_interleave(summary, torch.tensor(x.sentence_bounds).diff(), 0)
        logits = self.of_sentence(torch.cat([mean, most, mean * of_question, of_sentences, pointed], -1))
        logits = (logits + self.weigh(of_sentences)).squeeze(-1)
        return Outputs(logits, self.of_none(summary).squeeze(-1), points, vectors_q, vectors_s, of_sentences)

    def _features(  # noqa: PLR0917 - one tensor for each kind of similarity
        self, x: Inputs, q: int, similar: Tensor, exact: Tensor, weight: Tensor, cosine: Tensor, of_windows: Tensor
    ) -> Tensor:
        """The similarities of a question's sentences, (sentences, FEATURES)."""
        t, s = slice(*x.token_bounds[q : q + 2]), slice(*x.sentence_bounds[q : q + 2])
        count = s.stop - s.start
        sentence_of = (x.sentence_of[t] - s.start).clamp(max=count)
        window_of = x.window_of[s] - x.window_bounds[q]
        windows = x.window_bounds[q + 1] - x.window_bounds[q]
        before, after = x.before[s] - s.start, x.after[s] - s.start
        own, same = most_of(similar, sentence_of, count), most_of(exact, sentence_of, count)
        near, near_same = (0.9 * torch.maximum(one[before], one[after]) for one in (own, same))
        of_window = x.window_of_token[t] - x.window_bounds[q]
        best = torch.zeros(windows).scatter_reduce(0, window_of, cosine, "amax", include_self=False)
        return torch.stack([
            cosine, own @ weight, of_windows[x.window_of[s]], torch.maximum(own, near) @ weight,
            most_of(similar, of_window, windows)[window_of] @ weight, same @ weight,
            torch.maximum(same, near_same) @ weight, most_of(exact, of_window, windows)[window_of] @ weight,
            cosine - best[window_of], own.amin(1),
        ], 1)  # fmt: skip

    @staticmethod
    def _shared(share: nn.Linear, states: Tensor) -> Tensor:
        """What is kept of token states: both layers side by side, brought down to SHARED numbers."""
        flat = states.flatten(1)
        return linear(flat.bfloat16(), share.weight.bfloat16(), share.bias.bfloat16()).float()

    @staticmethod
    def _mean_of_sentences(tokens: Tensor, sentence_of: Tensor, count: int) -> Tensor:
        sums = torch.zeros(count + 1, tokens.shape[1]).index_add(0, sentence_of, tokens)
        sizes = torch.zeros(count + 1).index_add(0, sentence_of, torch.ones(len(sentence_of)))
        return (sums / sizes.clamp(min=1).unsqueeze(1))[:count]


def most_of(per_token: Tensor, group_of: Tensor, count: int) -> Tensor:
    """(tokens, k) -> (count, k): the most over the tokens of each group; 0 for a group without tokens."""
    places = group_of.unsqueeze(1).expand(-1, per_token.shape[1])
    most = torch.zeros(count + 1, per_token.shape[1]).scatter_reduce(0, places, per_token, "amax", include_self=False)
    return most[:count]
