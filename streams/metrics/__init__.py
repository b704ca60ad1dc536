"""What the worker says about itself: metrics for Prometheus, health, and documents in `news-metrics-YYYY.MM`.

definitions.py  every metric: its name, labels, meaning and buckets
monitor.py      what an agent tells: counts, what it lacks, what it has in flight
counters.py     the counters and histograms of one agent process
folder.py       what the processes of a worker share: files of counters, and each agent's state
loop.py         how long the agent's event loop is blocked
lag.py          how far behind the agent's consumer is
readiness.py    whether Elasticsearch has what the index agent needs
interval.py     what was done in an interval, and its document
documents.py    writes the documents
freshness.py    when what was written is found by a search
totals.py       outcomes of all workers, from the documents
exposition.py   the counters of all agents, and the gauges made of their states, as Prometheus reads them
health.py       whether a worker is alive and whether it is ready, from the states of its agents
server.py       /metrics, /healthz and /readyz at one address for each worker

An agent process counts into files (prometheus_client's multiprocess mode), so that a killed agent's counts are not lost
and its next process goes on with them. Everything that is so now, and not counted, is in the agent's state, written
every second: it is the agent's heartbeat too. The supervisor reads both and serves them.
"""
