"""From `news.enriched` into Elasticsearch: documents, comparison with what is known, bulk requests, failures.

generations.py  which generation of the indices is written to
changes.py      what a message asks for: an article, or a deletion
state.py        what is known of an article, and the outcome of a change by comparison
documents.py    the documents of an article and of its quotations
failures.py     which failures are about the document (permanent) and which about the cluster (passing)
bulk.py         bulk requests that are tried again until every operation is answered
reading.py      documents by id, tried again until it is known of each whether it is there
writer.py       a batch of changes from beginning to end
dead_letters.py dead letters as documents
"""
