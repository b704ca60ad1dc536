"""`python -m streams.kibana` writes the saved objects of the usual index prefix; a test keeps them current."""

from pathlib import Path

from streams.kibana.objects import ndjson

FILE = Path(__file__).resolve().parents[2] / "deploy" / "kibana" / "quotewire.ndjson"


def main() -> None:
    """Writes the file."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(ndjson(), encoding="utf-8")
    print(FILE.relative_to(FILE.parents[2]))


if __name__ == "__main__":
    main()
