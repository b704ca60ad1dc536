"""Writes deploy/.env for deploy/compose.yaml: the example with a random password for each empty variable.

Never changes a file that is there.
"""

import os
import re
import secrets
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parent / ".env.example"
FILE = EXAMPLE.parent / ".env"
BYTES = 24


def filled(example: str) -> str:
    """Return the example with every empty variable set: 48 hexadecimal digits, which need no quoting anywhere."""
    return re.sub(r"^(\w+)=$", lambda match: f"{match[1]}={secrets.token_hex(BYTES)}", example, flags=re.MULTILINE)


def main() -> int:
    """Write the file and return the exit code."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"{file} is there already and stays as it is")
        return 0
    with open(descriptor, "w", encoding="utf-8") as output:
        output.write(filled(EXAMPLE.read_text("utf-8")))
    print(f"{file} has new random passwords; keep it to yourself, and keep it: Elasticsearch remembers the old ones")
    return 0


if __name__ == "__main__":
    sys.exit(main())
