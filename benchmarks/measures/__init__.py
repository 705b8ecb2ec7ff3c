"""Measures of one thing each, over public sets and our own, shared by the scripts beside this folder."""
