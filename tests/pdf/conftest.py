"""One volume of our own, printed once for all tests."""

from __future__ import annotations

import pytest
from screens import exchange_volume, odd_volume, screen_of
from specimens import STORIES, Printed, bind, print_volume
from tagged import Tagged

from typeset.model import Volume


@pytest.fixture(scope="session")
def volume() -> Volume:
    return bind(STORIES)


@pytest.fixture(scope="session")
def printed(volume: Volume, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return print_volume(volume, tmp_path_factory.mktemp("pdf") / "book.pdf")


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Volume, Tagged]:
    """A volume with all that may stand in a story, and its screen PDF."""
    volume = odd_volume()
    return volume, screen_of(volume, tmp_path_factory.mktemp("screen") / "odd.pdf")


@pytest.fixture(scope="session")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> tuple[Volume, Tagged]:
    """A volume of letters, each of which leads to the next, and its screen PDF."""
    volume = exchange_volume()
    return volume, screen_of(volume, tmp_path_factory.mktemp("exchange") / "exchange.pdf")
