"""Cue words by language: what attributes a quotation to somebody, and the small words a speaker is found by.

A lexicon is a module in `lexicons/` named after its language, which holds `WORDS`: strings of forms that anybody can
read and add to. `stem+p` stands for the stem with each ending of paradigm `p`, `_` joins the words of a phrase. In
the fields of verbs (`VERB_FIELDS`) each line is one verb with all its forms, phrases such as `es_heißt` among them;
`stellte_*_fest` finds a particle some words after its verb.
"""

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Final, Literal

from processors.names.titles import COMPOUNDING
from processors.quotes import lexicons

Order = Literal["svo", "v2", "vso", "sov"]
"""Where the subject of a cue verb stands: before (svo), on either side (v2), after (vso), long before it (sov)."""
Head = Literal["", "first", "last"]
"""Which word of a noun group is its head: la *Comisión* Europea (first), hükümet *sözcüsü* (last)."""

LEXICONS: Final = frozenset(
    module.name for module in iter_modules(lexicons.__path__) if not module.name.startswith("_")
)
"""Languages with a lexicon of their own: the modules that are there."""
SAME_LEXICON: Final = {
    "no": "nb",
    "nn": "nb",
    "ms": "id",
    "be": "ru",
    "hr": "sr",
    "bs": "sr",
    "sh": "sr",
    "mk": "bg",
    "yue": "zh",
    "lb": "de",
    "gsw": "de",
    "ast": "es",
}
"""Languages that borrow a lexicon as long as they have none of their own."""
GENERAL: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru")
"""Lexicons joined for a text whose language is unknown or has no lexicon of its own."""
LONGEST_SMALL_WORD: Final = 4
SHORTEST_ROLE: Final = 5
"""Letters of a role by which a compound is known."""
SHORTEST_ENDING: Final = 4
"""Letters of a word that is looked for at the end of compounds."""
UNSPACED: Final = frozenset({"zh", "ja", "th", "lo", "km", "my", "yue"})
GAP: Final = "*"
"""Stands in a phrase for the words between a verb and its particle."""
VERB_FIELDS: Final = ("say", "report", "call")
"""Fields of `Words` that hold verbs, one a line with all its forms."""
Folding = dict[int, int | str | None]
"""A table for `str.translate`: signs that are looked up as others, or not at all."""
_ARABIC_SIGNS: Folding = dict.fromkeys([0x640, *range(0x64B, 0x656), 0x670])
_HEBREW_POINTS: Folding = dict.fromkeys([*range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7])
FOLDED: Mapping[str, Folding] = {
    "ar": {**_ARABIC_SIGNS, **str.maketrans("أإآٱ", "اااا")},
    "de": {0xDF: "ss"},
    "fa": {**_ARABIC_SIGNS, 0x200C: None, **str.maketrans("أيىكةۀؤ", "اییکههو")},
    "he": {**_HEBREW_POINTS, **str.maketrans("״”׳’", "\"\"''")},
    "hi": {0x93C: None, **str.maketrans("\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f", "कखगजडढफय")},
    "hu": {**str.maketrans("õû", "őű")},
    "ro": {**str.maketrans("ășțâîşţ", "astaist")},
    "ru": {**str.maketrans("ё", "е")},
    "uk": {**str.maketrans("ʼ`", "''")},
}
"""Signs that newspapers write or leave out as they like (vowel points, hamza, nukta, ß), and what they count as."""


class CueClass(IntEnum):
    """How a cue attributes; the larger the number, the weaker the evidence."""

    SAY = 0
    """A verb of saying: said, erklärte."""
    REPORT = 1
    """A verb that may report, or only judge: hoped, kritisierte."""
    CALL = 2
    """A verb that names something: called, bezeichnete."""
    NOUN = 3
    """A noun of saying: "in a statement", "mit den Worten"."""
    ACCORDING = 4
    """A verbless attribution before the speaker: according to, laut."""
    TRAILING = 5
    """A verbless attribution after the speaker: zufolge, göre."""


