"""The books built once for all tests of this folder."""

from __future__ import annotations

import json

import pytest
from books import BOOKS, Built, run

from typeset import manifest, readers
from typeset.ledger import letters_and_digits


@pytest.fixture(scope="session", params=BOOKS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    path = BOOKS[request.param]
    if not path.exists():
        pytest.skip(f"needs {path.parent.name}/ beside the checkout")
    out = tmp_path_factory.mktemp(request.param)
    said = run(["build", str(path), "--out", str(out)])
    (epub,), (pdf,) = out.glob("*.epub"), out.glob("*.pdf")
    ledgers = json.loads((out / "extras" / "ledger.json").read_text(encoding="utf-8"))["stories"]
    words = []
    for entry, ledger in zip(manifest.load(path).stories, ledgers, strict=True):
        blocks = list(readers.read(entry.file.read_bytes(), entry.file.name).blocks)
        for cut in ledger["cuts"]:
            assert cut["text"] in blocks[cut["block"]]
            blocks[cut["block"]] = blocks[cut["block"]].replace(cut["text"], "", 1)
        words.append(letters_and_digits("".join(blocks)))
    return Built(request.param, path, epub, pdf, words, said)
