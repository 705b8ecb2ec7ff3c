"""Train the embedder and reader.

    python -m training.reader.train_reader WORK [--minutes 8.2] [--small]

WORK holds ``base`` (``base_model.py``, or what ``assemble.py`` made of a run before), ``token_data.npz``
(``preparation/prepare.py``), ``written_data.npz`` (``preparation/written.py``) and ``candidates`` for the
checks (``preparation/candidates.py``). The rate of learning follows the time: a run takes as long as it is given. The
state is saved every few minutes; the same command goes on from it. Uses a GPU where there is one. ``--small`` tries it
out on a processor: tiny batches, few mined sentences.
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.reader.assemble import WEIGHTS, read_base
from training.reader.checks import check_reading, check_statements, check_vectors, check_written, read_cases
from training.reader.encoder import Reader
from training.reader.losses import MEASURES, Lessons, add_gradients
from training.reader.mining import Mined, mine, mine_once
from training.reader.reader_batches import ReaderLessons
from training.reader.statement_batches import StatementLessons
from training.reader.token_data import TokenData, read_token_data
from training.reader.vector_batches import VectorLessons
from training.reader.written_batches import WrittenLessons
from training.reader.written_data import WrittenData, read_written_data

# Set by hand. The first run, whose heads started from nothing, had 2e-4 and 5, and words that were not trained.
_RATE, _FASTER_HEADS, _SLOWER_WORDS = 1.5e-4, 2, 0.3
_WEIGHT_DECAY, _BETAS, _LARGEST_GRADIENT = 0.01, (0.9, 0.98), 1.0
_WARM_UP = 0.04  # of the time; then the rate falls in a line to nothing
_SAVED_EVERY = 150.0  # seconds
_WORKERS = 12  # processes that draw lessons beside a GPU; 16 cores were there
_SEED = 1000


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a step learns from. Set by hand for one GPU of 80 GB, on which such a step takes a sixth of a second."""

    lessons: int = 128
    questions: int = 224
    pairs: int = 512
    statements: int = 96


SMALL = Sizes(lessons=4, questions=16, pairs=16, statements=4)


class LessonStream(IterableDataset[Lessons]):
    """Lessons without end, each worker its own. A run that goes on from ``step`` draws others than before."""

    def __init__(self, data: TokenData, written: WrittenData, mined: Mined, sizes: Sizes, *, step: int) -> None:
        self._reading = ReaderLessons(data, mined, WrittenLessons(written))
        self._vectors = VectorLessons(data, mined, self._reading)
        self._statements = StatementLessons(written)
        self._sizes, self._step = sizes, step

    def __iter__(self) -> Iterator[Lessons]:
        worker = get_worker_info()
        if worker:
            torch.set_num_threads(1)
        seed = _SEED + (worker.id if worker else 0) + _WORKERS * self._step
        rng, sizes = random.Random(seed), self._sizes  # noqa: S311 - lessons, no secrets
        while True:
            reading = self._reading.batch(sizes.lessons, rng)
            vectors = self._vectors.batch(sizes.questions, sizes.pairs, rng)
            yield Lessons(reading, vectors, self._statements.batch(sizes.statements, rng))


@dataclass
class Progress:
    """How far a run is."""

    step: int = 0
    seconds: float = 0.0


