"""Small words of several languages that help to tell who is meant by a role or a pronoun."""

from collections.abc import Mapping
from typing import Final, Literal

COPULAS: Final[Mapping[str, frozenset[str]]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "is was", "de": "ist war", "fr": "est était", "es": "es era", "it": "è era", "pt": "é era", "nl": "is was",
        "sv": "är var", "da": "er var", "nb": "er var", "ca": "és era", "ro": "este era", "cs": "je byl byla",
    }.items()
}  # fmt: skip
"""Forms of "to be" between a name and what its bearer is."""

ATTRIBUTED: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset("campaign campaigns administration camp team family supporters supporter voters rally".split())
}
"""Words that a person's name before them only describes."""

INDEFINITE: Final[Mapping[str, frozenset[str]]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "a an one another some any each every no two three",
        "de": "ein eine einer einem eines kein keine jeder jede mancher manche",
        "fr": "un une aucun aucune chaque des plusieurs quelque",
        "es": "un una otro otra algún alguna ningún ninguna cada",
        "it": "un uno una un' altro altra ogni nessun nessuna",
        "pt": "um uma outro outra algum alguma cada nenhum nenhuma",
        "nl": "een geen elke ieder ander andere",
        "sv": "en ett annan ingen varje",
        "da": "en et anden ingen hver",
        "nb": "en ei et annen ingen hver",
        "pl": "jeden jedna inny inna pewien pewna żaden",
        "cs": "jeden jedna jiný jiná nějaký nějaká žádný",
        "ru": "один одна другой другая некий некая",
        "uk": "один одна інший інша",
        "hu": "egy másik",
        "tr": "bir başka",
        "fi": "eräs toinen yksi",
        "ro": "un o alt altă",
        "zh": "一 一名 一位 某",
        "ja": "ある",
        "ko": "한 어떤",
    }.items()
} | {"und": frozenset("a an ein eine un une una uno um uma een en ett один одна".split())}
"""Words that make a noun group stand for nobody named before; `und` for other languages."""

MASCULINE_DETERMINERS: Final[Mapping[str, frozenset[str]]] = {
    "fr": frozenset("le un son ce cet".split()),
    "es": frozenset("el un este ese".split()),
    "it": frozenset("il lo un uno questo quel".split()),
    "pt": frozenset("o um este esse".split()),
    "de": frozenset("der den dem".split()),
}
FEMININE_DETERMINERS: Final[Mapping[str, frozenset[str]]] = {
    "fr": frozenset("la une sa cette".split()),
    "es": frozenset("la una esta esa".split()),
    "it": frozenset("la una questa quella".split()),
    "pt": frozenset("a uma esta essa".split()),
}
"""Determiners whose gender is that of the person: la ministre."""

PERSONAL_PRONOUNS: Final[Mapping[str, Mapping[str, Literal["m", "f"]]]] = {
    "en": {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"},
    "sv": {"han": "m", "hans": "m", "honom": "m", "hon": "f", "hennes": "f", "henne": "f"},
    "da": {"han": "m", "hans": "m", "ham": "m", "hun": "f", "hendes": "f", "hende": "f"},
    "nb": {"han": "m", "hans": "m", "ham": "m", "hun": "f", "hennes": "f", "henne": "f"},
}
"""In languages where these stand for people only."""

GENDERLESS: Final = frozenset({"fi", "hu", "tr", "ko", "id", "ms", "et"})
"""Languages whose pronouns (or the commonest of them) stand for men and women alike."""

ANSWERS: Final = frozenset(
    """
    replied replies answered answers responded responds retorted antwortete antwortet erwiderte entgegnete répond répondu
    répliqué rétorqué respondió contestó replicó responde contesta risposto risponde replicato respondeu retrucou
    antwoordde svarade svarar svarede svarer svarte vastasi vastaa válaszolta felelte odpowiedział odpowiedziała
    odpověděl odpověděla ответил ответила відповів відповіла răspuns
    """.split()
)
"""Verbs after which the one spoken to may be the one who speaks."""

COORDINATORS: Final = frozenset(
    "and und et y e i og och en ja és ve и й та і und & 和 与 與 と 와 과 sowie or oder ou o or".split()
)
"""Words between two names that stand side by side."""

RANKS: Final = frozenset(
    """
    vice deputy assistant former ex acting incoming outgoing late undersecretary
    vize stellvertretende stellvertretender früherer frühere ehemaliger ehemalige
    sous adjoint adjointe ancien ancienne ex-président exministro expresidente expresidenta
    vicepresidente viceministro anterior antiguo antigua
    vice-presidente vicesindaco viceministro
    antigo antiga
    voormalig voormalige vicepremier
    tidigare förre förra
    tidligere
    były była wiceprezes wiceminister
    bývalý bývalá náměstek místopředseda
    бывший бывшая экс заместитель вице
    колишній колишня заступник
    前 副 元
    """.split()
)
"""Words that make an office another one: the deputy mayor is not the mayor."""
