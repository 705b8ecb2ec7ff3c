"""The scripts that are told apart, each as one pattern."""

import regex

HAN = regex.compile(r"\p{Han}")
