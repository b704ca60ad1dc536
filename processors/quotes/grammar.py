"""Small words of several languages that help to tell who is meant by a role or a pronoun."""

from collections.abc import Mapping
from typing import Final, Literal

from processors.names.titles import word_set

COPULAS: Final[Mapping[str, frozenset[str]]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "is was", "de": "ist war", "fr": "est était", "es": "es era", "it": "è era", "pt": "é era",
        "nl": "is was", "sv": "är var", "da": "er var", "nb": "er var", "ca": "és era", "ro": "este era",
        "cs": "je byl byla",
    }.items()
}  # fmt: skip
"""Forms of "to be" between a name and what its bearer is."""

ATTRIBUTED: Final[Mapping[str, frozenset[str]]] = {
    "en": word_set("campaign campaigns administration camp team family supporters supporter voters rally")
}
"""Words that a person's name before them only describes."""

HAVING: Final = word_set("""
    has have had ha han había habían he hemos hanno aveva avevano ho a ont avait avaient ai tem têm tinha tinham au am
    hat haben hatte hatten
    """)
"""Auxiliaries after which a participle is active: *ha* afirmado por la mañana."""

PASTS: Final = word_set("""
    met saw beat took gave made left hit sent won lost became got found led let put cut kept brought held sought fought
    chose ran drove rode threw knew overtook succeeded meets sees beats takes gives makes leaves sends wins loses joins
    succeeds names appoints greets visits replaces hosts
    """)
"""English verbs that may stand between two people, besides those in -ed and of saying: Bell *met* mayor Carl Lund."""

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
} | {"und": word_set("a an ein eine un une una uno um uma een en ett один одна")}
"""Words that make a noun group stand for nobody named before; `und` for other languages."""

MASCULINE_DETERMINERS: Final[Mapping[str, frozenset[str]]] = {
    "fr": word_set("le un son ce cet"),
    "es": word_set("el un este ese"),
    "it": word_set("il lo un uno questo quel"),
    "pt": word_set("o um este esse"),
    "de": word_set("der den dem"),
}
FEMININE_DETERMINERS: Final[Mapping[str, frozenset[str]]] = {
    "fr": word_set("la une sa cette"),
    "es": word_set("la una esta esa"),
    "it": word_set("la una questa quella"),
    "pt": word_set("a uma esta essa"),
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

ANSWERS: Final = word_set("""
    replied replies answered answers responded responds retorted antwortete antwortet erwiderte entgegnete répond
    répondu répliqué rétorqué respondió contestó replicó responde contesta risposto risponde replicato respondeu
    retrucou antwoordde svarade svarar svarede svarer svarte vastasi vastaa válaszolta felelte odpowiedział
    odpowiedziała odpověděl odpověděla ответил ответила відповів відповіла răspuns
    """)
"""Verbs after which the one spoken to may be the one who speaks."""

COORDINATORS: Final = word_set(
    "and und et y e i og och en ja és ve и й та і und & 和 与 與 と 와 과 sowie or oder ou o or"
)
"""Words between two names that stand side by side."""

UNNAMED: Final = word_set("""
    others andere anderen autres d'autres otros otras altri altre outros outras andra andre muut inni inne další
    другие інші
    """)
"""Words for more people beside somebody named: Bell *and others*."""

RANKS: Final = word_set("""
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
    """)
"""Words that make an office another one: the deputy mayor is not the mayor."""
