"""The examination of a chat model in the terminal: its endpoint, and ten questions."""

from contextlib import closing

from rich.cells import cell_len, set_cell_size

from bot.errors import ChatModelRequestError
from bot.settings import BotSettings
from bot.strings import Strings
from bot.writing import Conformance, examine_endpoint, open_chat_model, open_claim_checker
from index import IndexSettings, single_line

# Characters of an answer that are shown. Set by hand.
_LONGEST = 160


def examine_chat_model(settings: BotSettings, index: IndexSettings, strings: Strings) -> Conformance:
    """What is found of the chat model of the settings. Raises ChatModelRequestError where they name none."""
    model = open_chat_model(settings, index.data_dir)
    if model is None:
        raise ChatModelRequestError("There is no chat model to examine: set LLM_BASE_URL and LLM_MODEL.")
    with closing(model), open_claim_checker(index) as claim_checker:
        return examine_endpoint(model, claim_checker, strings, asks_twice=settings.llm_second_opinion)


def conformance_text(conformance: Conformance, strings: Strings) -> str:
    """A table of the findings, then a line for each question."""
    names = {name: strings("conformance-name", name=name.replace(" ", "-")) for name in conformance.findings}
    width = max(map(cell_len, names.values()))
    lines = [f"{set_cell_size(names[name], width)}  {single_line(text)}" for name, text in conformance.findings.items()]
    thrown = sum(trial.was_thrown_away for trial in conformance.trials)
    heading = strings(
        "conformance-heading-kept-back" if thrown else "conformance-heading", thrown=thrown,
        right=sum(trial.is_right for trial in conformance.trials), count=len(conformance.trials),
    )  # fmt: skip
    lines += ["", heading]
    for trial in conformance.trials:
        lines.append(f"{'ok ' if trial.is_right else '!! '} {trial.question}")
        lines.append(f"    {single_line(trial.said(strings))[:_LONGEST]}")
    return "\n".join(lines)
