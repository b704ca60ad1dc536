"""Snapshots of the indices, and coming back from them: what is in no snapshot yet is still in Kafka.

    places.py        how far the index agent had come in its topics; setting it back; whether all since is still there
    repository.py    Elasticsearch's snapshot repository, and the snapshots of this pipeline in it
    taking.py        `quotewire backup create`
    restoring.py     `quotewire restore`

A snapshot holds the serving generation of articles, quotations and state, the documents of dead letters and the
figures. Templates and aliases come from Quotewire itself.
"""