def make_optimizer(model: Reader) -> torch.optim.AdamW:
    """AdamW over body and heads, each with its highest rate."""
    apart = {id(weight) for weight in (model.words, *model.heads)}
    body = [weight for weight in model.parameters() if weight.requires_grad and id(weight) not in apart]
    groups = [
        {"params": body, "lr": _RATE, "highest": _RATE},
        {"params": model.heads, "lr": _RATE, "highest": _FASTER_HEADS * _RATE},
        # Most words are in no batch: they stay as they are.
        {"params": [model.words], "lr": _RATE, "highest": _SLOWER_WORDS * _RATE, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, weight_decay=_WEIGHT_DECAY, betas=_BETAS, fused=model.device == "cuda")


def rate_at(share: float) -> float:
    """The share of the highest rate at a share of the time."""
    return min(1.0, share / _WARM_UP + 0.02) if share < _WARM_UP else (1 - share) / (1 - _WARM_UP)


class Checkpoint:
    """The state of a run in a file."""

    def __init__(self, path: Path, model: Reader, optimizer: torch.optim.Optimizer) -> None:
        self._path, self._model, self._optimizer = path, model, optimizer

    def load(self) -> Progress:
        """Take up what was saved, if anything was. Returns how far it is."""
        if not self._path.exists():
            return Progress()
        state: dict[str, Any] = torch.load(self._path, map_location=self._model.device, weights_only=True)
        self._model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        return Progress(state["step"], state["seconds"])

    def save(self, progress: Progress) -> None:
        """Write the state beside the old one, then put it in its place."""
        state = {"model": self._model.state_dict(), "optimizer": self._optimizer.state_dict()}
        temporary = self._path.with_suffix(".new")
        torch.save(state | {"step": progress.step, "seconds": progress.seconds}, temporary)
        temporary.replace(self._path)


def train(
    model: Reader, stream: LessonStream, checkpoint: Checkpoint, optimizer: torch.optim.AdamW, progress: Progress, *,
    seconds: float,
) -> None:  # fmt: skip
    """Train until the time is over."""
    workers = _WORKERS if model.device == "cuda" else 0
    loader = DataLoader(
        stream, batch_size=None, num_workers=workers, prefetch_factor=3 if workers else None,
        pin_memory=model.device == "cuda",
    )  # fmt: skip
    started = time.monotonic() - progress.seconds
    saved = time.monotonic()
    measured: list[torch.Tensor] = []
    for lessons in loader:
        progress.seconds = time.monotonic() - started
        if progress.seconds >= seconds:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["highest"] * rate_at(progress.seconds / seconds)
        optimizer.zero_grad(set_to_none=True)
        measures = add_gradients(model, lessons)
        weights = [weight for group in optimizer.param_groups for weight in group["params"]]
        norm = torch.nn.utils.clip_grad_norm_(weights, _LARGEST_GRADIENT)
        optimizer.step()
        progress.step += 1
        measured.append(torch.cat([measures, norm.detach()[None]]))
        if progress.step in {2, 10, 30} or progress.step % 100 == 0:
            means = torch.stack(measured).nanmean(0).tolist()
            measured = []
            shown = " ".join(f"{name} {mean:.3f}" for name, mean in zip((*MEASURES, "norm"), means, strict=True))
            print(f"{progress.seconds:6.1f} step {progress.step} {shown}", flush=True)
        if time.monotonic() - saved > _SAVED_EVERY:
            checkpoint.save(progress)
            saved = time.monotonic()
    checkpoint.save(progress)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=490 / 60, help="what the model that ships was given")
    parser.add_argument("--small", action="store_true")
    args = parser.parse_args()
    sizes = SMALL if args.small else Sizes()
    torch.manual_seed(1)
    torch.backends.cuda.matmul.allow_tf32 = True
    data = read_token_data(args.work / "token_data.npz")
    written = read_written_data(args.work / "written_data.npz")
    model = Reader(read_base(args.work / "base"), device="cuda" if torch.cuda.is_available() else "cpu")
    mined = (
        mine(model, data, sentences=600, questions=60)
        if args.small
        else mine_once(args.work / "mined.npy", model, data)
    )
    optimizer = make_optimizer(model)
    checkpoint = Checkpoint(args.work / "checkpoint.pt", model, optimizer)
    progress = checkpoint.load()
    if not args.small and not progress.step:
        check_vectors(model, data)
    train(
        model,
        LessonStream(data, written, mined, sizes, step=progress.step),
        checkpoint,
        optimizer,
        progress,
        seconds=args.minutes * 60,
    )
    save_file({name: weight.cpu().contiguous() for name, weight in model.state_dict().items()}, args.work / WEIGHTS)
    tokenizer = Tokenizer.from_file(str(args.work / "base" / "tokenizer.json"))
    check_reading(model, read_cases(args.work / "candidates", tokenizer, every=60 if args.small else 1))
    check_written(model, written)
    check_statements(model, written)
    if not args.small:
        check_vectors(model, data)


if __name__ == "__main__":
    main()
