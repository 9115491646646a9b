"""typeset: a folder of stories, with letters running all through them, becomes one book."""

__version__ = "0.1.0"
