"""The canonical names and codes of organisations, places and other names of one article (people: people.py).

A name's canonical form is one that the article itself has or that a table of countries, cities and organisations has:
the base form for another case, the ordinary spelling for capitals of a headline, the long form for an acronym that the
article declares, the name without its legal form where it occurs so. What has a code has the form that is used most.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from processors.names.acronyms import declared_acronyms, split_acronym
from processors.names.cities import base_form
from processors.names.declension import cases, is_case_of
from processors.names.known_names import Known, key_of, plain, straight, without_suffix
from processors.names.organisations import find_organisation
from processors.names.places import find_place, in_company, needs_company
from schemas import EntityLabel

MAX_ALIKE: Final = 30
"""Names of several words that begin and end alike and are compared with each other; more are a list."""
MAX_COMPARED: Final = 120
"""Letters; a longer mention is no name, and is not compared with others."""

_BESIDE_REFERENCES: Final = " &\"'«»<>,;"
"""What a name that was cut in the middle of an HTML reference has at its edges."""
_LEGAL_FORM: Final = re.compile(
    r",?\s(?:Inc\.?|Corp\.?|Ltd\.?|LLC|PLC|plc|GmbH(?: & Co\.? KG)?|AG|SE|KG|KGaA|mbH|e\.?\s?V\.?|S\.?A\.?|S\.?A\.?S\.?"
    r"|S\.?p\.?A\.?|S\.?r\.?l\.?|N\.?V\.?|B\.?V\.?|AB|A/S|ASA|AS|Oyj?|a\.\s?s\.|s\.\s?r\.\s?o\.|Zrt\.?|Nyrt\.?|Kft\.?"
    r"|A\.Ş\.|Ltda\.?|S\.?L\.?|sp\. z o\.?\s?o\.?)$"
)


class OtherNames:
    """The canonical names of an article's organisations, places and other names."""

    def __init__(self, text: str, mentions: Sequence[tuple[int, int, EntityLabel]], language: str) -> None:
        """Compares the names.

        Args:
            text: the article's text.
            mentions: start, end and label of all names, by start, each name with one label; people are passed over.
            language: ISO 639-1 code, for cases and tables.
        """
        self._language = language
        counts = Counter(
            (label, tidy(text[start:end])) for start, end, label in mentions if label != "PER"
        )  # in the order of the article
        long_forms = {short: tidy(long) for short, long in declared_acronyms(text, mentions).items()}
        self._known = self._codes(counts)
        self._base: dict[tuple[EntityLabel, str], str] = {}
        for label in ("ORG", "LOC", "MISC"):
            self._compare(label, {name: count for (each, name), count in counts.items() if each == label}, long_forms)
        used: Counter[tuple[str, str]] = Counter()
        for key, count in counts.items():
            known = self._known.get(key)
            if known is not None:
                used[known.id, known.name] += count
        self._most_used: dict[str, str] = {}
        for (code, name), _ in used.most_common():
            self._most_used.setdefault(code, name)

    def of(self, mention: str, label: EntityLabel) -> tuple[str, str | None]:
        """Returns a mention's canonical name, and the code of what it names if there is one."""
        key = (label, tidy(mention))
        known = self._known.get(key)
        if known is not None:
            return self._most_used[known.id], known.id
        return self._base.get(key, key[1]), None

    def _codes(self, names: Iterable[tuple[EntityLabel, str]]) -> dict[tuple[EntityLabel, str], Known]:
        found: dict[tuple[EntityLabel, str], Known] = {}
        for label, name in names:
            known = None
            if label == "ORG":
                both = split_acronym(name)
                known = find_organisation(both[0] if both else name, self._language)
            elif label == "LOC":
                known = find_place(name, self._language)
            if known is not None:
                found[label, name] = known
        codes = {known.id for known in found.values()}
        if not in_company(codes):
            found = {key: known for key, known in found.items() if not needs_company(known)}
        return found

    def _compare(self, label: EntityLabel, counts: dict[str, int], long_forms: dict[str, str]) -> None:
        """Finds the base form of each name of a label among the others."""
        bare = {name: self._bare(name, label, counts) for name in counts}
        names = Counter[str]()
        for name, count in counts.items():
            names[bare[name]] += count
        ordinary = _ordinary_spellings(names)
        bases = _base_forms(dict.fromkeys(ordinary.values()), self._language)
        if label == "LOC":
            cities = ((form, base_form(form, self._language)) for form in ordinary.values() if form not in bases)
            bases |= {form: city for form, city in cities if city is not None}
        for name in counts:
            form = ordinary[bare[name]]
            form = bases.get(form, form)
            self._base[label, name] = long_forms.get(form, form)

    def _bare(self, name: str, label: EntityLabel, counts: dict[str, int]) -> str:
        """A name without what is written on to it: an acronym in brackets, a legal form, a suffix behind a sign."""
        both = split_acronym(name)
        if both is not None:
            return both[0]
        if label == "ORG" and len(name) <= MAX_COMPARED:
            without = _LEGAL_FORM.sub("", name)
            if without != name and without in counts:
                return without
        without = without_suffix(name, self._language)
        certain = self._language in ("tr", "az") or name[len(without) :][:1] in (":", "-")
        return without if without and (certain or without in counts) else name


def tidy(mention: str) -> str:
    """A mention as a name: HTML references read, single blanks, no invisible characters; never empty."""
    if "&" in mention:
        return plain(html.unescape(mention)).strip(_BESIDE_REFERENCES) or mention
    return plain(mention) or mention


def _ordinary_spellings(names: Counter[str]) -> dict[str, str]:
    """The ordinary spelling of each name: the most frequent of those that differ in capitals and apostrophes only.

    One in capitals, also without its accents, counts only where the article has no other: BREMEN is Bremen.
    """
    spelled: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name, _ in sorted(names.items(), key=lambda item: (item[0].isupper(), -item[1])):
        spelled.setdefault(straight(name).casefold(), name)
        if not name.isupper():
            folded.setdefault(key_of(name), name)
    found = {name: spelled[straight(name).casefold()] for name in names}
    return {name: folded.get(key_of(each), each) if each.isupper() else each for name, each in found.items()}


def _base_forms(names: Iterable[str], language: str) -> dict[str, str]:
    """The base form of each name that stands in another case, where the article has the base form itself.

    A name that may be a case of two others stays, and so do two names that may each be a case of the other.
    """
    single: dict[str, str] = {}
    alike: dict[tuple[int, str, str], list[str]] = {}
    for name in names:
        if len(name) > MAX_COMPARED:
            continue
        words = name.lower().split(" ")
        if len(words) == 1:
            single.setdefault(words[0], name)
        else:
            alike.setdefault((len(words), words[0][:2], words[-1][:2]), []).append(name)
    found: dict[str, set[str]] = {}
    for name in single.values():
        for form in cases(name, language):
            if form in single:
                found.setdefault(single[form], set()).add(name)
    for group in alike.values():
        for name in group if 1 < len(group) <= MAX_ALIKE else ():
            for other in group:
                if is_case_of(other.lower(), name, language):
                    found.setdefault(other, set()).add(name)
    one = {form: bases.copy().pop() for form, bases in found.items() if len(bases) == 1}
    return {form: base for form, base in one.items() if form not in found.get(base, ())}
