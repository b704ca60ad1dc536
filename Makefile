# One short command for each habit; `make help` prints them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Any Python from 3.11 on; `make PYTHON=python3.12 …` chooses another for the environment.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
RUN := $(VENV)/bin
STACK := $(PYTHON) deploy/local/stack.py
ARTICLES ?= samples
MESSAGES ?= 100000
PUBLISHED ?= 10000
MESSAGES_DRILL ?= 600
ARTICLES_CLUSTER ?= 2000
MINUTES ?= 30
RATE ?= 40
SEED ?= $(shell date +%s)
LANES ?= 2
NO_PYTHON := Python 3.11 or newer is needed, and none was found. On Debian or Ubuntu: apt-get install python3 python3-venv

export OPENBLAS_NUM_THREADS ?= 1

help:  ## what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

demo: $(VENV)/.ready  ## everything at once: stack, worker, articles (ARTICLES=path), search; `make down` ends it
	@$(STACK) up
	@$(RUN)/python deploy/local/demo.py $(ARTICLES)

compiled: $(VENV)/.ready  ## compile what finds the quotations, which then takes 0.6 of the time (once for each change; needs a C compiler)
	@$(RUN)/python deploy/compile.py

test: test-machine chart-tools compiled  ## unit tests, and integration tests on a real Kafka, Elasticsearch, Prometheus and Chromium (LANES=2 at once)
	@$(RUN)/pytest -n $(LANES) --dist loadfile --no-loadscope-reorder

fuzz: test-machine compiled  ## 100,000 hostile messages, 10,000 of them on a real worker (MESSAGES, PUBLISHED, SEED)
	@QUOTEWIRE_FUZZ_MESSAGES=$(MESSAGES) QUOTEWIRE_FUZZ_PUBLISHED=$(PUBLISHED) QUOTEWIRE_FUZZ_SEED=$(SEED) \
		$(RUN)/pytest -s --timeout=14400 tests/faults/test_fuzz.py

faults: compiled  ## faults on real servers under load, every message accounted for (ONLY=a,e,i ARTICLES=3000)
	@$(RUN)/python -m tests.faults $(if $(ONLY),--only $(ONLY)) $(if $(filter file,$(origin ARTICLES)),,--articles $(ARTICLES)) --output build/faults

soak: compiled  ## a steady load with faults at random, then the same account, and whether memory grows (MINUTES=30 RATE=40 SEED)
	@$(RUN)/python -m tests.faults.soak --minutes $(MINUTES) --rate $(RATE) $(if $(filter file,$(origin SEED)),,--seed $(SEED)) --output build/faults

drill: compiled  ## the restore drill: a real Elasticsearch destroyed under load, restored, caught up from Kafka (MESSAGES_DRILL=600)
	@$(RUN)/python -m tests.faults.drill --articles $(MESSAGES_DRILL)

cluster: compiled  ## three brokers, three Elasticsearch nodes, workers by kind, all moved under load (ARTICLES_CLUSTER=2000; KEEP=1: it stays)
	@$(RUN)/python -m tests.faults.show_cluster --articles $(ARTICLES_CLUSTER) $(if $(KEEP),--keep) --output build/cluster

test-machine:  ## what this machine lacks for the tests, with what installs it
	@test -n "$(PYTHON)" || { echo "$(NO_PYTHON)"; exit 1; }
	@$(STACK) check --tests

