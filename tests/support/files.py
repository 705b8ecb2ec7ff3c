"""Files as the benchmarks' public sets come in."""

import gzip
import json


def written(path, items):
    """Write objects as JSON lines, packed where the name ends in ``.gz``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    with gzip.open(path, "wt", encoding="utf-8") if path.suffix == ".gz" else path.open("w", encoding="utf-8") as out:
        out.write(lines)
