"""What each shipped model is trained on, and how large it is.

Only data whose licence allows commercial use stands here. A model's own licence follows from its sources: share-alike
where one of them is share-alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from training.augment import Rates
from training.datasets import (
    BROAD_TWITTER,
    CC_BY_SA,
    CROSSNER,
    GERMEVAL,
    MOBIE,
    NERKOR,
    SMARTDATA,
    TURKU,
    UNER,
    WEBBNYHETER,
    WIKIGOLD,
    WIKINER,
    WNUT,
    Dataset,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A data file and its part in a recipe.

    Attributes:
        dataset: Where it comes from.
        file: `<language>/<name>`, without `.jsonl.gz`.
        weight: Mean number of times a text of its training part is seen in a pass over the data (0.5: every other one).
        dev: Share of its groups held out for early stopping; 1 for a file that is a development part.
        test: Share of its groups held out and looked at only when training is over; 1 for a test part.
        common: Labels under which its annotators also marked common words ("norwegische", "steam engine"): in training,
            spans of these labels without a capital are no names. Scores are against the annotation as it is.
    """

    dataset: Dataset
    file: str
    weight: float = 1.0
    dev: float = 0.0
    test: float = 0.0
    common: tuple[str, ...] = ()


ROWS = {
    "norm": 4000, "prefix1": 200, "prefix3": 1500, "suffix2": 500, "suffix3": 1500, "suffix4": 2000, "shape": 400,
    "names": 100, "frequency": 20, "noun": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """The network.

    Attributes:
        width: Of a token's vector.
        depth: Number of convolutions, each over a token and its two neighbours.
        embed_width: Of the vectors of a word's features.
        rows: Of the hash table of each feature (processors/entity_models/word_embedding.py). They are most of the size
            on disk: 2 * embed_width bytes a row.
        hidden: Width of the parser's hidden layer.
        stock: In place of the project's embedding spaCy's MultiHashEmbed, with tables as wide as the vectors; `rows`
            are then of its attributes. Only to compare with (benchmarks/networks.py).
    """

    width: int = 96
    depth: int = 4
    embed_width: int = 48
    rows: Mapping[str, int] = field(default_factory=lambda: ROWS)
    hidden: int = 64
    stock: bool = False


STOCK = Size(rows={"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}, stock=True)
"""The network that `spacy init config` proposes for a CPU."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one model is made.

    Attributes:
        lang: spaCy's code of the language.
        version: Of the model; rises with every change of its weights.
        description: One sentence for `meta.json`.
        sources: What it is trained, stopped and measured on.
        words: Length of the training in words (tokens), repetitions included.
        first_words: Length of a training before it whose model only marks the names of kinds that some of the sources
            do not annotate (`Corpus.filled_in`); 0 for none.
        infixes: Regular expressions of where the tokeniser splits words, besides those that spaCy has for the
            language. They are saved with the model.
        base: Language of the recipe whose finished model this one starts from; its licence binds this one too. Both
            have the same size.
        written: Texts made of the project's own sentences (training/written), by language: how many in a pass.
        lexicons: Languages whose word frequencies are stored beside the model: those without a model of their own that
            it was trained with, and what is close to one of those.
        measured: Files whose licence forbids more than measuring; never a source.
    """

    lang: str
    version: str
    description: str
    license: str
    sources: tuple[Source, ...]
    words: int
    first_words: int = 0
    infixes: tuple[str, ...] = ()
    size: Size = field(default_factory=Size)
    rates: Rates = field(default_factory=Rates)
    learn_rate: float = 0.001
    dropout: float = 0.2
    base: str | None = None
    written: Mapping[str, int] = field(default_factory=dict)
    lexicons: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()

    def trained_on(self) -> tuple[Source, ...]:
        """The sources whose texts are in the weights, those of the base included."""
        below = RECIPES[self.base].trained_on() if self.base else ()
        return (*(source for source in self.sources if source.dev + source.test < 1), *below)

    def held_out(self) -> tuple[Source, ...]:
        """The sources of which no text may be in the weights, those of the models that start from this one included."""
        above = (recipe for recipe in RECIPES.values() if recipe.base == self.lang)
        own = (source for source in self.sources if source.dev + source.test > 0)
        return (*own, *(source for recipe in above for source in recipe.held_out()))


# The same shares in every recipe: what one model is measured on, no other has been trained on.
GERMEVAL_PART = Source(GERMEVAL, "de/germeval-test", weight=2.5, dev=0.08, test=0.08)
WIKIGOLD_PART = Source(WIKIGOLD, "en/wikigold", weight=2.0, dev=0.12, test=0.12)
CROSSNER_PART = Source(CROSSNER, "en/crossner", weight=0.6, test=0.05, common=("MISC",))

SPLIT_PAIRS = (r"(?<=[^\W\d_])[/–—](?=[^\W\d_])",)
"""Two names with a stroke or a long dash between them: teams of a match, photographer and agency."""

GERMAN = Recipe(
    lang="de",
    version="0.3.0",
    description="Persons, organisations, places and other names in German news",
    license=CC_BY_SA,
    sources=(
        GERMEVAL_PART,
        Source(SMARTDATA, "de/smartdata-v1-train", common=("LOC",)),
        Source(SMARTDATA, "de/smartdata-v1-test", common=("LOC",)),
        Source(SMARTDATA, "de/smartdata-v3-test", test=1.0),
        Source(SMARTDATA, "de/smartdata-v3-dev", dev=1.0),
        Source(MOBIE, "de/mobie-train", weight=0.4),
        Source(MOBIE, "de/mobie-test", test=1.0),
        Source(MOBIE, "de/mobie-dev", test=1.0),
    ),
    base="xx",
    words=1_500_000,
    first_words=1_500_000,
    learn_rate=0.001,
    infixes=SPLIT_PAIRS,
    written={"de": 1500},
)

ENGLISH = Recipe(
    lang="en",
    version="0.2.0",
    description="Persons, organisations, places and other names in English news",
    license=CC_BY_SA,
    sources=(
        WIKIGOLD_PART,
        CROSSNER_PART,
        Source(UNER, "en/uner-en_ewt-test", weight=1.5),
        Source(UNER, "en/uner-en_ewt-dev", dev=1.0),
        Source(BROAD_TWITTER, "en/btc", weight=0.4),
        Source(WNUT, "en/wnut17-train", weight=0.4),
        Source(WNUT, "en/wnut17-dev", test=1.0),
    ),
    base="xx",
    words=4_000_000,
    learn_rate=0.001,
    infixes=SPLIT_PAIRS,
    written={"en": 1500},
)

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
SPLIT_CJK = (rf"(?<=[{_CJK}])(?=\S)", rf"(?<=\S)(?=[{_CJK}])")
"""Every Han character and every kana is a token: spaCy's tokeniser for `xx` splits at spaces only, which Chinese has
not."""
SPLIT_APOSTROPHE = (
    r"(?<=(?<!\w)[cdjlmnstCDJLMNST]['’])(?=\w)",  # l'Italie, d’Emmanuel
    r"(?<=(?<!\w)[Qq]u['’])(?=\w)",  # qu'Emmanuel
    r"(?<=ll['’])(?=\w)",  # dell'Italia
    r"(?<=\w\w)(?<!ll)(?<!\b[Qq]u)(?=['’]\w)",  # Ankara'da
)
"""Articles before and case endings after an apostrophe are not part of a name."""

MEASURED_ONLY = ("es", "fr", "it", "nl", "pl")
"""Languages of which the only annotated texts may not be trained on."""

MULTILINGUAL = Recipe(
    lang="xx",
    version="0.2.0",
    description="Persons, organisations, places and other names in news of languages without a model of their own",
    license=CC_BY_SA,
    sources=(
        Source(UNER, "da/uner-da_ddt-train"),
        Source(UNER, "da/uner-da_ddt-dev", dev=0.5, test=0.5),
        Source(TURKU, "fi/turku-train", weight=0.8),
        Source(TURKU, "fi/turku-dev", dev=0.5, test=0.5),
        Source(UNER, "hr/uner-hr_set-train", weight=0.8),
        Source(UNER, "hr/uner-hr_set-dev", dev=0.5, test=0.5),
        Source(NERKOR, "hu/nerkor-news-train", weight=0.8),
        Source(NERKOR, "hu/nerkor-wikipedia-train", weight=0.3),
        Source(NERKOR, "hu/nerkor-web-train", weight=0.3),
        Source(NERKOR, "hu/nerkor-news-devel", dev=0.5, test=0.5),
        Source(UNER, "pt/uner-pt_bosque-train"),
        Source(UNER, "pt/uner-pt_bosque-dev", dev=0.5, test=0.5),
        Source(WIKINER, "ru/wikiner-train", weight=0.8, common=("MISC",)),
        Source(WIKINER, "ru/wikiner-dev", dev=0.5, test=0.5),
        Source(UNER, "sk/uner-sk_snk-train", weight=0.6),
        Source(UNER, "sk/uner-sk_snk-dev", dev=0.5, test=0.5),
        Source(UNER, "sr/uner-sr_set-train", weight=0.8),
        Source(UNER, "sr/uner-sr_set-dev", dev=0.5, test=0.5),
        Source(UNER, "sv/uner-sv_talbanken-train", weight=0.5, test=0.1),
        Source(WEBBNYHETER, "sv/webbnyheter-train", dev=0.06, test=0.06),
        Source(UNER, "zh/uner-zh_gsd-train", weight=0.7),
        Source(UNER, "zh/uner-zh_gsd-dev", dev=0.5, test=0.5),
        replace(GERMEVAL_PART, weight=1.0),
        Source(SMARTDATA, "de/smartdata-v1-train", weight=0.8, common=("LOC",)),
        replace(WIKIGOLD_PART, weight=1.0),
        replace(CROSSNER_PART, weight=0.3),
        Source(UNER, "en/uner-en_ewt-test"),
        Source(UNER, "en/uner-en_ewt-dev", dev=1.0),
    ),
    words=16_000_000,
    infixes=SPLIT_CJK + SPLIT_APOSTROPHE,
    # No Turkish: in the one freely licensed set (TWNERTC) most marked words are common nouns and years, all with
    # the same label. It would teach that they are names.
    measured=tuple(f"measure_only/{lang}/wikineural-val" for lang in MEASURED_ONLY),
    written=dict.fromkeys(("ar", "cs", "es", "fr", "it", "nl", "pl", "uk"), 1500),
    rates=Rates(unlisted=0.3),
    learn_rate=0.002,
    lexicons=("cs", "es", "fr", "it", "nl", "no", "pl", "uk"),
)


def _of_language(lang: str, name: str, words: int, *sources: Source) -> Recipe:
    """The recipe of a language whose model starts from the multilingual one.

    Args:
        lang: spaCy's code.
        name: Of the language, in English.
        words: Length of the training in words.
        sources: Annotated texts.
    """
    return Recipe(
        lang=lang,
        version="0.2.0",
        description=f"Persons, organisations, places and other names in {name} news",
        license=CC_BY_SA,
        sources=sources,
        base=MULTILINGUAL.lang,
        words=words,
        learn_rate=0.001,
        infixes=SPLIT_PAIRS,
        written={lang: 1500},
    )


OTHERS = (
    _of_language(
        "da", "Danish", 1_500_000,
        Source(UNER, "da/uner-da_ddt-train"),
        Source(UNER, "da/uner-da_ddt-dev", dev=0.5, test=0.5),
    ),
    _of_language(
        "fi", "Finnish", 2_000_000,
        Source(TURKU, "fi/turku-train"),
        Source(TURKU, "fi/turku-dev", dev=0.5, test=0.5),
    ),
    _of_language(
        "hr", "Croatian", 1_500_000,
        Source(UNER, "hr/uner-hr_set-train"),
        Source(UNER, "sr/uner-sr_set-train", weight=0.5),
        Source(UNER, "hr/uner-hr_set-dev", dev=0.5, test=0.5),
    ),
    _of_language(
        "hu", "Hungarian", 2_000_000,
        Source(NERKOR, "hu/nerkor-news-train"),
        Source(NERKOR, "hu/nerkor-wikipedia-train", weight=0.5),
        Source(NERKOR, "hu/nerkor-web-train", weight=0.5),
        Source(NERKOR, "hu/nerkor-news-devel", dev=0.5, test=0.5),
    ),
    _of_language(
        "pt", "Portuguese", 2_000_000,
        Source(UNER, "pt/uner-pt_bosque-train"),
        Source(UNER, "pt/uner-pt_bosque-dev", dev=0.5, test=0.5),
    ),
    _of_language(
        "ru", "Russian", 2_000_000,
        Source(WIKINER, "ru/wikiner-train", common=("MISC",)),
        Source(WIKINER, "ru/wikiner-dev", dev=0.5, test=0.5),
    ),
    _of_language(
        "sk", "Slovak", 1_500_000,
        Source(UNER, "sk/uner-sk_snk-train"),
        Source(UNER, "sk/uner-sk_snk-dev", dev=0.5, test=0.5),
    ),
    _of_language(
        "sr", "Serbian", 1_200_000,
        Source(UNER, "sr/uner-sr_set-train"),
        Source(UNER, "hr/uner-hr_set-train", weight=0.4),
        Source(UNER, "sr/uner-sr_set-dev", dev=0.5, test=0.5),
    ),
    _of_language(
        "sv", "Swedish", 2_000_000,
        Source(UNER, "sv/uner-sv_talbanken-train", weight=2.0, test=0.1),
        Source(WEBBNYHETER, "sv/webbnyheter-train", dev=0.06, test=0.06),
    ),
)  # fmt: skip

CHINESE = Recipe(
    lang="zh",
    version="0.2.0",
    description="Persons, organisations and places in Chinese news, simplified and traditional",
    license=CC_BY_SA,
    sources=(
        Source(UNER, "zh/uner-zh_gsd-train"),
        Source(UNER, "zh/uner-zh_gsd-dev", dev=0.5, test=0.5),
    ),
    words=4_000_000,
    # Each character is a token: what it says by itself is little, and the word that it stands in more.
    size=Size(rows={"norm": 4000, "segment": 300, "segment_word": 6000, "names": 10, "shape": 50}),
    learn_rate=0.002,
    written={"zh": 1500},
)

# In the order of training: what another starts from comes first.
RECIPES = {recipe.lang: recipe for recipe in (MULTILINGUAL, GERMAN, ENGLISH, *OTHERS, CHINESE)}
