"""Making the indices anew from `news.enriched`, and letting old months go.

cluster.py       templates, indices and aliases of the serving generation and the next one
following.py     reads `news.enriched` into the next generation, with a consumer group of its own
reconciling.py   what the serving generation knows and the compacted topic no longer tells
reindex.py       `quotewire reindex` from beginning to end, with the handover
expiry.py        `quotewire expire`
"""
