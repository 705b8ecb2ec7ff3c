"""Train the reader on stored token states; what is not stored yet is left out, so it can start while they are made.

    train_reader.py PARALLEL READER WORK [--steps 3000] [--name reader]

A lesson is a question, the window that answers it, and windows that look as if they did: of the same passage, and those of
others that are nearest to the question by the encoder. Of every fifth lesson the answering window is left out, and *none*
is right. Losses: which sentence or none (listwise), where the answer starts and ends, and for the vectors InfoNCE over the
batch. The batch of a step depends on its number and on what is stored. State: WORK/NAME.pt.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from assembling import PASSAGE, QUERY, Assembler
from checkpoints import Keeper, save
from lessons import CodeSwitcher, Lesson, read_aligned, read_questions
from reader import SHARED, WIDTH, Inputs, Outputs, Reader
from states import StateStore
from torch import Tensor
from torch.nn.functional import cross_entropy
from upper import UpperLayers, renew

from index.text import sentence_spans
from reading import Window, by_passage, is_read, locate, passage_windows, question_forms

_BATCH = 16
_ALIGNED = 3  # lessons of aligned text in a batch
_RATE, _UPPER_RATE, _WARM_UP = 1.5e-3, 6e-5, 60
_OTHERS = 2  # windows beside the answering one
_NEAREST = 12
_TEMPERATURE = 0.05
_CROP = {"en": 420, "zh": 160, "zh-Hant": 160}  # characters of a window that are read in training


class Task:
    """A lesson whose states are stored."""

    __slots__ = ("at", "forms", "lesson", "sentence", "windows")

    def __init__(self, lesson: Lesson, forms: list[str], windows: list[int], at: int, sentence: int) -> None:
        self.lesson, self.forms, self.windows, self.at, self.sentence = lesson, forms, windows, at, sentence


class School:
    """All tasks whose states are stored, and batches of them."""

    def __init__(self, args: argparse.Namespace, store: StateStore, assembler: Assembler) -> None:
        self._store, self._assembler = store, assembler
        self._switcher = CodeSwitcher()
        lessons = [one for one in read_questions(args.reader, kept_out=False) if is_read(one)]
        self._groups = by_passage(lessons, seed=8) + [[one] for one in read_aligned(args.parallel, seed=6)]
        self.windows: list[tuple[Window, str, str]] = []  # with the language and the passage
        self.tasks: list[Task] = []
        self._taken = 0
        self._vectors = np.zeros((0, WIDTH), dtype=np.float32)
        self._waiting = list(range(len(self._groups)))
        self.refresh()

    def refresh(self) -> None:
        """Take up what has been stored meanwhile."""
        self._store.refresh()
        waiting, vectors = [], [self._vectors]
        for number in self._waiting:
            group = self._groups[number]
            is_aligned = group[0].source not in _QUESTION_SOURCES and not group[0].answer_text
            parts = (
                [(Window(group[0].passage, tuple(sentence_spans(group[0].passage))), 0)]
                if is_aligned
                else passage_windows(group[0].passage, group[0].language)
            )
            if (
                not all((PASSAGE, window.text) in self._store for window, _ in parts)
                or (QUERY, group[0].question) not in self._store
            ):
                waiting.append(number)
                continue
            first = len(self.windows)
            for window, _ in parts:
                self.windows.append((window, group[0].language[:2], group[0].passage))
                states = self._store.get(PASSAGE, window.text)
                vectors.append(np.asarray(states.states[:, -1], dtype=np.float32).mean(0, keepdims=True))
            for lesson in group:
                found = locate(lesson, parts)
                forms = [lesson.question] if is_aligned else question_forms(lesson, self._switcher)
                forms = [form for form in forms if (QUERY, form) in self._store]
                if found and forms:
                    at, sentence, moved = found
                    self.tasks.append(Task(moved, forms, list(range(first, len(self.windows))), first + at, sentence))
        self._waiting = waiting
        self._asked = [task for task in self.tasks if task.lesson.source in _QUESTION_SOURCES]
        self._aligned = [task for task in self.tasks if task.lesson.source not in _QUESTION_SOURCES]
        self._vectors = np.concatenate(vectors)
        self._centred = self._vectors - self._vectors.mean(0)
        self._centred /= np.linalg.norm(self._centred, axis=1, keepdims=True)
        self._by_language = {
            language: np.flatnonzero([found == language for _, found, _ in self.windows]) for language in ("en", "zh")
        }

    def mean_and_axes(self) -> tuple[Tensor, Tensor]:
        """The mean of last-layer token states and their first principal axes."""
        sample = np.concatenate([
            np.asarray(self._store.get(PASSAGE, window.text).states[5:-1:3, -1], dtype=np.float32)
            for window, _, _ in self.windows[:1500]
        ])  # fmt: skip
        mean = sample.mean(0)
        _, vectors = np.linalg.eigh(np.cov((sample - mean).T))
        return torch.from_numpy(mean), torch.from_numpy(vectors[:, ::-1][:, :SHARED].T.copy()).float()

    def batch(
        self, step: int
    ) -> tuple[
        list[str],
        list[tuple[int, str, list[tuple[int, int]]]],
        list[int],
        list[bool],
        list[tuple[int, int, int] | None],
        list[bool],
    ]:
        """A batch of questions and windows.

        Questions; windows; for each question the number of its sentence, -1 for none; which sentences are ignored; for
        each question its window and answer span; which windows hold aligned text.
        """
        random_ = random.Random(7_000_003 * step)  # noqa: S311
        questions, windows, targets, ignored, answers = [], [], [], [], []
        aligned: list[bool] = []
        for number in range(_BATCH):
            among = self._aligned if self._aligned and number < _ALIGNED else self._asked
            task = among[random_.randrange(len(among))]
            question = task.forms[1] if len(task.forms) > 1 and random_.random() < 0.6 else task.forms[0]
            is_left_out = bool(task.lesson.answer_text) and random_.random() < 0.2
            others = [w for w in task.windows if w != task.at][:1]
            near = [w for w in self._near(task, question) if w not in task.windows]
            others += random_.sample(near, min(len(near), _OTHERS + is_left_out - len(others)))
            target, answer = -1, None
            for w in ([] if is_left_out else [task.at]) + others:
                window, language, _ = self.windows[w]
                keep = task.sentence if w == task.at else random_.randrange(len(window.spans))
                first, last = _crop(window.spans, keep, _CROP[language], random_)
                spans = list(window.spans[first:last])
                if w == task.at:
                    target = len(ignored) + task.sentence - first
                    if task.lesson.answer_text and task.lesson.answer:
                        answer = (len(windows), *task.lesson.answer)
                for i, (a, b) in enumerate(spans):
                    is_target = w == task.at and i == task.sentence - first
                    ignored.append(
                        not is_target and bool(task.lesson.answer_text) and task.lesson.answer_text in window.text[a:b]
                        and (w in task.windows or len(task.lesson.answer_text) > 3)
                    )  # fmt: skip
                windows.append((number, window.text, spans))
            questions.append(question)
            targets.append(target)
            answers.append(answer)
            aligned.append(not task.lesson.answer_text)
        return questions, windows, targets, ignored, answers, aligned

    def _near(self, task: Task, question: str) -> list[int]:
        states = np.asarray(self._store.get(QUERY, question).states[:, -1], dtype=np.float32).mean(0)
        among = self._by_language[task.lesson.language[:2]]
        near = self._centred[among] @ (states - self._vectors.mean(0))
        return [int(among[i]) for i in np.argpartition(-near, min(_NEAREST + 3, len(near) - 1))[:_NEAREST]]


def _crop(spans: tuple[tuple[int, int], ...], keep: int, most: int, random_: random.Random) -> tuple[int, int]:
    """The first and the end of successive sentences around one, of at most so many characters."""
    first, last = keep, keep + 1
    while True:
        before = first > 0 and spans[last - 1][1] - spans[first - 1][0] <= most
        after = last < len(spans) and spans[last][1] - spans[first][0] <= most
        if not before and not after:
            return first, last
        if before and (not after or random_.random() < 0.5):
            first -= 1
        else:
            last += 1


_QUESTION_SOURCES = frozenset({
    "cmrc2018-train", "drcd-train-subset", "squadshifts-new_wiki", "squadshifts-reddit", "squadshifts-amazon_reviews",
    "nq-open-oracle", "qed-dev(nq)", "squad2-train-subset", "squad1-nqg-test", "covid-qa", "selqa-dev", "selqa-test",
})  # fmt: skip


def losses(
    out: Outputs, inputs: Inputs, targets: list[int], ignored: list[bool], places: list[tuple[int, int] | None]
) -> tuple[Tensor, dict[str, float]]:
    """The sum of the losses, and what to log. ``places`` are the tokens at each answer's start and end, where known."""
    count, hidden = len(targets), torch.tensor(ignored)
    owner = torch.repeat_interleave(torch.arange(count), torch.tensor(inputs.sentence_bounds).diff())
    others = (owner.unsqueeze(0) != torch.arange(count).unsqueeze(1)) | hidden  # (Q, S)
    listed = torch.cat([out.sentences.unsqueeze(0).masked_fill(others, -1e4), out.none.unsqueeze(1)], 1)
    wanted = torch.tensor([t if t >= 0 else listed.shape[1] - 1 for t in targets])
    loss = cross_entropy(listed, wanted)
    logged = {"choice": loss.item(), "right": (listed.argmax(1) == wanted).float().mean().item()}
    answered = torch.tensor([t >= 0 for t in targets])
    if answered.any():
        vectors = out.question_vectors @ out.sentence_vectors.T / _TEMPERATURE
        own = vectors.masked_fill(others, -1e4)
        anywhere = vectors.masked_fill((owner.unsqueeze(0) == torch.arange(count).unsqueeze(1)) & hidden, -1e4)
        nearest = cross_entropy(anywhere[answered], wanted[answered])
        loss = loss + 0.3 * (nearest + cross_entropy(own[answered], wanted[answered]))
        logged |= {
            "vectors": nearest.item(),
            "sentence": (listed[:, :-1].argmax(1) == wanted)[answered].float().mean().item(),
            "by_vectors": (own.argmax(1) == wanted)[answered].float().mean().item(),
        }
    known = [(q, place) for q, place in enumerate(places) if place is not None]
    if known:
        pointing = [
            cross_entropy(out.points[slice(*inputs.token_bounds[q : q + 2]), k], torch.tensor(place[k] - inputs.token_bounds[q]))
            for q, place in known
            for k in (0, 1)
        ]  # fmt: skip
        loss = loss + 0.4 * torch.stack(pointing).mean()
        logged["points"] = torch.stack(pointing).mean().item()
    return loss, logged


