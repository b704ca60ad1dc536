"""What is done to a text: sections, language, entities, quotations, fingerprints, and the chain of them.

Pure: text in, annotations out. No Kafka, no Elasticsearch, no clock, no settings from the environment
(but whether the compiled form of quotes runs: compiled.py).
"""
