"""What commands print: text for the terminal and the objects of ``--json``. Pure."""

from bot.cli.output.explanations import explanation_json, explanation_text
from bot.cli.output.readings import document_json, document_text, failure_json
from bot.cli.output.results import (
    answer_json,
    answer_text,
    failure_text,
    invalid_query_json,
    invalid_question_json,
    passages_json,
    passages_text,
    report_json,
    report_text,
    source_json,
    sources_text,
    summary_json,
    summary_text,
)

__all__ = [
    "answer_json",
    "answer_text",
    "document_json",
    "document_text",
    "explanation_json",
    "explanation_text",
    "failure_json",
    "failure_text",
    "invalid_query_json",
    "invalid_question_json",
    "passages_json",
    "passages_text",
    "report_json",
    "report_text",
    "source_json",
    "sources_text",
    "summary_json",
    "summary_text",
]
