"""Imported once by the fork server: what every NLP process needs, so that they start fast and share its memory."""

import processors.enrichment  # noqa: F401 - imported for the pages it fills
from processors.entity_models.choice import official_packages
from processors.language import detect_language
from processors.names.places import find_place

# Loads the model that is asked about short texts (half a second): a document that is alone in a fresh process, because
# it may be poison, must not pay for it out of its own time.
detect_language("A short text.")

# Which packages are installed is looked up once, so that all NLP processes of a worker use the same models; one that is
# installed meanwhile has not been checked.
official_packages()

# Reads the table of countries (9 MB).
find_place("Europe", "en")
