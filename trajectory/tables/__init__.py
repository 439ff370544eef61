"""The judge's tables for use without Django: what the two files of `python -m trajectory` hold, and its
answer. Only these modules, the table of potentials and __main__ know of CSV; only __main__ opens files."""
