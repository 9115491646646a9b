"""One volume of our own, printed once for all tests."""

from __future__ import annotations

import pytest
from specimens import STORIES, Printed, bind, print_volume

from typeset.model import Volume


@pytest.fixture(scope="session")
def volume() -> Volume:
    return bind(STORIES)


@pytest.fixture(scope="session")
def printed(volume: Volume, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return print_volume(volume, tmp_path_factory.mktemp("pdf") / "book.pdf")
