"""Quality measured, as Markdown tables: `make eval`, with the public sets `make eval BENCHMARKS=FOLDER`.

    evaluation.py [--benchmarks FOLDER] [--parallel FOLDER] [--golden FILE --sources DIR] [--only PART,…] [--limit N]

Without a folder of public sets only the golden questions are asked. What is measured on public sets is kept, row by
row, and not measured again by the next run unless with --fresh: give it after a change to the code. EMBED_MODEL and
RERANK_MODEL say what is measured; figures of other models are kept apart.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

# As the commands do: threads that spin while they wait starve whatever else runs on a small machine.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import golden
from index import IndexSettings
from measures import embedder_alone, injection, noise, operating_points, retrieval_sets, speed
from measures.corpora import Models, open_models
from measures.results import Results

PUBLISHED = Path(__file__).parent / "published.json"
PARTS = ("golden", "retrieval", "embedder", "rgb", "gate", "injection", "cost")
Section = tuple[str, str]


def main() -> None:
    """Measure part by part, and print each table as soon as it is there."""
    args = arguments()
    models = open_models()
    path = args.results or IndexSettings().data_dir / "evaluation" / "results.json"
    setting = f"{models.name}, {f'{args.limit} questions a row' if args.limit else 'all questions'}"
    print(f"{setting}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    results = Results(path, setting=setting, fresh=args.fresh)
    for part in args.only:
        for title, shown in MEASURE[part](args, models, results):
            print(f"\n## {title}\n\n{shown}", flush=True)


def arguments() -> argparse.Namespace:
    """What is to be measured. A folder of public sets may also be named by BENCHMARKS, of aligned text by PARALLEL."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    listed = partial(str.split, sep=",")
    parser.add_argument("--benchmarks", type=Path, default=_folder("BENCHMARKS"), help="folder of public sets")
    parser.add_argument("--parallel", type=Path, default=_folder("PARALLEL"), help="folder of aligned sentences")
    parser.add_argument("--sets", type=listed, default=["belebele", "mlqa", "xquad"], help="for retrieval")
    parser.add_argument("--golden", type=Path, default=golden.QUESTIONS, help="golden questions")
    parser.add_argument("--sources", type=Path, default=golden.SOURCES, help="the files they are about")
    parser.add_argument("--only", type=listed, default=list(PARTS), help=f"some of {','.join(PARTS)}")
    parser.add_argument("--limit", type=int, default=0, help="at most this many questions a row")
    parser.add_argument("--fresh", action="store_true", help="measure again what was measured before")
    parser.add_argument("--results", type=Path, help="file the rows are kept in (default: in DATA_DIR)")
    args = parser.parse_args()
    if unknown := set(args.only) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}: name some of {', '.join(PARTS)}")
    for folder in (args.benchmarks, args.parallel):
        if folder and not folder.is_dir():
            parser.error(f"there is no folder {folder}")
    return args


def _folder(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def of_golden(args: argparse.Namespace, models: Models, _results: Results) -> Iterator[Section]:
    """The golden questions, asked anew each time."""
    asked = golden.answers(args.golden, sources=args.sources, models=models)
    yield f"Golden questions ({args.golden.name})", golden.table(asked)


def of_retrieval(args: argparse.Namespace, models: Models, results: Results) -> Iterator[Section]:
    """Each public set that is there."""
    published = json.loads(PUBLISHED.read_text("utf-8"))["retrieval"]["sets"]
    for name in args.sets if args.benchmarks else ():
        measured = retrieval_sets.measure(
            name, folder=args.benchmarks, models=models, results=results, limit=args.limit
        )
        yield f"Retrieval: {name}", retrieval_sets.tables(measured, published.get(name, {}))


def of_embedder(args: argparse.Namespace, models: Models, results: Results) -> Iterator[Section]:
    """The embedder alone: XQuAD, and sentences beside their translations."""
    of_all = {"embedder": models.embedder, "results": results, "limit": args.limit}
    if args.benchmarks:
        measured = embedder_alone.measure("xquad", folder=args.benchmarks, **of_all)
        yield "The embedder alone: xquad", embedder_alone.documents_table(measured)
    if args.parallel:
        translated = embedder_alone.measure_translations(args.parallel, **of_all)
        yield "The embedder alone: translations", embedder_alone.translations_table(translated)


def of_rgb(args: argparse.Namespace, models: Models, results: Results) -> Iterator[Section]:
    """Answers under noise."""
    if args.benchmarks:
        published = json.loads(PUBLISHED.read_text("utf-8"))["rgb"]
        measured = noise.measure(args.benchmarks, models=models, results=results, limit=args.limit)
        yield "Answers under noise: RGB", noise.shown(measured, published)


def of_gate(args: argparse.Namespace, models: Models, results: Results) -> Iterator[Section]:
    """The gate's operating points."""
    if args.benchmarks:
        measured = operating_points.measure(args.benchmarks, models=models, results=results, count=args.limit or 150)
        yield "Operating points of the evidence gate, by probability", operating_points.shown(measured)


def of_injection(args: argparse.Namespace, models: Models, results: Results) -> Iterator[Section]:
    """What planted pages achieve."""
    if args.benchmarks:
        measured = injection.measure(args.benchmarks, models=models, results=results, limit=args.limit)
        yield "Planted orders: BIPIA and SafeRAG", injection.shown(measured)


def of_cost(args: argparse.Namespace, models: Models, results: Results) -> Iterator[Section]:
    """What a question costs."""
    if args.benchmarks:
        measured = speed.measure(args.benchmarks, "belebele", models=models, results=results, limit=args.limit)
        yield "What a question costs", speed.shown(measured)


MEASURE: dict[str, Callable[[argparse.Namespace, Models, Results], Iterator[Section]]] = {
    "golden": of_golden, "retrieval": of_retrieval, "embedder": of_embedder, "rgb": of_rgb, "gate": of_gate,
    "injection": of_injection, "cost": of_cost,
}  # fmt: skip


if __name__ == "__main__":
    main()
