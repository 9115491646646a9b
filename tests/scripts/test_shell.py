"""The scripts that people type: their form, their help, and what `setup` says where it may not install."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELL_SCRIPTS = ("setup", "book", "test", "lint", "lock", "pictures")
SCRIPTS = (*SHELL_SCRIPTS, "bench", "compare", "train")
# All that scripts/setup may call before there is a Python: what a bare Debian has.
BARE_TOOLS = (
    *("sh", "cat", "cksum", "cut", "dirname", "env", "grep", "head", "id"),
    *("mkdir", "mktemp", "mv", "paste", "printf", "rm", "sed", "tr"),
)

# (package manager, what a person is told to type) with no Python there.
TOLD = [
    ("dnf", "dnf install python3 pango harfbuzz java-headless poppler-utils"),
    (
        "apk",
        "apk add python3 so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0"
        " openjdk17-jre-headless poppler-utils",
    ),
    ("pacman", "pacman -S --needed python pango harfbuzz jre-openjdk-headless poppler"),
    ("brew", "brew install python pango openjdk poppler"),
]


def run(command: Sequence[str | Path], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False, **options
    )


class BareMachine:
    """A checkout's set-up and a PATH of the tools that a bare machine has, and of stand-ins."""

    def __init__(self, folder: Path) -> None:
        self.tools = folder / "bin"
        self.log = folder / "log"
        self.setup = folder / "my project" / "scripts" / "setup"
        self.setup.parent.mkdir(parents=True)
        shutil.copy(ROOT / "scripts" / "setup", self.setup)
        self.tools.mkdir()
        for tool in BARE_TOOLS:
            found = shutil.which(tool)
            assert found, f"this machine has no {tool}"
            (self.tools / tool).symlink_to(found)

    def stand_in(self, name: str, script: str = "exit 0") -> None:
        """A command that writes down how it was called."""
        path = self.tools / name
        path.unlink(missing_ok=True)
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.log}"\n{script}\n')
        path.chmod(0o755)

    def called(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.tools), "TMPDIR": str(self.log.parent)}
        return run([self.tools / "sh", self.setup, *arguments], env=environment, cwd="/")


@pytest.fixture
def machine(tmp_path: Path) -> BareMachine:
    return BareMachine(tmp_path)


@pytest.mark.parametrize("name", SCRIPTS)
def test_is_executable_and_helps(name: str, tmp_path: Path) -> None:
    script = ROOT / "scripts" / name
    assert script.stat().st_mode & stat.S_IXUSR
    done = run([script, "--help"], cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"scripts/{name}" in done.stdout.splitlines()[0]


@pytest.mark.parametrize("name", SHELL_SCRIPTS)
@pytest.mark.parametrize("shell", ["sh", "dash", "bash", "busybox"])
def test_shells_can_read_it(name: str, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    command = [shell, "sh"] if shell == "busybox" else [shell]
    done = run([*command, "-n", ROOT / "scripts" / name])
    assert (done.returncode, done.stderr) == (0, "")


def test_shellcheck_finds_nothing() -> None:
    if not shutil.which("shellcheck"):
        pytest.skip("no shellcheck here")
    done = run(["shellcheck", *(ROOT / "scripts" / name for name in SHELL_SCRIPTS), ROOT / ".ci" / "run"])
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["setup", "lint", "lock", "pictures"])
def test_an_unknown_option_is_a_usage_error(name: str) -> None:
    done = run([ROOT / "scripts" / name, "--nonsense"])
    assert done.returncode == 2
    assert done.stderr.startswith("usage:")


@pytest.mark.parametrize(("manager", "command"), TOLD)
def test_other_systems_are_told_what_to_type(machine: BareMachine, manager: str, command: str) -> None:
    machine.stand_in(manager)
    machine.stand_in("id", "echo 0")
    done = machine.run("--test", "--yes")
    assert done.returncode == 1
    assert command in [line.strip() for line in done.stderr.splitlines()]
    assert not any(call.startswith(manager) for call in machine.called())


def test_no_package_manager(machine: BareMachine) -> None:
    done = machine.run()
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11" in done.stderr


@pytest.mark.parametrize(
    ("sudo", "told"),
    [
        (None, "su -c 'apt-get update && apt-get install python3 python3-venv"),
        ("exit 1", "sudo apt-get update && sudo apt-get install python3"),
    ],
)
@pytest.mark.parametrize("consent", [(), ("--yes",)])
def test_without_root_or_a_password_nothing_is_installed(
    machine: BareMachine, sudo: str | None, told: str, consent: tuple[str, ...]
) -> None:
    machine.stand_in("apt-get")
    machine.stand_in("id", "echo 1000")
    if sudo:
        machine.stand_in("sudo", sudo)
    done = machine.run(*consent)
    assert done.returncode == 1
    assert told in done.stderr
    assert not any(call.startswith("apt-get") for call in machine.called())


def test_root_without_a_terminal_installs(machine: BareMachine) -> None:
    """A container or a CI job: nobody is there to ask.  The stand-in installs nothing, and that is said."""
    machine.stand_in("apt-get")
    machine.stand_in("id", "echo 0")
    done = machine.run()
    calls = [call for call in machine.called() if call.startswith("apt-get")]
    packages = "python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert calls[:2] == ["apt-get update", f"apt-get install -y --no-install-recommends {packages}"]
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr.splitlines()[-1]


def test_an_apt_that_fails_is_told_in_a_line(machine: BareMachine) -> None:
    machine.stand_in("apt-get", 'case $1 in update) ;; *) echo "E: Unable to fetch some archives"; exit 100 ;; esac')
    machine.stand_in("id", "echo 0")
    done = machine.run("--yes")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1] == "E: Unable to fetch some archives"
    assert "apt-get failed" in done.stderr.splitlines()[-1]
    assert len(done.stderr.splitlines()) == 3


