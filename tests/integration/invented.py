"""Short articles about invented people and places, as many as a test needs, each with one quotation."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_GERMAN = (
    "In {place} hat der Gemeinderat am Abend lange über Vorlage {number} beraten.\n\n"
    "„Wir brauchen die Brücke noch vor dem Winter“, sagte {person} nach der Sitzung. "
    "Der Beschluss fiel mit knapper Mehrheit; die Arbeiten sollen im Frühjahr beginnen."
)
_ENGLISH = (
    "The harbour board of {place} spent the evening on paper {number} and little else.\n\n"
    '"We need the new crane before the ice comes," said {person} after the meeting. '
    "The vote was close, and work is to begin in spring."
)
_GERMAN_PEOPLE = ("Hannelore Brinkmeier", "Torben Quast", "Elfriede Wollnagel", "Gerold Pfister")
_ENGLISH_PEOPLE = ("Maud Fennimore", "Alder Whitcombe", "Prudence Oakshott", "Silas Thorne")
_PLACES = ("Hohenwarthe", "Brackwater", "Lindenried", "Marlhaven", "Osterbruch")


def articles(count: int, name: str = "invented") -> list[dict[str, Any]]:
    """So many different articles, German and English in turn, with the ids `name-0`, `name-1`, …"""
    made = []
    for number in range(count):
        german = number % 2 == 0
        people = _GERMAN_PEOPLE if german else _ENGLISH_PEOPLE
        person, place = people[number // 2 % len(people)], _PLACES[number % len(_PLACES)]
        text = (_GERMAN if german else _ENGLISH).format(number=number, person=person, place=place)
        date = f"2026-{10 + number % 2}-{1 + number % 20:02d}T08:00:00Z"
        title = f"Vorlage {number}" if german else f"Paper {number}"
        made.append({"id": f"{name}-{number}", "title": title, "text": text, "published_at": date})
    return made


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """The records as JSON Lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path
