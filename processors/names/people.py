"""Which mentions of an article name the same person: titles, surnames, case endings, initials, nicknames.

Nothing here knows who is who outside the article, and a form that fits two people stands for neither.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from processors.names.given_names import EAST_ASIAN_SURNAMES, gender_of_first_name
from processors.names.titles import KEPT_TITLES, Titles, titles_for, word_set

MAX_NAMESAKES: Final = 20
"""People of one surname that are told apart; an article with more is a list of names."""
MAX_WORDS: Final = 10
"""A longer mention is no name, and is not compared with others."""
MIN_STEM: Final = 3
"""Letters that a word keeps when an ending is taken off; of shorter words nothing is."""
CJK_PARTICLES = frozenset("的の")
CJK_BODIES = (
    "公司",
    "政府",
    "部",
    "局",
    "会",
    "會",
    "校",
    "院",
    "厅",
    "廳",
    "社",
    "党",
    "黨",
    "署",
    "委",
    "所",
    "店",
    "法院",
    "省",
    "市",
)
"""Ends of the names of bodies, which stand before a title too: 外交部发言人."""
MAX_CJK_NAME: Final = 5
"""Letters of a full name in Chinese, Japanese or Korean; longer ones are foreign names."""

CYRILLIC_ENDINGS: Final = (
    "скими ского скому ского ским ском ской ская скую ский цкого цкому цким цкий цкая цкой цкую "
    "ого его ому ему ыми ими ой ей ою ею ом ем ём ым им ая яя ую юю ый ий ій ові еві ич "
    "а я у ю е и ы і ї о й ь"
)
"""Endings of names in Russian, Ukrainian, Belarusian and Bulgarian, longest first."""
LATIN_ENDINGS: Final = {
    "pl": "skiego skiemu skimi skim skich ska ską skiej ski cki cka ckiego ckiemu ckim cką ckiej "
    "owi iem ego emu iego iemu ie em ej ą ę y i u a o e",
    "cs": "ského skému ským ský ská skou ské ového ovi ové ovou ová ého ému ým ou em ě é ý á y u i a e",
    "fi": "lle lta ltä lla llä sta stä ssa ssä een iin aan ään oon uun in en on an n a ä",
    "hu": "nak nek val vel ról ről hoz hez höz tól től ban ben ra re ot et at öt t é",
    "hr": "skog skom skim ska sku ski om em u e i a",
}
"""Endings of names by language; in others a name only takes an -s."""
SAME_ENDINGS: Final = {"sk": "cs", "sl": "hr", "sr": "hr", "bs": "hr", "et": "fi"}
NOMINATIVES: Final = ("ский", "цкий", "ская", "цкая", "ий", "ый", "ій", "ая", "яя", "ski", "cki", "ska", "cka", "ský",
    "ská", "ová", "ý", "á", "", "й", "ь", "а", "я", "a", "o", "о", "e", "е", "i", "и")  # fmt: skip
"""Endings of the base form, likeliest first where two forms of one name are as long."""

_NICKNAME: Final = re.compile(r"\s[“„\"«»(‘'][^“”„\"«»()’']{1,30}[”“\"»«)’'](?=\s)")
_EDGES: Final = " .,;:!?()[]“”„\"«»‘’'"
_GENITIVE: Final = re.compile(r"['’](?:s|S)?$")
_SUFFIX: Final = re.compile(r"(?<=\w)['’](?:[a-zçğıöşüé]{1,6})$")
"""What Turkish sets off a name by an apostrophe: Tuncer'in."""
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")
TWO_SURNAMES: Final = frozenset({"es", "ca", "gl", "eu"})
"""Languages of people with two surnames, who are called by the first: Ana Soto Ruiz, Soto."""
_PARTICLES: Final = frozenset({"de", "del", "la", "los", "las", "y", "da", "do", "dos", "san"})
GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})


