"""The way of an article through the steps of this package."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from processors.quotes.boundaries import trimmed
from processors.quotes.candidates import Candidate, find_candidates
from processors.quotes.confidence import of_quotation, of_speaker
from processors.quotes.cues import CueClass, lexicon_for
from processors.quotes.dialogue import cut_insertions, find_dialogue, may_carry
from processors.quotes.kinds import Judgement, judge
from processors.quotes.layout import Layout, TokenKind, lay_out
from processors.quotes.marks import Marked, find_marked, paragraphs
from processors.quotes.references import Unescaped
from processors.quotes.resolution import Resolver
from processors.quotes.speakers import Attribution, Attributor
from processors.quotes.transcripts import find_turns
from processors.quotes.unclosed import ended
from schemas.annotations import Cue, Entity, Quote, Section, Speaker

SKIPPED_SECTIONS = frozenset({"title", "boilerplate", "tag"})
"""A quotation in a title repeats one in the body; the others are not the article's."""
PRO_DROP = frozenset(
    "es it pt ca gl ro el pl cs sk uk sr hr bs sl bg mk hu tr ar fa he hi ja ko zh th fi".split()  # noqa: SIM905
)
"""Languages whose verbs need no subject: "admite" is "he admits"."""
CARRIED_SENTENCES = 2
"""A speaker is carried over at most this many sentences without a quotation."""
SPOKEN_MARGIN = 1.0
"""Evidence over the threshold for speech that a dash or a name begins: whoever finds it has weighed it already."""


@dataclass(slots=True)
class _Found:
    marked: Marked
    position: int
    judgement: Judgement
    attribution: Attribution


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
    outermost = [m for m in _merged(spoken, pairs) if not _within(m, skipped)]
    if not outermost:
        return []
    ordered = trimmed(text, lexicon, sorted(entities, key=lambda e: (e.start, -e.end)))
    layout = lay_out(text, language, lexicon, lines, outermost, [(e.start, e.end) for e in ordered])
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
    return _quotes(layout, found, Resolver(layout, ordered, candidates))


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


def _within(marked: Marked, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (marked.start, marked.end)) - 1
    return any(s <= marked.start < e for s, e in spans[max(at, 0) : at + 2])


def _carry(layout: Layout, attributor: Attributor, found: list[_Found]) -> None:
    """Gives quotations without a speaker of their own the one of the quotation, or the sentence, before."""
    tokens = layout.tokens
    for index, item in enumerate(found):
        if item.attribution.speaker is not None:
            continue
        if item.marked.spoken and not may_carry(item.marked, layout.language):
            continue
        previous = found[index - 1] if index else None
        here = tokens[item.position]
        speaker: Candidate | None = None
        if not item.judgement.standalone and not item.attribution.introduced:
            unnamed = item.attribution.cue_class is CueClass.SAY and layout.language in PRO_DROP
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


def _quotes(layout: Layout, found: Sequence[_Found], resolver: Resolver) -> list[Quote]:
    quotes: list[Quote] = []
    groups: dict[tuple[int, int], int] = {}
    group = next_group = 0
    for item in found:
        marked, attribution = item.marked, item.attribution
        if attribution.cue is not None and attribution.cue in groups:
            group = groups[attribution.cue]
        elif not (item.marked.continued and quotes):
            group = next_group
            next_group += 1
        if attribution.cue is not None:
            groups.setdefault(attribution.cue, group)
        cue = _cue(layout, attribution)
        speaker = None
        if attribution.speaker is not None:
            entity = resolver.resolve(attribution.speaker, cue.text if cue else None, item.position)
            start = layout.tokens[attribution.speaker.first].start
            end = layout.tokens[attribution.speaker.last - 1].end
            if attribution.speaker.entity is not None:
                start, end = attribution.speaker.entity.start, attribution.speaker.entity.end
            speaker = Speaker(
                text=layout.text[start:end], start=start, end=end, entity=entity, confidence=of_speaker(attribution)
            )
        quotes.append(
            Quote(
                text=layout.text[marked.start : marked.end],
                start=marked.start,
                end=marked.end,
                kind="direct"
                if quotes and _goes_on(layout, item, quotes[-1], group)
                else item.judgement.kind or "mixed",
                group=group,
                confidence=of_quotation(item.judgement.margin, marked, attribution),
                speaker=speaker,
                cue=cue,
            )
        )
    return quotes


def _goes_on(layout: Layout, item: _Found, before: Quote, group: int) -> bool:
    """Whether it is the second half of a whole statement: "We came," said Bell, "*and stayed*"."""
    sign = item.position > 0 and not layout.tokens[item.position - 1].word
    return sign and before.kind == "direct" and before.group == group


def _cue(layout: Layout, attribution: Attribution) -> Cue | None:
    if attribution.cue is None:
        return None
    first, last = attribution.cue
    start, end = layout.tokens[first].start, layout.tokens[last - 1].end
    return Cue(text=layout.text[start:end], start=start, end=end)
