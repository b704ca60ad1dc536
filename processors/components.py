"""The processors as spaCy components, for any spaCy pipeline:

    nlp = spacy.blank("de")
    nlp.add_pipe("quotewire_sections")
    nlp.add_pipe("quotewire_language")
    nlp.add_pipe("ner", …)
    nlp.add_pipe("quotewire_entities")
    nlp.add_pipe("quotewire_quotes")
    doc = nlp(text)
    doc._.quotewire_quotes, doc.spans["quotations"]

Installing Quotewire registers the factories (entry points); importing this module does too.
"""

from collections.abc import Callable
from typing import Final

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from processors.entities import find_entities
from processors.fingerprints import near_duplicate_keys
from processors.language import detect_language
from processors.quotes import find_quotations
from processors.sections import find_sections

SPANS_KEY: Final = "quotations"
"""`doc.spans[…]` of the quotations, widened to whole tokens where a mark stands inside one."""

Component = Callable[[Doc], Doc]

for _name in ("sections", "language", "entities", "quotes", "near_duplicate_keys"):
    if not Doc.has_extension(f"quotewire_{_name}"):
        Doc.set_extension(f"quotewire_{_name}", default=None)


@SpacyLanguage.factory("quotewire_sections", assigns=["doc._.quotewire_sections"])
def make_sections(nlp: SpacyLanguage, name: str) -> Component:
    """Sets `doc._.quotewire_sections`: list of schemas.Section."""
    return _sections


@SpacyLanguage.factory("quotewire_language", assigns=["doc._.quotewire_language"])
def make_language(nlp: SpacyLanguage, name: str) -> Component:
    """Sets `doc._.quotewire_language`: schemas.Language."""
    return _language


@SpacyLanguage.factory("quotewire_entities", assigns=["doc._.quotewire_entities"], requires=["doc.ents"])
def make_entities(nlp: SpacyLanguage, name: str) -> Component:
    """Sets `doc._.quotewire_entities`: list of schemas.Entity, with canonical names, outside boilerplate."""
    return _entities


@SpacyLanguage.factory("quotewire_quotes", assigns=["doc._.quotewire_quotes", "doc.spans"], retokenizes=False)
def make_quotes(nlp: SpacyLanguage, name: str) -> Component:
    """Sets `doc._.quotewire_quotes`: list of schemas.Quote; `doc.spans["quotations"]` labelled with their kinds.

    Uses what the other components have set where they ran before: sections, language (else the pipeline's), entities
    (else `doc.ents`).
    """
    return _quotes


@SpacyLanguage.factory("quotewire_fingerprints", assigns=["doc._.quotewire_near_duplicate_keys"])
def make_fingerprints(nlp: SpacyLanguage, name: str) -> Component:
    """Sets `doc._.quotewire_near_duplicate_keys`: list of str."""
    return _fingerprints


def _sections(doc: Doc) -> Doc:
    doc._.quotewire_sections = find_sections(doc.text)
    return doc


def _language(doc: Doc) -> Doc:
    doc._.quotewire_language = detect_language(doc.text)
    return doc


def _entities(doc: Doc) -> Doc:
    doc._.quotewire_entities = find_entities(doc, doc._.quotewire_sections or (), _language_of(doc))
    return doc


def _language_of(doc: Doc) -> str:
    detected = doc._.quotewire_language
    return detected.code if detected is not None else doc.lang_


def _quotes(doc: Doc) -> Doc:
    entities = doc._.quotewire_entities
    language = _language_of(doc)
    if entities is None:
        entities = find_entities(doc, doc._.quotewire_sections or (), language)
    quotes = find_quotations(doc.text, language, entities, doc._.quotewire_sections or ())
    doc._.quotewire_quotes = quotes
    spans = [doc.char_span(quote.start, quote.end, label=quote.kind, alignment_mode="expand") for quote in quotes]
    doc.spans[SPANS_KEY] = [span for span in spans if span is not None]
    return doc


def _fingerprints(doc: Doc) -> Doc:
    doc._.quotewire_near_duplicate_keys = near_duplicate_keys(doc.text, doc._.quotewire_sections or ())
    return doc
