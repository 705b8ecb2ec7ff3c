"""Patterns of scripts and spellings that several rooms look for."""

import regex

HAN = regex.compile(r"\p{Han}")
HAN_RUN = regex.compile(r"\p{Han}+")
# The end of an English possessive: Russia's, the banks'.
POSSESSIVE = regex.compile(r"['’]s?$")
