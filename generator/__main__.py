"""``python -m generator``: the same as the console script ``kamerspiegel``."""

from generator.cli import main

if __name__ == "__main__":
    main(prog_name="kamerspiegel")