lint: $(VENV)/.ready  ## format, style, types, import directions, lock files, licences
	@$(RUN)/ruff format --check .
	@$(RUN)/ruff check .
	@$(RUN)/mypy
	@cd deploy/grafana && ../../$(RUN)/mypy --config-file ../../pyproject.toml *.py
	@cd deploy/bill && MYPYPATH=.:../.. ../../$(RUN)/mypy --config-file ../../pyproject.toml *.py
	@cd deploy/image && MYPYPATH=.:../.. ../../$(RUN)/mypy --config-file ../../pyproject.toml *.py ../passwords.py ../elasticsearch/*.py
	@cd deploy/local && MYPYPATH=.:../.. ../../$(RUN)/mypy --config-file ../../pyproject.toml *.py ../compile.py
	@cd deploy/kubernetes/checks && MYPYPATH=.:../../local ../../../$(RUN)/mypy --config-file ../../../pyproject.toml *.py
	@$(RUN)/lint-imports
	@$(RUN)/python deploy/lock.py --check
	@$(RUN)/python deploy/bill/licences.py --check

format: $(VENV)/.ready  ## let ruff put the code in order
	@$(RUN)/ruff format .
	@$(RUN)/ruff check --fix .

up:  ## start Kafka and Elasticsearch on this machine (the data stay between starts)
	@$(STACK) up

web: $(VENV)/.ready  ## start the search page beside the running stack, in the background, and say where it is
	@$(RUN)/python deploy/local/web.py start

down:  ## stop the worker, the search page, Kafka and Elasticsearch
	@$(PYTHON) deploy/local/web.py stop
	@$(PYTHON) deploy/local/worker.py stop
	@$(STACK) down

schemas: $(VENV)/.ready  ## write the published JSON Schemas and index templates from the code
	@$(RUN)/python -m schemas

kibana: $(VENV)/.ready  ## write Kibana's saved objects (deploy/kibana) from streams/kibana/dashboards.toml
	@$(RUN)/python -m streams.kibana

kibana-validate: $(VENV)/.ready  ## check them with Elastic's own validator, package-spec (needs Go)
	@$(RUN)/python deploy/kibana/validate.py

grafana: $(VENV)/.ready  ## write Grafana's dashboard from its description (deploy/grafana/pipeline_dashboard.py)
	@$(RUN)/python deploy/grafana/build.py

image-steps: $(VENV)/.ready  ## carry out the build steps of deploy/Dockerfile in a clean directory, without Docker
	@$(RUN)/python deploy/image/steps.py

licences: $(VENV)/.ready  ## write docs/licences.md, the licences of everything shipped; fails where one is not allowed
	@$(RUN)/python deploy/bill/licences.py

bill: $(VENV)/.ready  ## write the bill of materials (CycloneDX) of what is shipped to build/quotewire.cdx.json
	@$(RUN)/python deploy/bill/bill.py build/quotewire.cdx.json

compose-env:  ## write deploy/.env with random passwords, for deploy/compose.yaml
	@$(PYTHON) deploy/passwords.py

compose-config:  ## have Docker Compose check deploy/compose.yaml (where it is missing, Go builds it once)
	@deploy/compose-config.sh

chart: chart-tools $(VENV)/.ready  ## render the Helm chart in every way, hold it against schemas and rules (OPTIONS="my-values.yaml")
	@$(RUN)/python deploy/kubernetes/checks/chart.py $(OPTIONS)

chart-tools:  ## helm and the operators' definitions for that (once; some minutes, needs Go, Maven and a JDK)
	@test -n "$(PYTHON)" || { echo "$(NO_PYTHON)"; exit 1; }
	@$(PYTHON) deploy/kubernetes/checks/chart_tools.py

screenshots: $(VENV)/.ready  ## take the pictures in docs/images anew from the running demo (needs Chromium)
	@$(RUN)/python docs/screenshots.py

train-models: $(VENV)/.ready  ## train the shipped entity models (needs NEWS_DATA, default ../shared/data)
	@$(RUN)/python -m training.train all
	@$(RUN)/python docs/models_table.py

bench: compiled  ## how fast the stream is, on servers of its own (an hour, idle machine; OPTIONS="--only a,g --articles 500 --rounds 1")
	@$(RUN)/python -m benchmarks.stream $(OPTIONS)

bench-entities: $(VENV)/.ready  ## quality and speed of the entity models, by language and data set (needs NEWS_DATA; OPTIONS="--only de")
	@$(RUN)/python -m benchmarks.entities $(OPTIONS)

bench-networks: $(VENV)/.ready  ## quality and speed of entity models of other sizes, and of spaCy's own (needs NEWS_DATA; OPTIONS="--words 300000")
	@$(RUN)/python -m benchmarks.networks $(OPTIONS)

bench-language: $(VENV)/.ready  ## quality and speed of language detection (needs NEWS_DATA)
	@$(RUN)/python -m benchmarks.language

bench-quotes: compiled  ## quality and speed of quotation extraction (needs NEWS_DATA)
	@$(RUN)/python -m benchmarks.quotes

bench-search: $(VENV)/.ready  ## how well search finds what is wanted (needs a running Elasticsearch: make up)
	@$(RUN)/python -m benchmarks.search

bench-scale: $(VENV)/.ready  ## 1, 2, 4 workers over 8 to 64 partitions; what so many articles need (OPTIONS="--articles-a-day 1000000")
	@$(RUN)/python -m benchmarks.scale $(OPTIONS)

lock: $(VENV)/.ready  ## resolve the dependencies anew into the lock files
	@$(RUN)/python deploy/lock.py

clean:  ## stop everything; delete the environment, the stack's programs and its data
	@$(MAKE) -s down
	@$(STACK) wipe --programs
	@rm -rf $(VENV) .stack build/compiled build/mypyc

$(VENV)/.ready: requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "$(NO_PYTHON)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. On Debian or Ubuntu: apt-get install python3.11 python3.11-venv; or make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "making the Python environment in $(VENV) (once; about a minute)"
	@$(PYTHON) -m venv $(VENV) || { echo "the venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(RUN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@QUOTEWIRE_COMPILE=no $(RUN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: help demo compiled test fuzz faults soak drill cluster test-machine lint format up web down schemas grafana kibana kibana-validate image-steps licences bill compose-env compose-config chart chart-tools screenshots train-models bench bench-entities bench-networks bench-language bench-quotes bench-search bench-scale lock clean