REPORTING: Final = frozenset({CueClass.SAY, CueClass.REPORT})
VERBLESS: Final = frozenset({CueClass.ACCORDING, CueClass.TRAILING})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, each field a string of forms separated by blanks (see the module's docstring)."""

    order: Order = "svo"
    head: Head = ""
    """Where a group of nouns has its role: after it comes no more of it (last), or nothing in small letters (first)."""
    paradigms: Mapping[str, str] = field(default_factory=dict)
    say: str = ""
    report: str = ""
    call: str = ""
    nouns: str = ""
    according: str = ""
    trailing: str = ""
    masculine: str = ""
    feminine: str = ""
    plural: str = ""
    other_pronouns: str = ""
    neuter: str = ""
    """Pronouns for things, which speak less often: it."""
    determiners: str = ""
    oblique: str = ""
    """Determiners that no subject begins with: German den, dem."""
    oblique_endings: str = ""
    """Case endings that no subject has: Turkish 'da, Hungarian nak. Those of a name count after an apostrophe only."""
    connectors: str = ""
    """Words that carry a noun group on: "spokesman *for* the ministry"."""
    prepositions: str = ""
    sources: str = ""
    """Those after which a body speaks where a verb has no subject: Russian сообщили *в* полиции."""
    relatives: str = ""
    """Words that begin a relative clause after a comma; the conjunctions do so anyway."""
    conjunctions: str = ""
    """Words that begin another clause: that, dass, who."""
    auxiliaries: str = ""
    adverbs: str = ""
    """Words that may stand between a cue and its subject: also, later."""
    roles: str = ""
    """Nouns for people and bodies that speak: spokesman, police, critics."""
    titles: str = ""
    """Words before a name that belong to it: Mr, Dr."""
    naming: str = ""
    """Words after which quotation marks hold a title or a name: titled, so-called, film."""
    comparing: str = ""
    """Words that lead to a judgement or a role: praised him *as* a "leader"."""
    about: str = ""
    """Prepositions before what somebody speaks of: spoke *of* "panic"."""
    speaking: str = ""
    """Beginnings of the verbs that take those."""
    coordinating: str = ""
    """Words that lead to a second verb of the same subject: smiled *and* said."""
    temporal: str = ""
    """Words that lead to what happened at the same time: *when* he spoke."""
    drops_subjects: bool = False
    """Whether a verb needs no subject: Spanish admite is "he admits"."""
    particles: str = ""
    """Small words inside a name: von, de, bin."""
    subject_marks: str = ""
    """Particles after a subject, or, with a hyphen, its endings: Japanese は, Hindi ने, Korean -은."""
    other_marks: str = ""
    """Those after what is no subject: Japanese を, Hindi को, Korean -에게."""
    opaque: str = ""
    """Words that hold a shorter word by chance, where no blanks part the words: Chinese 问题 is no 问."""
    possessives: str = ""
    """Pronouns that speak inside a verbless attribution, and nowhere else: Russian по *его* словам."""
    enclitics: str = ""
    """Pronouns written on to a verb, with their hyphen: French -il, Portuguese -lhe; or, to a cue, without: nya."""
    complementizers: str = ""
    """Words that begin a reported clause after its cue: said *that*, sagte, *dass*."""
    complement_endings: str = ""
    """Ends of the words that close a reported clause right before its cue: Korean -고, Turkish -ğını."""
    bare: str = ""
    """Cues a reported clause may follow with no conjunction: *said* the plan would fail."""
    bare_with_verb: str = ""
    """Cues that may also take a noun group, so that such a clause must show an auxiliary: *noted* it was late."""
    addressing: str = ""
    """Cues that name the person spoken to before the clause: *told* reporters that."""
    findings: str = ""
    """Further verbs for what documents say, which no marks follow: a study *found* that."""
    contents: str = ""
    """Nouns for what somebody says, before a clause that tells it: her *claim* that it was late."""
    times: str = ""
    """Nouns of time that end a phrase without a preposition: said last *week* that."""
    possessors: str = ""
    """Pronouns before such a noun that stand for who says it: *her* claim."""
    expressing: str = ""
    """Verbs that such a noun is the object of: *expressed* concern that."""
    objects: str = ""
    """Cues whose object and what is said of it are the statement: *accused* them of fraud."""
    infinitives: str = ""
    """Cues with an infinitive for what is said: *promised* to come, *urged* them to come."""
    adversative: str = ""
    """Words that lead to a clause of the article's own after what was promised: ..., *but* the town waited."""
    finite: str = ""
    """Auxiliaries that begin no clause and are no infinitive: her claim that it was late *was* rejected."""
    hearing: str = ""
    """Verbs in an attribution that names who listened: ..., the court *heard*."""
    uttered: str = ""
    """Words that are the object of such a cue, and no clause: said *goodbye* to her, told her the *truth*."""
    object_marks: str = ""
    """Particles after an object, by which marked words are the thing written: 「雨の家」*を*書いた."""
    writing: str = ""
    """Beginnings of the cues for writing."""
    purposes: str = ""
    """Words that lead to an infinitive of purpose or manner, which nobody has said: German *um* zu kommen."""
    no_gerunds: str = ""
    """Words that only end like gerunds: morning."""
    unspoken: str = ""
    """Cues of which a thing may be the subject, and then nothing is said: the storm *threatened* to flood the town."""
    gerunds: str = ""
    """Cues with a gerund for what is said: *admitted* taking it."""
    questions: str = ""
    """Cues with a question for what is said: *asked* why it was late."""
    question_words: str = ""
    """The words such a question begins with: why."""
    infinitive_marks: str = ""
    """Words before such an infinitive: to."""
    infinitive_endings: str = ""
    """Ends of infinitives, where they tell them from nouns: Spanish -ar; the mark before them may be missing."""
    subjunctive: str = ""
    """Verb forms that by themselves show reported speech: German sei, habe."""
    conditional: str = ""
    """Forms that may stand for those: German würden."""
    manner: str = ""
    """Words before an attribution put as a clause of its own: *as* Smith said, *wie* die Polizei mitteilte."""
    subordinators: str = ""
    """Words that begin a side clause, after which a comma ends what its cue reports: *while* she said it was late."""
    negations: str = ""
    """Words with which nothing was said: not, never, nobody."""
    hypothetical: str = ""
    """Words with which something was not said, or not yet: would, if, *to* say."""
    passives: str = ""
    """Auxiliaries that turn the subject into the one spoken to: *was* told."""
    active_endings: str = ""
    """Ends of cue forms that stay active after such an auxiliary: was say*ing*."""
    participles: str = ""
    """Ends of cue forms that may be passive with no auxiliary, if who acts follows: accus*ed* by Smith."""
    passive_verbs: str = ""
    """Forms that are passive by themselves, the cues of marked words only: Swedish kallades, Indonesian disebut."""
    his: str = ""
    """Possessives of a man, who speaks where they stand before a noun of saying: *his* answer."""
    hers: str = ""
    """Those of a woman; those of both stand in both fields: French sa réponse."""
    supposing: str = ""
    """Auxiliaries that make a condition at the beginning of a sentence: *had* Smith said so."""
    citing: str = ""
    """Verbs whose object, if somebody is named right after them, is the one who speaks: *quoted* a witness."""
    showing: str = ""
    """Verbs whose object does what a participle after it says: the film *shows* Smith asking."""
    cited: str = ""
    """Participles whose passive leaves the subject the one who speaks: was *quoted* as saying."""
    agents: str = ""
    """Words before (Turkish: after) who acts in a passive, or, with a hyphen, the endings of who does: by, von, -ом."""
    owner_prepositions: str = ""
    """Words between a noun of saying and whose words they are: the answer *of* Smith, la réponse *de* Martin."""
    first_person: str = ""
    """Pronouns of the writer and the reader, who are not quoted: I, we, you."""
    inserted: str = ""
    """Verbless attributions that are such only after a comma: ..., *so* Merkel."""
    marked_only: str = ""
    """Cues too weak to attribute words that stand in no marks."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """`Words` made ready for lookup; everything is lower case. Compared by identity: there is one for each language."""

    languages: tuple[str, ...]
    order: Order
    head: Head
    folded: Folding
    """What becomes of a word before it is looked up (see `FOLDED`)."""
    cues: Mapping[str, CueClass]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], CueClass], ...]]
    """First word -> the phrases that begin with it, longest first."""
    compounds: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word -> the words other than cues that begin with it and are written with blanks, longest first."""
    masculine: frozenset[str]
    feminine: frozenset[str]
    pronouns: frozenset[str]
    neuter: frozenset[str]
    determiners: frozenset[str]
    oblique: frozenset[str]
    oblique_endings: tuple[str, ...]
    connectors: frozenset[str]
    prepositions: frozenset[str]
    sources: frozenset[str]
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    naming: frozenset[str]
    comparing: frozenset[str]
    about: frozenset[str]
    speaking: tuple[str, ...]
    coordinating: frozenset[str]
    temporal: frozenset[str]
    drops_subjects: bool
    naming_endings: tuple[str, ...]
    role_endings: tuple[str, ...]
    """Roles that a longer word may end in: Regierungssprecherin; none where words are not compounded."""
    """Those of `naming` that compounds end in: Wochen*zeitung*."""
    particles: frozenset[str]
    subject_marks: tuple[frozenset[str], tuple[str, ...]]
    """Particles, endings."""
    other_marks: tuple[frozenset[str], tuple[str, ...]]
    opaque: frozenset[str]
    possessives: frozenset[str]
    enclitics: frozenset[str]
    """Those with a hyphen, which is left off."""
    endings: tuple[str, ...]
    """Those without."""
    elided: frozenset[str]
    """Small words written on to the next word with an apostrophe: l', qu'."""
    skippable: frozenset[str]
    """Auxiliaries and adverbs: they may stand between a cue and its subject."""
    function_words: frozenset[str]
    """All small words: none of them is a name, even with a capital."""
    complementizers: frozenset[str]
    complement_endings: tuple[str, ...]
    bare: frozenset[str]
    bare_with_verb: frozenset[str]
    addressing: frozenset[str]
    findings: frozenset[str]
    contents: frozenset[str]
    times: frozenset[str]
    possessors: frozenset[str]
    expressing: frozenset[str]
    objects: frozenset[str]
    infinitives: frozenset[str]
    adversative: frozenset[str]
    finite: frozenset[str]
    hearing: frozenset[str]
    uttered: frozenset[str]
    object_marks: frozenset[str]
    writing: tuple[str, ...]
    purposes: frozenset[str]
    no_gerunds: frozenset[str]
    unspoken: frozenset[str]
    gerunds: frozenset[str]
    questions: frozenset[str]
    question_words: frozenset[str]
    infinitive_marks: frozenset[str]
    infinitive_endings: tuple[str, ...]
    subjunctive: frozenset[str]
    conditional: frozenset[str]
    manner: frozenset[str]
    subordinators: frozenset[str]
    negations: frozenset[str]
    hypothetical: frozenset[str]
    passives: frozenset[str]
    passive_verbs: frozenset[str]
    participles: tuple[str, ...]
    his: frozenset[str]
    hers: frozenset[str]
    cited: frozenset[str]
    showing: frozenset[str]
    citing: frozenset[str]
    supposing: frozenset[str]
    agents: tuple[frozenset[str], tuple[str, ...]]
    """Words, endings."""
    owner_prepositions: frozenset[str]
    active_endings: tuple[str, ...]
    first_person: frozenset[str]
    inserted: frozenset[str]
    marked_only: frozenset[str]
    reporting: frozenset[str]
    """Words that may attribute a statement without marks by themselves; of a phrase the longest word."""
    reporting_clauses: frozenset[str]
    """Those that do so only with a word of `clause_words`."""
    clause_words: frozenset[str]
    """Complementizers, forms of the subjunctive, and pronouns that begin a clause without a conjunction."""
    known: Mapping[str, int]
    """Word -> its traits; see `traits`."""

    def traits(self, word: str) -> int:
        """Returns what it has a word (small letters, folded) for: `DETERMINER` and others, joined; 0 for nothing."""
        traits = self.known.get(word, 0)
        return traits | ROLE if word.endswith(self.role_endings) else traits


SMALL: Final = 1
DETERMINER: Final = 1 << 1
PRONOUN: Final = 1 << 2
POSSESSIVE_PRONOUN: Final = 1 << 3
CONNECTOR: Final = 1 << 4
PREPOSITION: Final = 1 << 5
CONJUNCTION: Final = 1 << 6
AUXILIARY: Final = 1 << 7
ADVERB: Final = 1 << 8
ROLE: Final = 1 << 9
TITLE: Final = 1 << 10
BEGINS_CUE: Final = 1 << 11
FINDING: Final = 1 << 12
CONTENT: Final = 1 << 13
"""Traits of a word, bits that are joined: it is in `function_words`, `determiners`, ..., or the first word of a cue.

ROLE is also a compound of a role: Ministeriumssprecherin, landslagssjefen. FINDING is also a verb of intending.
"""


def expand(forms: str, paradigms: Mapping[str, str]) -> list[str]:
    """Writes out a string of forms: `stat+e` with paradigm e = "e es ed ing" gives state, states, stated, stating.

    An ending `-` in a paradigm is the bare stem. `_` becomes a blank.
    """
    written: list[str] = []
    for form in forms.split():
        stem, plus, paradigm = form.partition("+")
        if not plus:
            written.append(form.replace("_", " "))
            continue
        written.extend(
            (stem + ("" if ending == "-" else ending)).replace("_", " ") for ending in paradigms[paradigm].split()
        )
    return written


@cache
def lexicon_for(language: str) -> Lexicon:
    """Returns the lexicon of `language` (ISO 639-1); the general one where there is none, or for `und` and `mixed`."""
    code = _code(language)
    return _compile((code,) if code in LEXICONS else GENERAL)


def _code(language: str) -> str:
    return language if language in LEXICONS else SAME_LEXICON.get(language, language)


def verbs(words: Words) -> list[list[str]]:
    """Returns the verbs of a lexicon, each the list of its forms as in the text (`expand`).

    A verb that stands in more than one field (it may report or name) comes once, with the forms of its first line.
    """
    found: list[list[str]] = []
    known: set[str] = set()
    for name in VERB_FIELDS:
        for line in getattr(words, name).splitlines():
            forms = expand(line, words.paradigms)
            if forms and known.isdisjoint(forms):
                found.append(forms)
            known.update(forms)
    return found


def count_verbs(language: str) -> int:
    """Returns how many different verbs the lexicon of `language` has; 0 if there is no such lexicon."""
    code = _code(language)
    return len(verbs(_load(code))) if code in LEXICONS else 0


@cache
def general_small_words() -> frozenset[str]:
    """The small words of all languages that many names come from: "du", "of", "della"."""
    return frozenset(word for word in lexicon_for("und").function_words if len(word) <= LONGEST_SMALL_WORD)


def _load(code: str) -> Words:
    words = importlib.import_module(f"processors.quotes.lexicons.{code}").WORDS
    if not isinstance(words, Words):
        raise TypeError(f"processors.quotes.lexicons.{code}.WORDS is a {type(words).__name__}, not Words")
    return words


def _compile(codes: Sequence[str]) -> Lexicon:
    loaded = [_load(code) for code in codes]
    folded = {sign: other for code in codes for sign, other in FOLDED.get(code, {}).items()}

    def joined(name: str) -> frozenset[str]:
        forms = [form for words in loaded for form in expand(getattr(words, name), words.paradigms)]
        return frozenset(form.lower().translate(folded) for form in forms)

    cues: dict[str, CueClass] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], CueClass]]] = {}
    for kind in CueClass:
        for form in sorted(joined(kind.name.lower() if kind is not CueClass.NOUN else "nouns")):
            first, *rest = form.split()
            if rest:
                phrases.setdefault(first, []).append(((first, *rest), kind))
            else:
                cues.setdefault(form, kind)
    passive_verbs = joined("passive_verbs")
    for form in passive_verbs:
        cues.setdefault(form, CueClass.CALL)
    small = ("determiners", "oblique", "connectors", "prepositions", "conjunctions", "auxiliaries", "adverbs")
    masculine, feminine = joined("masculine"), joined("feminine")
    pronouns = masculine | feminine | joined("plural") | joined("other_pronouns") | joined("neuter")
    others = pronouns.union(*[joined(name) for name in (*small, "relatives", "roles", "titles", "naming")])
    enclitics = joined("enclitics")
    compounding = COMPOUNDING.issuperset(codes)
    function_words = pronouns.union(*[joined(name) for name in small])
    marked_only = joined("marked_only") | passive_verbs
    telling = pronouns - joined("first_person") if joined("bare") and loaded[0].order == "svo" else frozenset()
    reporting, reporting_clauses = _reporting(cues, phrases, joined)
    known: dict[str, int] = {}
    lexicon = Lexicon(
        languages=tuple(codes),
        order=loaded[0].order,
        head=loaded[0].head if len(loaded) == 1 else "",
        folded=folded,
        cues=cues,
        phrases={first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()},
        compounds=_by_first_word(others),
        masculine=masculine,
        feminine=feminine,
        pronouns=pronouns,
        neuter=joined("neuter"),
        determiners=joined("determiners") | joined("oblique"),
        oblique=joined("oblique"),
        oblique_endings=tuple(sorted(joined("oblique_endings"))),
        connectors=joined("connectors"),
        prepositions=joined("prepositions"),
        sources=joined("sources"),
        conjunctions=joined("conjunctions"),
        relatives=joined("relatives") | joined("conjunctions"),
        auxiliaries=joined("auxiliaries"),
        adverbs=joined("adverbs"),
        roles=joined("roles"),
        titles=joined("titles"),
        naming=joined("naming"),
        role_endings=tuple(sorted(role for role in joined("roles") if len(role) >= SHORTEST_ROLE and compounding)),
        comparing=joined("comparing"),
        about=joined("about"),
        speaking=tuple(sorted(joined("speaking"))),
        coordinating=joined("coordinating"),
        temporal=joined("temporal"),
        drops_subjects=all(words.drops_subjects for words in loaded),
        naming_endings=tuple(sorted(word for word in joined("naming") if len(word) >= SHORTEST_ENDING and compounding)),
        particles=joined("particles"),
        subject_marks=_particles_and_endings(joined("subject_marks")),
        other_marks=_particles_and_endings(joined("other_marks")),
        opaque=joined("opaque"),
        possessives=joined("possessives"),
        enclitics=frozenset(clitic[1:] for clitic in enclitics if clitic.startswith("-")),
        endings=tuple(sorted(clitic for clitic in enclitics if not clitic.startswith("-"))),
        elided=frozenset(word for word in function_words if word.endswith("'")),
        skippable=joined("auxiliaries") | joined("adverbs"),
        function_words=function_words,
        complementizers=joined("complementizers"),
        complement_endings=tuple(sorted(joined("complement_endings"))),
        bare=joined("bare"),
        bare_with_verb=joined("bare_with_verb"),
        addressing=joined("addressing"),
        findings=joined("findings"),
        contents=joined("contents"),
        times=joined("times"),
        possessors=joined("possessors"),
        expressing=joined("expressing"),
        objects=joined("objects"),
        infinitives=joined("infinitives"),
        adversative=joined("adversative"),
        finite=joined("finite"),
        hearing=joined("hearing"),
        uttered=joined("uttered"),
        object_marks=joined("object_marks"),
        writing=tuple(sorted(joined("writing"))),
        purposes=joined("purposes"),
        no_gerunds=joined("no_gerunds"),
        unspoken=joined("unspoken"),
        gerunds=joined("gerunds"),
        questions=joined("questions"),
        question_words=joined("question_words"),
        infinitive_marks=joined("infinitive_marks"),
        infinitive_endings=tuple(sorted(joined("infinitive_endings"))),
        subjunctive=joined("subjunctive"),
        conditional=joined("conditional"),
        manner=joined("manner"),
        subordinators=joined("subordinators"),
        negations=joined("negations"),
        hypothetical=joined("hypothetical"),
        passives=joined("passives"),
        passive_verbs=passive_verbs,
        participles=tuple(sorted(joined("participles"))),
        his=joined("his"),
        hers=joined("hers"),
        cited=joined("cited"),
        showing=joined("showing"),
        citing=joined("citing"),
        supposing=joined("supposing"),
        agents=_particles_and_endings(joined("agents")),
        owner_prepositions=joined("owner_prepositions"),
        active_endings=tuple(sorted(joined("active_endings"))),
        first_person=joined("first_person"),
        inserted=joined("inserted"),
        marked_only=marked_only,
        reporting=reporting - marked_only,
        reporting_clauses=reporting_clauses - marked_only,
        clause_words=joined("complementizers") | joined("subjunctive") | joined("question_words") | telling,
        known=MappingProxyType(known),
    )
    for trait, words in (
        (SMALL, lexicon.function_words),
        (DETERMINER, lexicon.determiners),
        (PRONOUN, lexicon.pronouns),
        (CONNECTOR, lexicon.connectors),
        (PREPOSITION, lexicon.prepositions),
        (CONJUNCTION, lexicon.conjunctions),
        (AUXILIARY, lexicon.auxiliaries),
        (ADVERB, lexicon.adverbs),
        (POSSESSIVE_PRONOUN, lexicon.possessives),
        (ROLE, lexicon.roles),
        (TITLE, lexicon.titles),
        (BEGINS_CUE, lexicon.cues),
        (BEGINS_CUE, lexicon.phrases),
        (FINDING, lexicon.findings),
        (CONTENT, lexicon.contents),
    ):
        for word in words:
            known[word] = known.get(word, 0) | trait
    return lexicon


