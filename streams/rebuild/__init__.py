"""Making the indices anew from `news.enriched`, and letting old months go.

cluster.py       templates, indices and aliases of the serving generation and the next one
following.py     reads `news.enriched` into the next generation, with a consumer group of its own
reconciling.py   what the serving generation knows and the compacted topic no longer tells
filling.py       one run that fills the next generation and hands over to it
reindex.py       `quotewire reindex` from beginning to end
replay.py        `quotewire replay`, which annotates articles anew on the way
rereading.py     the raw messages of a replay, step by step
raw_reading.py   reads `news.raw` again
replaying.py     what is done with its messages
replay_record.py what is noted of a replay
comparing.py     what a replay has changed
publishing.py    writes the new annotations to `news.enriched`
expiry.py        `quotewire expire`
"""
