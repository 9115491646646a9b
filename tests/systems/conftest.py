"""A book of ours, and what each reading system made of it in each setting.

Every system reads the book once a setting; all tests look at those reports.  Without node, Chromium or the packages of
`scripts/setup --test` the tests are skipped, and say so; where CI is set, that is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

from typeset.build import build

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SYSTEMS = sorted(adapter.stem for adapter in (HERE / "adapters").glob("*.js"))
PATIENCE_S = 300

Report = dict[str, Any]


def run(script: str, *arguments: str | Path) -> Any:
    """What a script of this folder prints, as JSON."""
    done = subprocess.run(
        ["node", str(HERE / script), *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE_S
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def browser() -> str:
    """Chromium's path; the tests are skipped where it, node or the packages are missing."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
    lacking = [
        name
        for name, there in {
            "node": shutil.which("node"),
            "chromium": found,
            "tests/systems/node_modules": (HERE / "node_modules").is_dir(),
        }.items()
        if not there
    ]
    if lacking:
        told = f"reading systems need {', '.join(lacking)}: scripts/setup --test"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    os.environ["CHROMIUM"] = found
    return found


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, with its print edition, and one story more: messages, and a word wider than a phone."""
    folder = tmp_path_factory.mktemp("systems")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(HERE / "specimen.txt", folder)
    manifest = yaml.safe_load((ROOT / "book.yaml").read_text(encoding="utf-8"))
    manifest["stories"].append("specimen.txt")
    (folder / "book.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True), encoding="utf-8")
    build(folder / "book.yaml")
    (made,) = (folder / "out").glob("*.epub")
    return made


@pytest.fixture(scope="session")
def reports(browser: str, book: Path) -> Iterator[dict[str, Future[dict[str, Report]]]]:
    """For each system its reports by setting, made two at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield {name: pool.submit(run, "run.mjs", "--epub", book, "--system", name) for name in SYSTEMS}


@pytest.fixture(scope="session")
def run_script() -> Callable[..., Any]:
    """Runs a script of this folder."""
    return run
