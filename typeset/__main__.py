"""`python -m typeset`: the command line."""

from typeset.cli import main

raise SystemExit(main())
