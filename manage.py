#!/usr/bin/env python3
"""The site's commands. ``demo`` and ``test`` need nothing installed before."""

import sys

from iompanama.bootstrap import main

if __name__ == "__main__":
    main(sys.argv)