def test_a_second_set_up_changes_nothing(tmp_path: Path) -> None:
    """The tests run in the .venv that the set-up made."""
    stamp = ROOT / ".venv" / "setup-done"
    if not stamp.exists():
        pytest.skip("this .venv was not made by scripts/setup")
    before = stamp.stat().st_mtime_ns
    done = run([ROOT / "scripts" / "setup"], cwd=tmp_path, env={"PATH": os.environ["PATH"]})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert stamp.stat().st_mtime_ns == before


class ReadyMachine(BareMachine):
    """A bare machine with all but what opens a book in reading systems."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        root = self.setup.parents[1]
        made_from = ("pyproject.toml", "requirements.lock", "requirements-test.lock")
        for name in made_from:
            (root / name).write_text(name)
        self.systems = root / "tests" / "systems"
        self.systems.mkdir(parents=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            (self.systems / name).write_text(name)
        for tool in ("java", "pdftotext", "pdftoppm"):
            self.stand_in(tool)
        python = root / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text("#!/bin/sh\nexit 0\n")
        python.chmod(0o755)
        sums = run([self.tools / "cksum", *made_from], cwd=root).stdout
        (root / ".venv" / "setup-done").write_text(f"test\n{root}\n{sums}")

    def add_systems(self, npm: str) -> None:
        self.stand_in("node", "echo v20.0.0")
        self.stand_in("npm", npm)
        self.stand_in("chromium")


@pytest.fixture
def ready(tmp_path: Path) -> ReadyMachine:
    return ReadyMachine(tmp_path)


def test_a_machine_without_reading_systems_is_told_and_not_stopped(ready: ReadyMachine) -> None:
    done = ready.run("--test")
    assert done.returncode == 0
    assert done.stderr == "setup: this machine lacks nodejs npm chromium: the tests in reading systems are left out\n"


def test_an_apt_that_has_no_chromium_is_not_asked_for_it(ready: ReadyMachine) -> None:
    ready.stand_in("apt-get")
    ready.stand_in("apt-cache", "exit 100")
    done = ready.run("--test", "--yes")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "lacks nodejs npm chromium" in done.stderr
    assert not any(call.startswith("apt-get") for call in ready.called())


def test_the_packages_of_reading_systems_are_installed_once(ready: ReadyMachine) -> None:
    ready.add_systems("mkdir -p node_modules")
    assert [ready.run("--test").returncode for _ in range(2)] == [0, 0]
    assert [call for call in ready.called() if call.startswith("npm")] == ["npm ci"]
    assert ready.run().stderr == ""


def test_an_npm_that_fails_is_told_and_not_stopped(ready: ReadyMachine) -> None:
    ready.add_systems("echo offline >&2; exit 1")
    done = ready.run("--test")
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1].endswith("the tests in reading systems are left out")
    assert not (ready.systems / "node_modules").exists()
