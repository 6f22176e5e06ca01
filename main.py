"""Start Reviewer: `python main.py` is the same program as the `reviewer` command."""

import sys

from reviewer.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
