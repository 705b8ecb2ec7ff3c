"""Three passages, two English and one Chinese, and drafts held against them."""

from bot.writing.drafts.citations import CheckedDraft, cite_draft
from index import Chunk, Passage, Source

DAIRY = (
    "Mirela Orlova heads the Rostov dairy. It sold 1.2 billion euros' worth of cheese in September 2024, up 7.3 percent. "
    "Two thirds of the cheese went to Japan."
)
CANAL = "苏伊士运河于1869年11月17日通航，挖掘历时十年。全长164公里。船只去孟买可少走7000公里。"
SHARES = "The canal company's shares fell 9 percent in London on 4 March 1875, and Disraeli bought 44 percent of them."
TITLES = ("Cheese", "一条运河", "Shares of Suez")


def passages() -> list[Passage]:
    made = []
    for i, text in enumerate((DAIRY, CANAL, SHARES)):
        source = Source(f"s{i}", TITLES[i], f"s{i}.txt", published="2024-10-05")
        chunk = Chunk(f"c{i}", source.id, 40, 40 + len(text), text, "zh" if i == 1 else "en", "article")
        made.append(Passage(chunk, source, 1.0, 1.0, 1.0))
    return made


def checked_draft(claim_checker, draft: str, language: str = "en") -> CheckedDraft:
    """A draft as its check against the passages leaves it."""
    return cite_draft(draft, passages(), claim_checker=claim_checker, language=language)
