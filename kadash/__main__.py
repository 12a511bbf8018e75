"""`python -m kadash`: the same answers from a terminal."""

import sys

from kadash.cli import main

sys.exit(main(sys.argv[1:]))
