"""Reading what is indexed: articles, quotations, who said what, counts.

In the order in which a query passes:

model.py       what is asked and what is found: Filters, Sort, Hit, Found, Bucket, SpeakerReport; QueryError
syntax.py      the query language: from what people write to a tree, or what is wrong and where
compiling.py   from the tree and the filters to a query of Elasticsearch
relevance.py   which fields a word is searched in, and what counts how much; highlights
requests.py    the rest of a request: fields, order, facets
reader.py      Reader: asks Elasticsearch
sentences.py   the sentences to show of a highlighted text
collapsing.py  near duplicates among hits
"""

from streams.search.model import (
    HIGHLIGHT,
    KINDS,
    Bucket,
    Filters,
    Found,
    Hit,
    QueryError,
    Sort,
    SpeakerReport,
    moment,
    pieces,
    unmarked,
)
from streams.search.reader import Reader

__all__ = [
    "HIGHLIGHT",
    "KINDS",
    "Bucket",
    "Filters",
    "Found",
    "Hit",
    "QueryError",
    "Reader",
    "Sort",
    "SpeakerReport",
    "moment",
    "pieces",
    "unmarked",
]
