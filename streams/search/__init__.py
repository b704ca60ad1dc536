"""Reading what is indexed: articles, quotations, who said what, counts.

model.py       what is asked and what is found: Filters, Sort, Hit, Found, Bucket, SpeakerReport
relevance.py   which fields a word is searched in, and what counts how much; highlights
reader.py      Reader: asks Elasticsearch
"""

from streams.search.model import (
    HIGHLIGHT,
    Bucket,
    Filters,
    Found,
    Hit,
    QueryError,
    Sort,
    SpeakerReport,
    pieces,
)
from streams.search.reader import Reader

__all__ = [
    "HIGHLIGHT",
    "Bucket",
    "Filters",
    "Found",
    "Hit",
    "QueryError",
    "Reader",
    "Sort",
    "SpeakerReport",
    "pieces",
]
