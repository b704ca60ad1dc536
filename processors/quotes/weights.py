"""What speaks for and against a cue and a speaker, as numbers set by hand; `speakers` and `subjects` add them up."""

from typing import Final

from processors.quotes.candidates import CandidateKind
from processors.quotes.cues import CueClass
from processors.quotes.signs import COMMAS, TERMINAL

WINDOW_TOKENS: Final = 60
"""How far to each side of a quotation a cue or a speaker is looked for, within its sentence."""
MAX_CUES: Final = 8
MAX_CANDIDATES: Final = 16
"""Nearest ones considered; sentences in news hold fewer."""

KIND_WEIGHT: Final = {
    CandidateKind.PERSON: 3.0,
    CandidateKind.PRONOUN: 2.8,
    CandidateKind.ROLE: 2.4,
    CandidateKind.NAME: 2.5,
    CandidateKind.ORGANISATION: 2.2,
    CandidateKind.GROUP: 1.6,
    CandidateKind.PLACE: 1.1,
    CandidateKind.NOUN: 1.0,
}
CUE_WEIGHT: Final = {
    CueClass.SAY: 2.5,
    CueClass.REPORT: 1.6,
    CueClass.CALL: 1.5,
    CueClass.NOUN: 0.8,
    CueClass.ACCORDING: 2.0,
    CueClass.TRAILING: 2.0,
}
PER_WORD: Final = 0.3
PER_SMALL_WORD: Final = 0.12
PER_COMMA: Final = 0.5
PER_QUOTATION: Final = 0.4
APPOSITION: Final = 0.5
"""What an insertion between commas costs as a whole: "Kim Doe, the mayor, said"."""
TOO_FAR: Final = 5.0
"""No candidate is worth a gap that costs more."""
CLAUSE: Final = 0.9
"""A word that begins another clause lies in between."""
AFTER_PREPOSITION: Final = 2.4
INSIDE_GROUP: Final = 2.6
CLAUSE_START: Final = 0.8
WRONG_SIDE: Final = 2.2
INVERTED: Final = 1.2
IN_BRACKETS: Final = 2.5
"""What is said of somebody in brackets does not speak: Ann Bell (North Party)."""
ACTS: Final = 2.2
"""Who acts in a passive, or whose words a noun of saying tells of, speaks: accused *by Bell*, the words *of Bell*."""
HIS_WORDS: Final = 2.6
"""What speaks for the one whose a noun of saying is: *his* answer was short."""
SHOWN: Final = 1.4
"""A participle right after a name is the name's, whatever stands before: footage of *Bell asking*."""
SIGNED: Final = 3.0
"""What speaks for a name behind a quotation, after a dash, in brackets or on the line below."""
MAX_AUXILIARIES: Final = 3
"""Tokens between a passive auxiliary and its verb."""
MAX_BRACE: Final = 14
"""The same where the verb stands at the end of its clause: *wurde* von Bell als „Unfug“ *bezeichnet*."""
ANOTHER_TIME: Final = 1.2
"""What somebody said *when* another spoke is not the other's."""
SHARED_SUBJECT: Final = 1.0
"""What lies between the subject of a sentence and a second verb of its own costs no more than that."""
NO_SUBJECT: Final = 1.2
"""The noun right before a participle after a comma is hardly ever its subject: Bell praised *the team*, saying."""
TALKED_ABOUT: Final = 3.0
"""What somebody called Reed's remarks is not Reed's."""
PASSIVE: Final = 6.0
"""Somebody who was asked did not ask."""
OWNER: Final = 1.6
"""A cue belongs to the name in the possessive right before it: Doe's claim."""
NEUTER: Final = 1.4
"""How much less often a thing speaks than a person: "it said"."""
CLOSING_SIGNS: Final = COMMAS | TERMINAL
"""Signs at the end of a quotation that show its attribution follows."""
LEADS_ON: Final = 2.0
"""How much less a verb belongs to the quotation before it where it introduces what comes after it."""
ARABIC_PARTICIPLE: Final = ("ا", "ة", "ين")
SUBJECT_MARK: Final = 0.8
OTHER_MARK: Final = 1.6
"""A particle or an ending shows that a noun is the subject, or that it is not."""
IN_RELATIVE_CLAUSE: Final = 1.6
MAX_INSERTION_TOKENS: Final = 40
MAX_LEAD: Final = 20
"""Tokens of a phrase before the subject of a sentence, its comma included: *In the morning,* Bell left and said."""
EMBEDDED: Final = 0.8
"""A judging verb after a verb of saying is part of what is said: "Doe said she hoped"."""
MAX_TITLE_NAMES: Final = 2
"""Names between a role and the person who has it: the spokesman *Unit Two* Ann Bell."""
MAX_BRACKETS: Final = 6
"""Tokens in brackets after a name, the brackets among them: (45)."""
MAX_GROUPS: Final = 3
"""Groups with a preposition looked past on the way from a verb to its subject: Doe [in the letter] [to me] wrote."""
APART: Final = 1.0
"""A comma between a verbless attribution and a candidate: according to Doe, *she* left."""
MAX_GROUP_WORDS: Final = 5
MAX_GROUP_SIGNS: Final = 14
"""Length of a subject that is known by its place alone, in words, or in signs where no blanks part the words."""
BEST_SPEAKER: Final = max(KIND_WEIGHT.values()) + CLAUSE_START + INVERTED
"""No speaker can score more: a cue too weak to win even with it is passed over."""
MIN_SPEAKER: Final = 0.2
"""A speaker below this is no speaker: null rather than a guess."""