def main() -> None:  # noqa: C901, PLR0915 - one loop with its checkpoints
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("reader", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=3000, help="the rate falls to nothing at this step")
    parser.add_argument("--name", default="reader")
    parser.add_argument("--upper", action="store_true", help="train the encoder's upper layers too")
    parser.add_argument("--start", type=Path, help="begin from this state's model")
    parser.add_argument("--threads", type=int, default=1, help="on a busy machine one thread is faster than two")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    store = StateStore(args.work / "states", args.work / "encoder.onnx", args.work / "base" / "tokenizer.json")
    assembler = Assembler(store, args.work)
    school = School(args, store, assembler)
    print(len(school.tasks), "tasks,", len(school.windows), "windows", flush=True)
    path, step = args.work / f"{args.name}.pt", 0
    state = torch.load(path) if path.exists() else None
    model = Reader() if state else Reader(*school.mean_and_axes())
    if args.start and not state:
        model.load_state_dict(torch.load(args.start)["model"])
    upper = UpperLayers(args.work / "base") if args.upper else None
    optimizer = torch.optim.AdamW(_groups(model, upper), lr=_RATE, weight_decay=0.01, betas=(0.9, 0.98))
    if state:
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
        if upper:
            upper.load_state_dict(state["upper"])

    def state_now() -> dict[str, object]:
        trained = {"model": model.state_dict(), "step": step}
        return trained | ({"upper": upper.state_dict()} if upper else {})

    model.train()
    keeper, fresh, started, mean = Keeper(120), Keeper(240), time.monotonic(), defaultdict(list)
    while step < args.steps:
        share = min(1.0, (step + 1) / _WARM_UP) * min(1.0, max(0.02, (args.steps - step) / (0.7 * args.steps)))
        for group in optimizer.param_groups:
            group["lr"] = group["most"] * share
        questions, windows, targets, ignored, answers, _ = school.batch(step)
        inputs = assembler.inputs(questions, windows)
        if upper:
            renew(inputs, upper(inputs.text_states, inputs.text_sizes))
        out = model(inputs)
        loss, logged = losses(out, inputs, targets, ignored, _places(answers, assembler))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], 1.0)
        optimizer.step()
        step += 1
        for name, value in logged.items():
            mean[name].append(value)
        if step % 25 == 0:
            row = {"step": step, "seconds": round(time.monotonic() - started), "tasks": len(school.tasks)}
            row |= {name: round(float(np.mean(values)), 4) for name, values in mean.items()}
            mean.clear()
            with (args.work / f"{args.name}-log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
        if keeper.is_due() or step == args.steps:
            save(path, state_now() | {"optimizer": optimizer.state_dict()})
        if step % (100 if upper else 500) == 0:
            save(args.work / f"{args.name}-{step}.pt", state_now())
        if fresh.is_due():
            school.refresh()


def _groups(model: Reader, upper: UpperLayers | None) -> list[dict[str, Any]]:
    """What starts near where it ends learns more slowly; the reader, too, once it is trained with the upper layers."""
    adapters = ("question_vector", "sentence_vector")
    slow = [p for n, p in model.named_parameters() if n.startswith(adapters)]
    fast = [p for n, p in model.named_parameters() if not n.startswith(adapters)]
    if upper is None:
        return [{"params": slow, "most": _RATE / 5}, {"params": fast, "most": _RATE}]
    return [
        {"params": slow, "most": _UPPER_RATE * 2},
        {"params": fast, "most": _RATE / 3},
        {"params": list(upper.parameters()), "most": _UPPER_RATE},
    ]


def _places(answers: list[tuple[int, int, int] | None], assembler: Assembler) -> list[tuple[int, int] | None]:
    """The first and the last token of each answer, counted through all windows."""
    found: list[tuple[int, int] | None] = []
    for answer in answers:
        inside = []
        if answer is not None:
            window, start, end = answer
            first, last = assembler.token_starts[window : window + 2]
            places = assembler.token_places[first:last]
            inside = (first + np.flatnonzero((places[:, 1] > start) & (places[:, 0] < end))).tolist()
        found.append((inside[0], inside[-1]) if inside else None)
    return found


if __name__ == "__main__":
    main()