UNSPACED_NAMES: Final = frozenset({"zh", "ja", "yue"})
"""Languages that write neither capitals nor blanks around names."""
MAX_JAPANESE_SURNAME: Final = 3
COMPOUND_SURNAMES: Final = word_set(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 慕容 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 司徒 端木 夏侯 "
    "남궁 황보 선우 제갈 독고"
)
"""Chinese and Korean surnames of two signs; all others have one."""
MAX_CJK_GROUP: Final = 30
"""Letters of a noun group of office and name."""


@dataclass(slots=True)
class _Person:
    """One person of an article: the name chosen, and the words of every form seen."""

    name: str
    words: tuple[str, ...]
    forms: set[tuple[str, ...]] = field(default_factory=set)


class NameBook:
    """The people an article names in full, looked up by any form of their names."""

    def __init__(self, names: Iterable[str], language: str = "und") -> None:
        """Groups the names.

        Args:
            names: every mention of a person, in the order of the article.
            language: ISO 639-1 code, for titles and case endings.
        """
        self.language = language
        self.titles = titles_for(language)
        self._by_key: dict[str, list[_Person]] = {}
        self._cjk: dict[str, list[str]] = {}
        self._owner: dict[str, _Person] = {}
        self._asked: dict[str, list[str]] = {}
        plain = dict.fromkeys(self.without_titles(name) for name in dict.fromkeys(names))
        full = [(name, _words(name)) for name in plain]
        full = [(name, words) for name, words in full if 1 < len(words) <= MAX_WORDS]
        for name, words in sorted(full, key=lambda item: -len(item[1])):
            self._add(name, words)
        self._single: dict[str, list[str]] = {}
        self._beginnings = {key[:MIN_STEM] for key in self._by_key}
        for name in plain:
            if len(words := _words(name)) == 1:
                for stem in stems(words[0], language):
                    self._single.setdefault(stem, []).append(name)
            for surname in _cjk_surnames(name, language):
                self._cjk.setdefault(surname, []).append(name)

    def without_titles(self, name: str) -> str:
        """Returns a name with single blanks, without the titles and offices around it: "Präsident Biden" -> "Biden".

        A name that is nothing but titles stays as it is.
        """
        words = name.split()
        if words and len(words[-1]) > MIN_STEM:
            words[-1] = _GENITIVE.sub("", words[-1])
            if self.language == "tr":
                words[-1] = _SUFFIX.sub("", words[-1]) or words[-1]
        if self.titles.suffixes:
            return self._without_suffixes(words)
        first = 0
        while first < len(words) - 1 and self._is_title(words[first]) and words[first + 1][:1].isupper():
            if first == len(words) - 2 and words[first].lower() in KEPT_TITLES:
                break
            first += 1
        return " ".join(words[first:])

    def _is_title(self, word: str) -> bool:
        return self.titles.head(word.lower().strip(_EDGES)) is not None

    def _without_suffixes(self, words: list[str]) -> str:
        """In Chinese, Japanese and Korean the title follows: 李主席, 山田氏, 김 대표."""
        if len(words) > 1 and words[-1] in self.titles.genders:
            words = words[:-1]
        name = " ".join(words)
        if not _is_cjk(name):
            return name
        for suffix in self.titles.suffixes:
            if name.endswith(suffix) and len(name) > len(suffix):
                return name.removesuffix(suffix)
        return name

    def _add(self, name: str, words: tuple[str, ...]) -> None:
        fitting = [person for person in self._namesakes(words) if _same(person.words, words, self.language)]
        if len(fitting) == 1:
            person = fitting[0]
            if self._better(words, person.words) or (words == person.words and person.name.isupper()):
                person.name, person.words = name, words
        elif fitting:
            return
        else:
            person = _Person(name, words)
            for key in self._keys(words):
                self._by_key.setdefault(key, []).append(person)
        person.forms.add(words)
        self._owner[name] = person

    def _better(self, words: tuple[str, ...], chosen: tuple[str, ...]) -> bool:
        """Whether a form is a better name than the one chosen: the base form, or one without a word that is no name."""
        if len(words) == len(chosen):
            return _rank(words) < _rank(chosen)
        if words != chosen[-len(words) :]:
            return False
        more = chosen[: len(chosen) - len(words)]
        known = [gender_of_first_name(word, self.language) for word in more]
        return gender_of_first_name(words[0], self.language) is not None and not any(known)

    def _keys(self, words: tuple[str, ...]) -> set[str]:
        """What a name is looked up by: its surname with and without endings."""
        last = [word for word in words if word not in GENERATIONS][-1:] or [words[-1]]
        keys = set(stems(last[0], self.language))
        if len(words) > 2 and self.language in TWO_SURNAMES and words[-2] not in _PARTICLES:
            keys.add(words[-2])
        if len(words) > 1 and (self.language == "hu" or words[0] in EAST_ASIAN_SURNAMES):
            keys |= stems(words[0], self.language)
        return keys

    def _namesakes(self, words: tuple[str, ...]) -> list[_Person]:
        found: dict[int, _Person] = {}
        for key in sorted(self._keys(words)):
            people = self._by_key.get(key, ())
            if len(people) > MAX_NAMESAKES:
                continue
            for person in people:
                found[id(person)] = person
        return list(found.values())

    def owners(self, name: str) -> list[str]:
        """Returns the full names that a mention may stand for: one, several, or none where it is not known."""
        if name not in self._asked:
            self._asked[name] = self._owners_of(name)
        return self._asked[name]

    def _owners_of(self, name: str) -> list[str]:
        name = self.without_titles(name)
        owner = self._owner.get(name)
        if owner is not None:
            return [owner.name]
        if _is_cjk(name):
            return self._cjk.get(name, [])[:MAX_NAMESAKES]
        words = _words(name)
        if not words or len(words) > MAX_WORDS:
            return []
        people = self._namesakes(words)
        exact = [p for p in people if any(_ends(form, words) for form in p.forms)]
        if exact or len(words) == 1:
            return [p.name for p in exact or people]
        return [p.name for p in people if _same(p.words, words, self.language)]

    def may_own(self, name: str) -> bool:
        """Whether somebody's surname begins as the last word of a mention does: a quick test before `owners`."""
        if self.titles.suffixes or "." in name:
            return True
        last = name.rpartition(" ")[2].lstrip(_EDGES)
        return last[:MIN_STEM].lower() in self._beginnings

    def canonical(self, name: str) -> str:
        """Returns the one full name that a mention stands for, else the mention's base form without its titles."""
        owners = self.owners(name)
        if len(owners) == 1:
            return owners[0]
        name = self.without_titles(name)
        words = _words(name)
        if owners or len(words) != 1:
            return name
        forms = {form for stem in stems(words[0], self.language) for form in self._single.get(stem, ())[:MAX_NAMESAKES]}
        fitting = [form for form in forms if _gender_fits(_words(form)[0], words[0], self.language)]
        return min(fitting, key=lambda form: (*_rank(_words(form)), form.isupper(), form), default=name)


