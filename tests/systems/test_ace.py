"""DAISY Ace, the accessibility checker of the DAISY Consortium, on the book."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
PATIENCE_S = 240


def test_ace_finds_no_violation(browser: str, book: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["node", str(HERE / "node_modules/@daisy/ace-cli/bin/ace.js"), "--force", "--outdir", str(tmp_path), str(book)],
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser, "ACE_TIMEOUT_INITIAL": "120000"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    report = tmp_path / "report.json"
    assert report.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    checked = json.loads(report.read_text(encoding="utf-8"))["assertions"]
    violations = [
        (document["earl:testSubject"]["url"], found["earl:test"]["dct:title"], found["earl:result"]["dct:description"])
        for document in checked
        for found in document["assertions"]
    ]
    assert checked
    assert violations == []