def _reporting(
    cues: Mapping[str, CueClass],
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], CueClass]]],
    joined: Callable[[str], frozenset[str]],
) -> tuple[frozenset[str], frozenset[str]]:
    """The words that attribute statements without marks: those that can do so alone, and those that need a clause."""
    alone = {CueClass.SAY, CueClass.ACCORDING, CueClass.TRAILING}
    found: dict[bool, set[str]] = {True: set(), False: set(joined("findings") | joined("contents"))}
    for form, kind in cues.items():
        if kind in alone or kind is CueClass.REPORT:
            found[kind in alone].add(form)
    for entries in phrases.values():
        for phrase, kind in entries:
            if kind in alone or kind is CueClass.REPORT:
                found[kind in alone].add(max(phrase, key=len))
    for name in ("bare", "bare_with_verb", "infinitives", "gerunds", "questions"):
        found[True] |= joined(name)
    found[True] |= {form.split()[0] for form in joined("objects")}
    if not (joined("complementizers") or joined("subjunctive")):
        found[True] |= found[False]
    return frozenset(found[True]), frozenset(found[False])


def _particles_and_endings(marks: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    particles = frozenset(mark for mark in marks if not mark.startswith("-"))
    return particles, tuple(sorted(mark[1:] for mark in marks - particles))


def _by_first_word(words: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        first, *rest = word.split()
        if rest:
            found.setdefault(first, []).append((first, *rest))
    return {first: tuple(sorted(same, key=lambda s: -len(s))) for first, same in found.items()}
