"""Figures go to the end of the report, past pytest's capturing."""

import pytest

from tests.bench.measuring import FIGURES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if FIGURES:
        terminalreporter.section("figures")
        for line in FIGURES:
            terminalreporter.write_line(line)
