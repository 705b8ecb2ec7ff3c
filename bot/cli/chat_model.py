"""The examination of a chat model in the terminal: its endpoint, and ten questions."""

from contextlib import closing

from bot.errors import ChatModelRequestError
from bot.settings import BotSettings
from bot.writing import Conformance, examine_endpoint, open_chat_model, open_claim_checker
from index import IndexSettings, single_line

# Characters of an answer that are shown. Set by hand.
_LONGEST = 160


def examine_chat_model(settings: BotSettings, index: IndexSettings) -> Conformance:
    """What is found of the chat model of the settings. Raises ChatModelRequestError where they name none."""
    model = open_chat_model(settings, index.data_dir)
    if model is None:
        raise ChatModelRequestError("There is no chat model to examine: set LLM_BASE_URL and LLM_MODEL.")
    with closing(model), open_claim_checker(index) as claim_checker:
        return examine_endpoint(model, claim_checker, asks_twice=settings.llm_second_opinion)


def conformance_text(conformance: Conformance) -> str:
    """A table of the findings, then a line for each question."""
    width = max(map(len, conformance.findings))
    lines = [f"{name.ljust(width)}  {single_line(text)}" for name, text in conformance.findings.items()]
    right = sum(trial.is_right for trial in conformance.trials)
    thrown = sum(trial.was_thrown_away for trial in conformance.trials)
    kept_back = f", {thrown} drafts thrown away by the checks" if thrown else ""
    lines += ["", f"{right} of {len(conformance.trials)} questions answered as expected{kept_back}:"]
    for trial in conformance.trials:
        lines.append(f"{'ok ' if trial.is_right else '!! '} {trial.question}")
        lines.append(f"    {single_line(trial.said)[:_LONGEST]}")
    return "\n".join(lines)
