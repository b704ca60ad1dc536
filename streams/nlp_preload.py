"""Imported once by the fork server: what every NLP process needs, so that they start fast and share its memory."""

import processors.enrichment  # noqa: F401 - imported for the pages it fills
