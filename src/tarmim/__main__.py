"""`python -m tarmim` is the command `tarmim`."""

from __future__ import annotations

from tarmim.cli import main

if __name__ == "__main__":
    main()
