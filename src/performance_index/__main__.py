"""``python -m performance_index`` is the command ``performance-index``."""

from performance_index.cli import main

if __name__ == "__main__":
    main(prog_name="performance-index")
