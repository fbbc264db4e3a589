"""A long trial of the promises in docs/safety.md, apart from the tests: `make torture`.

It drives the real program in a real pseudo-terminal, kills it, lets its system calls fail,
damages its files and looks at what is left. `python -m torture --help` says how.
"""
