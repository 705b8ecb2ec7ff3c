"""JSON and JSON lines: sources by rows, records with fields, and the exports and transcripts that come as JSON."""

from index.loading.records.json_file import load_json
from index.loading.records.json_lines import load_json_lines

__all__ = ["load_json", "load_json_lines"]
