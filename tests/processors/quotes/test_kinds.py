"""Quotations and what only looks like one."""

import pytest

from processors.quotes import find_quotations


def kinds(text: str, language: str) -> list[str]:
    return [q.kind for q in find_quotations(text, language, [])]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "“We will wait,” said Ann Bell.", ["direct"]),
        ("en", "Ann Bell said the town had “waited long enough for it”.", ["mixed"]),
        ("en", "She starred in the film “Winter Harbour”.", []),
        ("en", "The so-called “snow tax” was dropped in March.", []),
        ("en", "They played “Blue Lantern” and “Stone Road” all night.", []),
        ("de", "„Wir warten“, sagte Anna Bell.", ["direct"]),
        ("de", "Anna Bell sagte, man habe „lange genug darauf gewartet“.", ["mixed"]),
        ("de", "Die Zeitschrift „Der Bote“ erscheint nicht mehr.", []),
        ("de", "Der so genannte „kalte Hafen“ ist leer.", []),
        ("fr", "Le film « Port d'hiver » sort en mai.", []),
        ("ru", "Газета «Северный маяк» закрылась.", []),
        ("en", "“We came early,” said Ann Bell, “and stayed late.”", ["direct", "direct"]),
        ("en", "“We came early,” said Ann Bell of the “old and noisy” boats.", ["direct", "mixed"]),
        ("en", "“We came early,” the former head of the harbour, Ann Bell, told a paper.", ["direct"]),
        # An answer of one word.
        ("en", "“No,” Ann Bell said.", ["direct"]),
        ("en", "Ann Bell answered: “Yes.”", ["direct"]),
        ("de", "„Nein“, antwortete Anna Bell.", ["direct"]),
        # A judgement in a word or two, told from a name by the words around it.
        ("en", "Bell called the mayor a “hopeless dreamer” last week.", ["mixed"]),
        ("en", "The council praised her as a “tireless helper” of the town.", ["mixed"]),
        ("en", "A ship called the “Hopeful Dreamer” sank last week.", []),
        ("de", "Bell bezeichnete den Antrag am Abend noch als „Unfug“.", ["mixed"]),
        ("de", "Händler sprachen am Abend von „Panik“.", ["mixed"]),
        ("de", "Ein Schiff lief als „Panik“ vom Stapel.", []),
        # The subjunctive says that the sentence is somebody else's.
        ("de", "Anna Bell widersprach. Der Steg sei „morsch“.", ["mixed"]),
        ("de", "Anna Bell widersprach. Der Steg war lange „morsch“ gewesen.", []),
        # Names of several languages, and after the last part of a compound.
        ("de", "Das „Festival du Film de Bretagne“ beginnt im Mai.", []),
        ("de", "Anna Bell zeigte die Naturdokumentation „Eine leise Flut“ in Bremen.", []),
        ("en", "On “Morning with the Bells,” Ann Bell, who was mayor, danced.", []),
        ("en", "<a id=“long line of letters in here”>We sell boats.", []),
        ("en", "The boat “1234 5678 9012” came in.", []),
        # A work and its title.
        ("en", "She sang songs from her new album: “The Long Way to the Sea.”", []),
        ("en", "She is promoting her new book: “How We Left the Valley and Never Came Back.”", []),
        ("en", "The mayor wrote in his book: “We never came back to the valley.”", ["direct"]),
        ("en", "He said he loved her album: “It carried us home.”", ["direct"]),
        ("de", "Sie stellte ihr neues Buch vor: „Der lange Weg zum Meer“.", []),
        ("de", "Ihr neues Buch, „Der lange Weg zum Meer“, erscheint im Mai.", []),
        ("fr", "Elle présente son nouveau film : « Le Long Chemin vers la mer ».", []),
        ("es", "Presentó su nueva novela: «El largo camino hacia el mar».", []),
        ("it", "Ha presentato il suo nuovo romanzo: «La lunga strada verso il mare».", []),
        ("ru", "Она представила новый роман: «Долгая дорога к морю».", []),
        # A title with its author and year, and one that is the object of writing.
        ("en", "She read “The Long Road To The Sea” (Tim Moss, 1987) on the ferry.", []),
        ("en", "He cited “The long road” (Moss 1987) at length.", []),
        ("en", "She said “We will go on” (in 1987 nobody had).", ["direct"]),
        ("ja", "森花子さんは「海の家」を書いた。", []),
        ("ja", "森花子さんは「海の家が好きだ」と書いた。", ["direct"]),
        ("ko", '박하나 작가는 "바다의 집"을 썼다.', []),
        # What something is called, by nobody in particular.
        ("sv", "Området kallas ”Lilla Paris” och ligger vid sjön.", []),
        ("ru", "Город назван «Северной столицей» в указе.", []),
        ("pl", "Dzielnica została nazwana „Małym Paryżem” w 1990 roku.", []),
    ],
)
def test_kinds(language: str, text: str, expected: list[str]) -> None:
    assert kinds(text, language) == expected


def test_single_marks_in_a_heading_are_its_own_where_quotations_have_double_ones() -> None:
    body = "“We will wait as long as it takes,” said Ann Bell. “And we will sing,” she added.\n\n"
    heading = "Town says ‘we will wait’ for its bridge\n\n"
    assert [q.kind for q in find_quotations(heading + body, "en", [])] == ["direct", "direct"]
    assert [q.kind for q in find_quotations(body + heading, "en", [])] == ["direct", "direct"]
    british = body.replace("“", "‘").replace("”", "’")
    assert len(find_quotations(heading + british, "en", [])) == 3


def test_confidence_says_which_are_doubtful() -> None:
    sure, doubtful = (
        find_quotations(text, "en", [])[0].confidence
        for text in ("“We will wait as long as it takes,” said Ann Bell.", "Critics feared a “rather long wait”.")
    )
    assert 0.0 <= doubtful < sure <= 1.0
