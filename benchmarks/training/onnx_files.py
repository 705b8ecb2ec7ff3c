"""Turn a BERT model of sentence-transformers into the ONNX file that comes with Footnote, and back.

    onnx_files.py export FOLDER TEXTS MODEL.onnx     FOLDER as sentence-transformers saves it
    onnx_files.py restore MODEL.onnx TOKENIZER.json FOLDER

Run with ``benchmarks`` on PYTHONPATH. TEXTS are those that the ranges of activations are measured on: one text a line,
tab-separated columns are texts too.
"""

import argparse
from pathlib import Path

from training.onnx_export import export
from training.onnx_restore import restore


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, paths in {"export": ("folder", "texts", "model"), "restore": ("model", "tokenizer", "folder")}.items():
        command = commands.add_parser(name)
        for path in paths:
            command.add_argument(path, type=Path)
    args = parser.parse_args()
    if args.command == "restore":
        restore(args.model, args.tokenizer, args.folder)
        return
    lines = args.texts.read_text("utf-8").splitlines()
    export(args.folder, [text for line in lines for text in line.split("\t") if text.strip()], args.model)
    print(f"{args.model}: {args.model.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
