"""The command line as ``python -m backlog``."""

import sys

from backlog.cli import main

if __name__ == "__main__":
    sys.exit(main())
