"""What all tests share: the folder of other people's manuscripts, and goldens that `--accept` rewrites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write goldens anew; read the diff before it is committed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of manuscripts and labels beside the checkout; the test is skipped where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared beside the checkout")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with --accept, write it there instead."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--accept"):
            path.write_text(actual, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing: run with --accept, and read it"
        assert actual == path.read_text(encoding="utf-8")

    return compare
