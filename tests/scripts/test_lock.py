"""The locked versions: they cover pyproject.toml, have hashes, agree, and name no place of anybody's machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
# What each lock has to hold.
HELD = {
    "requirements.lock": [*PROJECT["project"]["dependencies"], *GROUPS["build"]],
    "requirements-test.lock": [*PROJECT["project"]["dependencies"], *GROUPS["build"], *GROUPS["test"]],
}


def locked(name: str) -> dict[str, tuple[Version, int]]:
    """Package → its version and its number of hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    found: dict[str, tuple[Version, int]] = {}
    for entry in entries:
        match = re.fullmatch(r"([A-Za-z0-9._-]+)==(\S+)( ; [^#]*?)?((?: +--hash=sha256:[0-9a-f]{64})*) *", entry)
        assert match, f"{name}: not a pinned package with hashes: {entry[:80]}"
        found[canonicalize_name(match[1])] = (Version(match[2]), match[4].count("--hash"))
    return found


@pytest.mark.parametrize("lock", HELD)
def test_the_lock_covers_what_the_project_declares(lock: str) -> None:
    versions = locked(lock)
    for text in HELD[lock]:
        wanted = Requirement(text)
        assert canonicalize_name(wanted.name) in versions, f"{lock} lacks {wanted.name}: run scripts/lock"
        version = versions[canonicalize_name(wanted.name)][0]
        assert version in wanted.specifier, f"{lock} has {wanted.name} {version}, not {wanted.specifier}"


@pytest.mark.parametrize("lock", HELD)
def test_each_version_has_hashes(lock: str) -> None:
    assert [package for package, (_, hashes) in locked(lock).items() if hashes == 0] == []


@pytest.mark.parametrize("lock", HELD)
def test_no_index_and_no_path_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|@", text)


def test_both_locks_agree() -> None:
    run, test = (locked(lock) for lock in HELD)
    assert {package: test.get(package) for package in run} == run


def test_the_build_group_is_what_the_build_requires() -> None:
    assert GROUPS["build"] == PROJECT["build-system"]["requires"]
