"""`python -m streams.cli` is `quotewire`."""

from streams.cli.app import main

if __name__ == "__main__":
    main()
