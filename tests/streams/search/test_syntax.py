"""The query language: what people write and what it means, and what is said about mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.search import QueryError
from streams.search.syntax import (
    DEEPEST_NESTING,
    FIELDS,
    LONGEST_QUERY,
    And,
    Field,
    Node,
    Not,
    Or,
    Words,
    parse,
)


def shown(node: Node | None) -> str:
    """A tree in short: words as they are, "phrases", prefixes*, name=value, & | !."""
    if node is None:
        return ""
    if isinstance(node, Words | Field):
        text = {"word": "{}", "phrase": '"{}"', "prefix": "{}*"}[node.kind].format(node.text)
        return f"{node.name}={text}" if isinstance(node, Field) else text
    if isinstance(node, Not):
        return f"!{shown(node.part)}"
    sign = " & " if isinstance(node, And) else " | "
    return "(" + sign.join(map(shown, node.parts)) + ")"


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        # Words: all of them, as one, so that each language leaves out what it leaves out
        ("harbour", "harbour"),
        ("the old  pier", "the old pier"),
        ("old AND pier", "old pier"),
        ("old && pier", "old pier"),
        ("old pier and or not", "old pier and or not"),
        ("BRAND ORden NOTe", "BRAND ORden NOTe"),
        ("old -ship pier", "(old pier & !ship)"),
        # Phrases, whatever the keyboard makes of the marks
        ('"old pier"', '"old pier"'),
        ('"pier AND (ship"', '"pier AND (ship"'),
        ('the "old pier"', '(the & "old pier")'),
        ("“old pier” „alte Mole“ «vieux quai»", '("old pier" & "alte Mole" & "vieux quai")'),
        ("「古い桟橋」", '"古い桟橋"'),
        ('""', None),
        # Without
        ("-ship", "!ship"),
        ("NOT ship", "!ship"),
        ("NOT NOT ship", "ship"),
        ("--ship", "ship"),
        ('-"old pier" -mole', '(!"old pier" & !mole)'),
        ("-(old pier)", "!old pier"),
        ("-(old OR pier)", "(!old & !pier)"),
        ("-(old OR -pier)", "(!old & pier)"),
        ('-(old "new pier")', '(!old | !"new pier")'),
        # One of
        ("pier OR mole", "(pier | mole)"),
        ("pier || mole | quay", "(pier | mole | quay)"),
        ("old pier OR mole", "(old pier | mole)"),
        ("(pier OR mole) old", "((pier | mole) & old)"),
        ("（pier OR mole） old", "((pier | mole) & old)"),
        ("pier OR -mole", "(pier | !mole)"),
        ("((pier))", "pier"),
        # Prefixes
        ("harb*", "harb*"),
        ("harb* -pie*", "(harb* & !pie*)"),
        # Fields
        ("person:Lin", "person=Lin"),
        ('person:"Lin Jian"', 'person="Lin Jian"'),
        ("PERSON:Lin", "person=Lin"),
        ("person: Lin", "person=Lin"),
        ("person：林", "person=林"),
        ("person:Li*", "person=Li*"),
        ("org:NATO place:Kyjiw lang:de", "(organisation=NATO & location=Kyjiw & language=de)"),
        ("organization:NATO", "organisation=NATO"),
        ("-source:nikkei pier", "(!source=nikkei & pier)"),
        ("person:(Lin OR Wang Wu)", "(person=Lin | person=Wang Wu)"),
        ('-person:(Lin OR "Wang Wu")', '(!person=Lin & !person="Wang Wu")'),
        ("since:2026-09-01 until:2026-10-01T12:30", "(since=2026-09-01 & until=2026-10-01T12:30)"),
        ("id:wire:qg:2026/10/21", "id=wire:qg:2026/10/21"),
        ("source:AND", "source=AND"),
        ("id:-5", "id=-5"),
        # Colons, dashes and marks that are text
        ("12:30", "12:30"),
        ("http://example.com/a?b=c", "http://example.com/a?b=c"),
        ("source://x", "source://x"),
        ("Berlin: ein Streit", "Berlin: ein Streit"),
        ("re:publica", "re:publica"),
        ("NASA:s YLE:n -EU:s", "(NASA:s YLE:n & !EU:s)"),
        ("北京:天气", "北京:天气"),
        ("storm - live", "storm live"),
        ("storm – live …", "storm live"),
        ("Jean-Luc e-mail", "Jean-Luc e-mail"),
        ("Johnson & Johnson", "Johnson Johnson"),
        ("C++ #metoo @nato", "C++ #metoo @nato"),
        ("don't l’île", "don't l’île"),
        # From right to left
        ("الميناء -السفينة", "(الميناء & !السفينة)"),
        ('צה"ל הודיע', 'צה"ל הודיע'),
        ('"צה"ל הודיע" היום', '("צה"ל הודיע" & היום)'),
        ("\u200f-הנמל\u200e", "!הנמל"),
        ("\u202bspeaker:כהן\u202c", "speaker=כהן"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("🚀", "🚀"),
    ],
)
def test_meaning(query: str, meaning: str | None) -> None:
    if meaning is None:
        with pytest.raises(QueryError, match="no word"):
            parse(query)
    else:
        assert shown(parse(query)) == meaning


@pytest.mark.parametrize("query", ["", " ", "\n\t\u3000"])
def test_a_blank_query_is_none(query: str) -> None:
    assert parse(query) is None


def test_places_are_those_in_the_query() -> None:
    assert parse("person:Lin") == Field("person", "Lin", "word", 0)
    assert parse('\u200f  "a b"') == Words("a b", "phrase", 3)
    assert parse("(pier OR -mole)") == Or((Words("pier", "word", 1), Not(Words("mole", "word", 10))))


@pytest.mark.parametrize(
    ("query", "position", "says"),
    [
        ('pier "old mole', 5, "the quotation mark at character 6 is not closed; close it or leave it out"),
        ('"a" b"', 5, "the quotation mark at character 6 is not closed"),
        ("pier (old mole", 5, "the parenthesis at character 6 is not closed; close it or leave it out"),
        ("pier) mole", 4, "the parenthesis at character 5 closes nothing; open one before it or leave it out"),
        ("pier ()", 5, "there is nothing in the parentheses at character 6; write a word"),
        ("OR pier", 0, "OR at character 1 has no word before it; write a word there"),
        ("pier AND", 5, 'AND at character 6 has no word after it; write a word there, or "AND" in quotation marks'),
        ("pier OR OR mole", 5, "OR at character 6 has no word after it"),
        ("pier OR (AND mole)", 9, "AND at character 10 has no word before it"),
        ("(pier OR)", 6, "OR at character 7 has no word after it"),
        ("NOT", 0, "NOT at character 1 has no word after it"),
        ("-", 0, "- at character 1 has no word after it"),
        ("pier -", 5, "- at character 6 has no word after it"),
        ("-OR", 0, "- at character 1 has no word after it"),
        ("*", 0, "* stands for the rest of a word, such as harb*"),
        ("*bour", 0, 'such as bour*, or write "*bour" in quotation marks to search for it'),
        ("pier har*our", 8, "such as har*"),
        ("harb**", 4, "such as harb*"),
        ("autor:x", 0, "there is no field autor:; write author:, or"),
        ("pier spekaer:x", 5, "there is no field spekaer:; write speaker:, or"),
        ("-persno:x", 1, "write person:"),
        ("colour:red", 0, "the fields are person:, organisation:, location:, speaker:, source:, language:, author:"),
        ("person:", 0, 'person: has no value; write person:word or person:"two words"'),
        ("pier person: ", 5, "person: has no value"),
        ("person: OR pier", 0, "person: has no value"),
        ("(person:)", 1, "person: has no value"),
        ('person:""', 7, "person: has no value"),
        ("person:…", 7, "person: has no value"),
        ("person:(a title:b)", 10, "person: cannot have another field in its parentheses; write person:a OR title:b"),
        ("…", 0, "there is no word in this query; write one, or leave the query blank for everything"),
        ("-… (?!)", 0, "there is no word in this query"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place_and_a_way_out(query: str, position: int, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == position
    assert caught.value.query == query
    assert says in caught.value.problem
    assert str(caught.value) == f"{caught.value.problem} (in: {query[:position]}▶{query[position:]})"


def test_a_long_query_is_refused() -> None:
    assert parse("x" * LONGEST_QUERY) == Words("x" * LONGEST_QUERY, "word", 0)
    for query in ("x" * (LONGEST_QUERY + 1), "harbour " * 1250):
        with pytest.raises(QueryError, match="2,000 are allowed") as caught:
            parse(query)
        assert len(str(caught.value)) < 250


@pytest.mark.parametrize("query", ["(" * 1000, "(" * 999 + "a" + ")" * 999, "person:(" * 200, "-(" * 900 + "a"])
def test_deep_nesting_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=f"more than {DEEPEST_NESTING} parentheses are open"):
        parse(query)


@pytest.mark.parametrize("many", ["-" * 1999 + "a", "NOT " * 499 + "a", "a OR " * 399 + "a", "-a " * 666, "(a)" * 666])
def test_long_chains_are_no_nesting(many: str) -> None:
    assert parse(many) is not None


PIECES = st.one_of(
    st.text(max_size=5),
    st.sampled_from([*'()"“”「-*|:…\u202e\u0000\ud800', "AND", "OR", "NOT", "a*", "x:", 'צה"ל', " ", " ", "harbour"]),
    st.sampled_from([f"{name}:" for name in FIELDS]),
)
QUERIES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=15).map("".join))


@given(QUERIES)
def test_anything_is_a_tree_or_a_query_error(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError as error:
        assert 0 <= error.position <= len(query)
        assert error.problem
        assert str(error).isprintable()  # one line, whatever is in the query
        return
    assert (tree is None) == (not query.strip())


@given(QUERIES)
def test_parentheses_around_a_query_change_nothing(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError:
        return
    if tree is not None:
        assert shown(parse(f"({query})")) == shown(tree)
        assert shown(parse(f"-(-({query}))")) == shown(tree)


@given(st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=6))
def test_negations_are_those_of_logic(words: list[str]) -> None:
    phrases = [f'"{word}"' for word in words]
    assert shown(parse("-(" + " OR ".join(phrases) + ")")) == shown(parse(" ".join(f"-{phrase}" for phrase in phrases)))
    assert shown(parse("-(" + " ".join(phrases) + ")")) == shown(parse(" OR ".join(f"-{phrase}" for phrase in phrases)))
