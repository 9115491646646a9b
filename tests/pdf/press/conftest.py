"""Sheets of our own as WeasyPrint writes them, before they are prepared for the press."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Drawn = Callable[..., bytes]


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    """The bytes of a PDF of 200 × 300 pt pages, from the body of an HTML document and a sheet."""

    def draw(body: str, css: str = "") -> bytes:
        from weasyprint import HTML

        html = (
            '<html lang="en"><head><title>A &amp; B</title><meta name="author" content="Ada Quill, Bo Reed">'
            '<meta name="dcterms.created" content="2024-05-06T07:08:09Z">'
            '<meta name="dcterms.modified" content="2024-05-06T07:08:09Z">'
            f"<style>@page {{ size: 200pt 300pt; margin: 20pt }} {css}</style></head><body>{body}</body></html>"
        )
        data: bytes = HTML(string=html).write_pdf(pdf_identifier=True)
        return data

    return draw