def name_beside_title(text: str, titles: Titles) -> str | None:
    """Returns the name in a Chinese or Japanese noun group that ends in a title, or begins with one.

    Args:
        text: 村長の久我原正澄氏, 街道办事处主任邱岚.
        titles: of the language.
    """
    if len(text) > MAX_CJK_GROUP:
        return None
    for title in titles.suffixes:
        if text.endswith(title):
            name = text.removesuffix(title).rpartition("の")[2]
            return name if _may_be_cjk_name(name, MAX_CJK_NAME) else None
    found = [(text.rfind(title) + len(title), len(title)) for title in titles.suffixes if title in text]
    name = text[max(found)[0] :] if found else ""
    return name if _may_be_cjk_name(name, MAX_CJK_NAME - 1) else None


def _may_be_cjk_name(name: str, longest: int) -> bool:
    """Whether the signs beside a title may be somebody's name: 公司的 and 外交部 are none."""
    body = name.endswith(CJK_BODIES) or not CJK_PARTICLES.isdisjoint(name)
    return _is_cjk(name) and 2 <= len(name) <= longest and not body


@lru_cache(maxsize=4096)
def stems(word: str, language: str) -> frozenset[str]:
    """Returns a word (lower case) with and without the endings a name may take in a language, or in its script."""
    found = {word}
    bare = _GENITIVE.sub("", word)
    bare = _SUFFIX.sub("", bare)
    found.add(bare)
    if len(bare) <= MIN_STEM or len(bare) > 40:
        return frozenset(found)
    cyrillic = "Ѐ" <= bare[-1] <= "ӿ"
    if not cyrillic and bare.endswith("s"):
        found.add(bare[:-1])
    code = SAME_ENDINGS.get(language, language)
    endings = CYRILLIC_ENDINGS if cyrillic else LATIN_ENDINGS.get(code, "")
    for ending in endings.split():
        if bare.endswith(ending) and len(bare) - len(ending) >= MIN_STEM:
            found.add(bare[: -len(ending)])
    for stem in [s for s in found if code in {"pl", "cs"} and s.endswith(("ek", "ec")) and len(s) > MIN_STEM]:
        found.add(stem[:-2] + stem[-1])
    return frozenset(found)


