"""The way of an article through the steps of this package."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from processors.quotes.boundaries import trimmed
from processors.quotes.candidates import Candidate, find_candidates
from processors.quotes.confidence import of_quotation, of_speaker
from processors.quotes.cue_places import lines_with_cues
from processors.quotes.cues import VERBLESS, CueClass, lexicon_for
from processors.quotes.dialogue import cut_insertions, find_dialogue, may_carry
from processors.quotes.indirect import find_statements, only_attributes, unmarked_parts
from processors.quotes.kinds import Judgement, judge
from processors.quotes.layout import Layout, lay_out
from processors.quotes.marks import Marked, find_marked, paragraphs
from processors.quotes.references import Unescaped
from processors.quotes.resolution import Resolver
from processors.quotes.speakers import Attribution, Attributor
from processors.quotes.tokens import TokenKind
from processors.quotes.transcripts import find_turns
from processors.quotes.unclosed import ended
from schemas.annotations import Cue, Entity, Quote, QuoteKind, Section, Speaker

SKIPPED_SECTIONS: Final = frozenset({"title", "boilerplate", "tag"})
"""A quotation in a title repeats one in the body; the others are not the article's."""
CARRIED_SENTENCES: Final = 2
"""A speaker is carried over at most this many sentences without a quotation."""
SPOKEN_MARGIN: Final = 1.0
"""Evidence over the threshold for speech that a dash or a name begins: whoever finds it has weighed it already."""


@dataclass(slots=True)
class _Found:
    marked: Marked
    position: int
    judgement: Judgement
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class _Unit:
    """A quotation as it comes out.

    `start` and `end` are code points, `position` is the first token; `after_sign` says that a sign stands before it.
    """

    start: int
    end: int
    kind: QuoteKind
    attribution: Attribution
    confidence: float
    position: int
    continued: bool = False
    after_sign: bool = False


def find_quotations(
    text: str, language: str, entities: Sequence[Entity], sections: Sequence[Section] = ()
) -> list[Quote]:
    """Finds the quotations of an article with their speakers.

    Args:
        text: the article's text; any string will do.
        language: ISO 639-1 code, or `und`/`mixed`.
        entities: the article's entities; may be empty.
        sections: its sections; quotations in boilerplate, tags and titles are passed over (titles count if there is
            nothing else).

    Returns:
        The quotations sorted by start, not overlapping; `text[q.start:q.end] == q.text`, marks included, whether they
        stand in the text as signs or as HTML references.
    """
    plain = Unescaped(text)
    if not plain:
        return _find(text, language, entities, sections)
    return plain.outward(_find(plain.text, language, plain.inward(entities), plain.inward(sections)))


def _find(text: str, language: str, entities: Sequence[Entity], sections: Sequence[Section]) -> list[Quote]:
    lines = paragraphs(text)
    skipped = _skipped(sections)
    lexicon = lexicon_for(language)
    pairs = [ended(text, m, lexicon) for m in find_marked(text, language, lines) if m.depth == 0]
    spoken = _merged(find_turns(text, language, lines), find_dialogue(text, language, lexicon, lines, pairs))
    pairs = cut_insertions(text, language, lexicon, pairs)
    outermost = [m for m in _merged(spoken, pairs) if not _within(m.start, skipped)]
    told = [line for line in lines_with_cues(text, lexicon, lines) if not _within(lines[line][0], skipped)]
    if not outermost and not told:
        return []
    ordered = trimmed(text, lexicon, sorted(entities, key=lambda e: (e.start, -e.end)))
    layout = lay_out(text, language, lexicon, lines, outermost, [(e.start, e.end) for e in ordered], told)
    candidates = find_candidates(layout, ordered)
    attributor = Attributor(layout, candidates)
    found: list[_Found] = []
    for marked, position in zip(outermost, layout.positions, strict=True):
        if marked.named is not None:
            attribution = attributor.named(position, marked.named)
        else:
            attribution = attributor.attribute(position)
        if marked.spoken:
            judgement = Judgement("direct", SPOKEN_MARGIN, standalone=True)
        else:
            judgement = judge(layout, position, marked, attribution)
        if judgement.kind is not None:
            found.append(_Found(marked, position, judgement, attribution))
    _carry(layout, attributor, found)
    units = _marked_units(layout, found) + _indirect_units(layout, attributor, found, skipped)
    resolver = Resolver(layout, ordered, candidates)
    quotes = _quotes(layout, sorted(units, key=lambda unit: unit.start), resolver)
    resolver.people.release()
    return quotes


