"""The built-in bilingual embedding model: what Footnote adds to all-MiniLM-L6-v2, and how the two are put together."""