def _same(full: tuple[str, ...], short: tuple[str, ...], language: str) -> bool:
    """Whether each word of `short` stands in `full`, in the same order, in any case or as an initial."""
    full, short = _without_generation(full), _without_generation(short)
    if len(short) > len(full) or not short:
        return False
    at = 0
    for word in short:
        while at < len(full) and not _word_fits(full[at], word, language, last=at == len(full) - 1):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _word_fits(full: str, word: str, language: str, last: bool) -> bool:
    if full == word:
        return True
    if not last and min(len(full), len(word)) <= 2 and full[:1] == word[:1]:
        return bool(_INITIAL.fullmatch(full if len(full) < len(word) else word))
    return not stems(full, language).isdisjoint(stems(word, language)) and _gender_fits(full, word, language)


def _gender_fits(full: str, word: str, language: str) -> bool:
    """Keeps two first names apart that are no two cases of one: Jan and Jana."""
    genders = {gender_of_first_name(full, language), gender_of_first_name(word, language)} - {None}
    return len(genders) < 2


def _ends(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return _without_generation(full)[-len(short) :] == short


def _without_generation(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if len(words) > 1 and words[-1] in GENERATIONS else words


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, lower case, without signs at their edges and without a nickname in marks."""
    plain = _NICKNAME.sub("", name) if len(name) < 200 else name
    stripped = (word.lower().strip(_EDGES) for word in plain.split())
    return tuple(word for word in stripped if word)


def _rank(words: tuple[str, ...]) -> tuple[int, int, int]:
    """Orders forms of one name; the lowest is likeliest the base form: no initials, short, a nominative's ending."""
    endings = 0
    for word in words:
        endings += next((i for i, e in enumerate(NOMINATIVES) if e and word.endswith(e)), len(NOMINATIVES))
    return sum(len(word) == 1 for word in words), len("".join(words)), endings


def _cjk_surnames(name: str, language: str) -> list[str]:
    """What the surname of a full name may be; only in Japanese its length is not known."""
    if not _is_cjk(name) or not 1 < len(name) <= MAX_CJK_NAME:
        return []
    if language == "ja":
        return [name[:length] for length in range(1, min(len(name) - 1, MAX_JAPANESE_SURNAME) + 1)]
    length = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    return [name[:length]]


def _is_cjk(name: str) -> bool:
    return bool(name) and all("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in name)