def _merged(preferred: Sequence[Marked], others: Sequence[Marked]) -> list[Marked]:
    """Both, sorted, without those of the others that overlap a preferred one; neither overlaps itself."""
    if not preferred:
        return list(others)
    starts = [m.start for m in preferred]
    kept = []
    for marked in others:
        at = bisect_left(starts, marked.end)
        if at == 0 or preferred[at - 1].end <= marked.start:
            kept.append(marked)
    return sorted([*preferred, *kept], key=lambda m: m.start)


def _skipped(sections: Sequence[Section]) -> list[tuple[int, int]]:
    if all(section.kind in SKIPPED_SECTIONS for section in sections):
        kinds = SKIPPED_SECTIONS - {"title"}
    else:
        kinds = SKIPPED_SECTIONS
    return sorted((s.start, s.end) for s in sections if s.kind in kinds)


def _within(start: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (start, start + 1)) - 1
    return any(s <= start < e for s, e in spans[max(at, 0) : at + 2])


def _carry(layout: Layout, attributor: Attributor, found: list[_Found]) -> None:
    """Gives quotations without a speaker of their own the one of the quotation, or the sentence, before."""
    tokens = layout.tokens
    for index, item in enumerate(found):
        cue = item.attribution.cue
        if item.attribution.speaker is not None or (cue is not None and attributor.is_nobody_s(cue[0])):
            continue
        if item.marked.spoken and not may_carry(item.marked, layout.language):
            continue
        previous = found[index - 1] if index else None
        here = tokens[item.position]
        speaker: Candidate | None = None
        if not item.judgement.standalone and not item.attribution.introduced:
            unnamed = item.attribution.cue_class is CueClass.SAY and layout.lexicon.drops_subjects
            if unnamed or (item.attribution.cue is None and item.judgement.reported):
                speaker = _reporting(layout, attributor, previous, item)
            speaker = speaker or attributor.subject(item.position)
        elif previous is not None and _adjoins(layout, previous, item):
            speaker = previous.attribution.speaker
        if speaker is None and item.judgement.standalone:
            before = layout.sentence_starts[here.sentence] - 1
            if before >= 0 and here.paragraph - tokens[before].paragraph <= 1:
                speaker = attributor.sentence_speaker(here.sentence - 1)
        if speaker is not None:
            item.attribution = replace(item.attribution, speaker=speaker, carried=True)


def _reporting(layout: Layout, attributor: Attributor, previous: _Found | None, item: _Found) -> Candidate | None:
    """Who said the sentence before, where this one goes on with it: its verb has no subject, or is a subjunctive."""
    here = layout.tokens[item.position]
    if previous is not None and previous.attribution.speaker is not None:
        before = layout.tokens[previous.position]
        if before.paragraph == here.paragraph and here.sentence - before.sentence <= CARRIED_SENTENCES:
            return previous.attribution.speaker
    first, _ = layout.sentence(here.sentence)
    if first == 0 or (layout.tokens[first - 1].kind is TokenKind.BREAK and item.judgement.reported):
        return None
    if here.paragraph - layout.tokens[first - 1].paragraph > 1:
        return None
    return attributor.sentence_speaker(here.sentence - 1)


