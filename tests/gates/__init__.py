"""Checks of `make test` for which there is no ready tool. Each is a program, and tests/test_gates.py proves that it fails."""
