"""How surely statements turned round are told from true ones, by the claims and the exact rules, and by a verifier.

Then as answers of a scripted model: those of true sentences alone, and how many of them are shown whole; those of one
statement turned round, and how many of them reach the reader.

The pairs of ``turned.jsonl``: half of the sentences are true, half turned round with the passage's own figures and names;
half are in the other language. They were written before the rules. The split ``dev`` was looked at since, ``test`` was not. The
same holds of ``turned_more.jsonl``.
"""

from collections import Counter, defaultdict
from functools import partial
from pathlib import Path
from typing import Any

from bot.evidence import ClaimChecker, ExactVerifier, ModelVerifier, Verification
from bot.writing.drafts import cite_draft
from grounding import read_arguments, shown
from index import Chunk, IndexSettings, Passage, Source, detect_language, open_coverage, open_names
from measures.results import Cell, table

PAIRS = Path(__file__).with_name("turned.jsonl")


def answers(rows: list[dict[str, Any]], claim_checker: ClaimChecker) -> str:
    """How many answers of true sentences are shown whole, and how many statements turned round are shown."""
    check = partial(cite_draft, claim_checker=claim_checker, verifiers=(ExactVerifier(claim_checker), ModelVerifier()))
    true: dict[tuple[str, str], list[str]] = defaultdict(list)
    turned = [row for row in rows if not row["supported"]]
    for row in rows:
        if row["supported"]:
            true[row["passage"], row["sentence_language"]].append(row["sentence"])
    whole = sum(
        check(" ".join(f"{sentence} [1]" for sentence in said), [passage(text)], language=language).dropped == 0
        for (text, language), said in true.items()
    )
    shown = sum(
        bool(check(f"{row['sentence']} [1]", [passage(row["passage"])], language=row["sentence_language"]).text)
        for row in turned
    )
    body: list[list[Cell]] = [
        ["true, shown whole", len(true), whole / len(true)],
        ["turned round, shown", len(turned), shown / len(turned)],
    ]
    return table(["answers", "n", "share"], body)


def passage(text: str) -> Passage:
    """A text as a passage that was retrieved."""
    source = Source("s", "—", "s.txt")
    return Passage(Chunk("c", "s", 0, len(text), text, detect_language(text), "article"), source, 1.0, 1.0, 1.0)


def main() -> None:
    rows, is_verbose = read_arguments(__doc__ or "", pairs=PAIRS)
    with open_names(IndexSettings()) as names, open_coverage(IndexSettings()) as coverage:
        claim_checker = ClaimChecker(names=names, coverage=coverage)
        verifier, model = ExactVerifier(claim_checker), ModelVerifier()
        rules = []
        for row in rows:
            missing = claim_checker.unsupported_claims(row["sentence"], row["passage"])
            rule = "claims" if missing else verifier.contradiction(row["sentence"], row["passage"])
            is_refuted = model.verify(row["sentence"], row["passage"]) is Verification.CONTRADICTED
            rules.append(rule or ("model" if is_refuted else ""))
        shares = answers(rows, claim_checker)
    for row, rule in zip(rows, rules, strict=True) if is_verbose else ():
        if row["supported"] == bool(rule):
            print(
                f"{row['id']} ({row['altered']}): {row['sentence']}\n    {row['passage']}\n    -> {rule or 'passed'}\n"
            )
    print(shown(rows, [bool(rule) for rule in rules]))
    print("\n" + shares)
    print(Counter((rule, row["supported"]) for row, rule in zip(rows, rules, strict=True)))


if __name__ == "__main__":
    main()