def _adjoins(layout: Layout, previous: _Found, item: _Found) -> bool:
    """Whether no sentence of the article's own stands between two quotations, beyond the first one's attribution."""
    tokens = layout.tokens
    before, here = tokens[previous.position], tokens[item.position]
    if item.marked.continued:
        return True
    if here.paragraph - before.paragraph > 1:
        return False
    sentences = 0
    for number in range(before.sentence + 1, here.sentence):
        first, last = layout.sentence(number)
        if any(t.kind is TokenKind.WORD for t in tokens[first : min(last, first + CARRIED_SENTENCES)]):
            sentences += 1
        if number - before.sentence > CARRIED_SENTENCES:
            return False
    return sentences == 0


def _marked_units(layout: Layout, found: Sequence[_Found]) -> list[_Unit]:
    return [
        _Unit(
            item.marked.start,
            item.marked.end,
            item.judgement.kind or "mixed",
            item.attribution,
            of_quotation(item.judgement.margin, item.marked, item.attribution),
            item.position,
            item.marked.continued,
            item.position > 0 and not layout.tokens[item.position - 1].word,
        )
        for item in found
    ]


def _indirect_units(
    layout: Layout, attributor: Attributor, found: Sequence[_Found], skipped: Sequence[tuple[int, int]]
) -> list[_Unit]:
    """The indirect statements, cut at the marked quotations in them."""
    direct = {i.attribution.cue[0] for i in found if i.judgement.kind == "direct" and i.attribution.cue is not None}
    kept = [item.position for item in found]
    cues = sorted({i.attribution.cue[0] for i in found if i.attribution.cue is not None})
    units: list[_Unit] = []
    for statement in find_statements(layout, attributor, direct):
        for first, start, end in unmarked_parts(layout, statement.pieces, kept):
            attributes = statement.attribution.cue_class in VERBLESS and only_attributes(layout, (start, end), cues)
            if not attributes and not _within(start, skipped):
                units.append(_Unit(start, end, "indirect", statement.attribution, statement.confidence, first))
    return units


def _quotes(layout: Layout, units: Sequence[_Unit], resolver: Resolver) -> list[Quote]:
    """Writes out the units, which are sorted by start."""
    quotes: list[Quote] = []
    groups: dict[tuple[int, int], int] = {}
    next_group = 0
    marked_group: int | None = None
    direct_group: int | None = None
    for unit in units:
        attribution = unit.attribution
        marked = unit.kind != "indirect"
        if attribution.cue is not None and attribution.cue in groups:
            group = groups[attribution.cue]
        elif unit.continued and marked_group is not None:
            group = marked_group
        else:
            group = next_group
            next_group += 1
        if attribution.cue is not None:
            groups.setdefault(attribution.cue, group)
        goes_on = unit.after_sign and direct_group == group  # "We came," said Bell, "*and stayed*"
        if marked:
            marked_group = group
            direct_group = group if goes_on or unit.kind == "direct" else None
        cue = _cue(layout, attribution)
        speaker = None
        if attribution.speaker is not None:
            speaker = _speaker(layout, attribution, attribution.speaker, resolver, cue, unit.position)
        quotes.append(
            Quote(
                text=layout.text[unit.start : unit.end],
                start=unit.start,
                end=unit.end,
                kind="direct" if goes_on else unit.kind,
                group=group,
                confidence=unit.confidence,
                speaker=speaker,
                cue=cue,
            )
        )
    return quotes


def _speaker(
    layout: Layout, attribution: Attribution, candidate: Candidate, resolver: Resolver, cue: Cue | None, position: int
) -> Speaker:
    entity = resolver.resolve(candidate, cue.text if cue else None, position)
    start, end = layout.tokens[candidate.first].start, layout.tokens[candidate.last - 1].end
    if candidate.entity is not None:
        start, end = candidate.entity.start, candidate.entity.end
    return Speaker(text=layout.text[start:end], start=start, end=end, entity=entity, confidence=of_speaker(attribution))


def _cue(layout: Layout, attribution: Attribution) -> Cue | None:
    if attribution.cue is None:
        return None
    first, last = attribution.cue
    start, end = layout.tokens[first].start, layout.tokens[last - 1].end
    return Cue(text=layout.text[start:end], start=start, end=end)
