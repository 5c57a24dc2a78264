"""`python -m averral` is the command `averral`."""

from averral.cli.app import main

if __name__ == "__main__":
    main()
