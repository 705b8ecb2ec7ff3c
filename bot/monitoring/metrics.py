"""What a running bot counts, as Prometheus metrics. No question, name or id is in any of them."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from bot.answers import Answer
from bot.service import Desk

# Seconds of an answer: quotes take a tenth of a second, models up to minutes. Set by hand.
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """The metrics of one desk, in a registry of their own."""

    def __init__(self, desk: Desk) -> None:
        self.registry = CollectorRegistry()
        self._answers = Counter(
            "footnote_answers", "Answers given, by outcome and engine.", ["outcome", "engine"], registry=self.registry
        )
        self._seconds = Histogram(
            "footnote_answer_seconds", "Seconds an answer took.", buckets=_BUCKETS, registry=self.registry
        )
        for name, text, value in (
            ("footnote_ready", "1 once the model and the index are loaded.", lambda: desk.is_ready),
            ("footnote_waiting", "Questions that wait or are being answered.", lambda: desk.waiting),
            ("footnote_reindexing", "1 while the index is brought up to date.", lambda: desk.reindexing.is_running),
        ):
            Gauge(name, text, registry=self.registry).set_function(value)

    def count(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(outcome=answer.reason or "cited", engine=answer.engine).inc()
        self._seconds.observe(answer.milliseconds / 1000)
