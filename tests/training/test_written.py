"""The training texts made from templates."""

import random
import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from training.data import LABELS, Counts, gold_doc
from training.recipes import RECIPES
from training.written import BUILT_IN, KINDS, languages, sections, written_records
from training.written.cyrillic import cyrillic
from training.written.grammar import Slot, TemplateError, parse_sections, parse_template, slots
from training.written.inflect import inflected
from training.written.links import linked
from training.written.names import country_names, person, towns

# Templates of each kind that a language has at least.
MANY, SOME, FEW = 120, 60, 15
PROMISED = dict.fromkeys(("fr", "es", "it", "nl", "pl"), MANY) | dict.fromkeys(("cs", "uk", "ar", "de", "en"), SOME)

ANY = st.sampled_from(languages())
SEED = st.integers(min_value=0, max_value=2**32)


def drawn(language: str, count: int, seed: int = 7):
    return written_records(language, count, random.Random(seed))


class TestTexts:
    @settings(max_examples=60, deadline=None)
    @given(ANY, SEED)
    def test_spans_lie_in_the_text_sorted_and_apart(self, language: str, seed: int) -> None:
        for record in drawn(language, 15, seed):
            last = 0
            for start, end in sorted([(span.start, span.end) for span in record.spans] + list(record.unknown)):
                assert last <= start < end <= len(record.text)
                name = record.text[start:end]
                assert name == name.strip()
                last = end
            assert list(record.spans) == sorted(record.spans, key=lambda span: span.start)
            assert {span.label for span in record.spans} <= set(LABELS)

    @settings(max_examples=60, deadline=None)
    @given(ANY, SEED)
    def test_nothing_of_a_template_is_left_unfilled(self, language: str, seed: int) -> None:
        for record in drawn(language, 15, seed):
            assert not re.search(r"[{}<>~]|  |\(\)", record.text), record.text

    @settings(max_examples=20, deadline=None)
    @given(ANY, SEED)
    def test_the_same_seed_gives_the_same_texts(self, language: str, seed: int) -> None:
        assert drawn(language, 5, seed) == drawn(language, 5, seed)

    @pytest.mark.parametrize("language", languages())
    def test_names_begin_and_end_where_tokens_do(self, language: str) -> None:
        recipe = RECIPES["xx"]
        nlp = spacy.blank("xx")
        infixes = [*nlp.Defaults.infixes, *recipe.infixes]
        nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
        counts = Counts()
        records = drawn(language, 300)
        for record in records:
            gold_doc(nlp, record, counts)
        # What is left are full stops that spaCy does not split off: after "I", "S.p.A.", Serbian Cyrillic "ћ".
        assert counts.misaligned <= 0.03 * sum(len(record.spans) for record in records)

    @pytest.mark.parametrize("language", languages())
    def test_every_label_and_texts_without_names_are_there(self, language: str) -> None:
        records = drawn(language, 400)
        found = [span.label for record in records for span in record.spans]
        assert all(found.count(label) >= 0.04 * len(found) for label in LABELS)
        assert sum(not record.spans for record in records) >= 0.05 * len(records)
        assert len({record.group for record in records}) == len(records)

    @pytest.mark.parametrize("language", languages())
    def test_names_stand_next_to_each_other_without_a_word_between(self, language: str) -> None:
        pairs = 0
        for record in drawn(language, 800):
            pairs += sum(
                record.text[left.end : right.start] in (" ", "") and left.label != right.label
                for left, right in zip(record.spans, record.spans[1:], strict=False)
            )
        assert pairs >= 3

    @pytest.mark.parametrize("language", languages())
    def test_sentences_vary_between_texts(self, language: str) -> None:
        records = drawn(language, 500)
        assert len({record.text for record in records if record.spans}) >= 0.98 * sum(bool(r.spans) for r in records)

    def test_some_sentences_have_an_opening_and_an_addition_of_others(self) -> None:
        texts = [record.text for record in drawn("fr", 600)]
        assert sum(bool(re.search("(^|[.!] )(Selon|D['’]après|En \\d{4},)", text)) for text in texts) >= 20
        assert sum("rapporte" in text or "a précisé" in text for text in texts) >= 15

    def test_a_language_without_templates_is_an_error_that_names_those_that_have_some(self) -> None:
        with pytest.raises(KeyError, match=r"'tlh'.*fr"):
            drawn("tlh", 1)


class TestTemplates:
    @pytest.mark.parametrize("language", languages())
    def test_each_slot_is_a_section_in_one_of_its_forms_or_built_in(self, language: str) -> None:
        own = sections(language)
        for name, section in own.items():
            for template in (template for lines in section.forms.values() for template in lines):
                for slot in slots(template):
                    known = slot.form in own[slot.name].forms if slot.name in own else slot.name in BUILT_IN
                    assert known, f"{name}: {slot}"

    @pytest.mark.parametrize("language", languages())
    def test_each_section_is_used(self, language: str) -> None:
        own = sections(language)
        used = {
            slot.name
            for section in own.values()
            for lines in section.forms.values()
            for line in lines
            for slot in slots(line)
        }
        foreign = {"foreign_first_male", "foreign_first_female", "foreign_last"}
        assert set(own) - used <= set(KINDS) | {"dateline", "lead", "tail"} | foreign

    @pytest.mark.parametrize("language", languages())
    def test_there_are_as_many_as_promised_and_each_once(self, language: str) -> None:
        lines = sections(language)["sentence"].forms[""]
        assert len(lines) >= PROMISED.get(language, FEW)
        assert len(sections(language)["plain"].forms[""]) >= PROMISED.get(language, FEW) / 3
        assert len(sections(language)["headline"].forms[""]) >= 4

    @pytest.mark.parametrize("language", languages())
    def test_plain_ones_hold_no_names(self, language: str) -> None:
        for template in sections(language)["plain"].forms[""]:
            assert all(
                slot.name in ("month", "weekday", "date", "daymonth", "year", "past", "language_name")
                or slot.name in sections(language)
                for slot in slots(template)
            )


class TestGrammar:
    def test_slots_choices_numbers_and_names(self) -> None:
        assert parse_template("{per} ({2..3}) <LOC {a|b {city.at}}>")[0] == Slot("per", "")
        assert list(slots(parse_template("<LOC {a|b {city.at}}>"))) == [Slot("city", "at")]

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("{per", "missing"),
            ("per}", "unexpected"),
            ("<GPE Rom>", "not a label"),
            ("{a b}", "neither a slot"),
            ("<LOC Rom", "missing"),
        ],
    )
    def test_a_faulty_line_is_named(self, line: str, why: str) -> None:
        with pytest.raises(TemplateError, match=f"line 2: .*{why}"):
            parse_sections(f"= sentence\n{line}\n")

    def test_a_line_with_too_few_forms_is_named(self) -> None:
        with pytest.raises(TemplateError, match="line 2: 1 forms of 2"):
            parse_sections("= city LOC : name at\nRom\n")

    def test_a_section_in_forms_with_weights(self) -> None:
        own = parse_sections("= city LOC : name at\n3* Rom / in Rom\nLe Caire / au <LOC Caire>\nOslo / -\n")
        assert len(own["city"].forms[""]) == len(own["city"].forms["name"]) == 5
        assert len(own["city"].forms["at"]) == 4


class TestCyrillic:
    def test_serbian_in_its_other_alphabet_with_its_names(self) -> None:
        text, moves = cyrillic("Njegoš i Ljubica, Džep, UN")
        assert text == "Његош и Љубица, Џеп, УН"
        assert moves[-1] == (20, -3)

    def test_half_of_the_texts_are_in_each_alphabet_and_their_names_whole(self) -> None:
        records = drawn("sr", 400)
        names = [record.text[span.start : span.end] for record in records for span in record.spans]
        assert {"Beograda", "Београда", "Crvena zvezda", "Црвена звезда"} <= set(names)
        share = sum(bool(re.search("[а-ш]", record.text)) for record in records) / len(records)
        assert 0.4 < share < 0.6


class TestLinks:
    @pytest.mark.parametrize(
        ("language", "text", "expected"),
        [
            ("fr", "de~Oslo", "d'Oslo"),
            ("fr", "de~Paris", "de Paris"),
            ("fr", "à~le Japon", "au Japon"),
            ("fr", "De~les Pays-Bas", "Des Pays-Bas"),
            ("fr", "le~arabe", "l'arabe"),
            ("it", "di~gli Stati", "degli Stati"),
            ("it", "in~l'Etna", "nell'Etna"),
            ("it", "A~Ancona e~Empoli", "Ad Ancona ed Empoli"),
            ("es", "Peru y~Irán o~Omán", "Peru e Irán u Omán"),
            ("es", "a~el río de~el mar", "al río del mar"),
            ("pl", "w~Wrocławiu z~Szczecina w~Warszawie", "we Wrocławiu ze Szczecina w Warszawie"),
            ("de", "an~dem Neckar, an~der Elbe", "am Neckar, an der Elbe"),
            ("en", "a~Italian, A~German", "an Italian, A German"),
            ("nl", "de~Rijn", "de Rijn"),
        ],
    )
    def test_words_before_names_have_their_form(self, language: str, text: str, expected: str) -> None:
        assert linked(text, language)[0] == expected


class TestNames:
    @pytest.mark.parametrize(
        ("first", "last", "male", "case", "expected"),
        [
            ("Jan", "Kowalski", True, "gen", "Jana Kowalskiego"),
            ("Marek", "Nowak", True, "ins", "Markiem Nowakiem"),
            ("Tomasz", "Wajda", True, "acc", "Tomasza Wajdę"),
            ("Jerzy", "Zając", True, "dat", "Jerzemu Zającowi"),
            ("Anna", "Kowalska", False, "gen", "Anny Kowalskiej"),
            ("Maria", "Nowak", False, "acc", "Marię Nowak"),
            ("Olga", "Sokół", False, "gen", "Olgi Sokół"),
            ("Maja", "Mucha", False, "gen", "Mai Muchy"),
            ("Paweł", "Dąbek", True, "ins", "Pawłem Dąbkiem"),
            ("Otto", "Biały", True, "gen", "Otto Białego"),
        ],
    )
    def test_polish_names_in_their_cases(self, first: str, last: str, male: bool, case: str, expected: str) -> None:
        assert " ".join(inflected(first, last, male, "pl", case)) == expected

    @pytest.mark.parametrize(
        ("language", "first", "last", "male", "case", "expected"),
        [
            ("cs", "Jan", "Novotný", True, "gen", "Jana Novotného"),
            ("cs", "Tomáš", "Svoboda", True, "ins", "Tomášem Svobodou"),
            ("cs", "Marek", "Hájek", True, "dat", "Markovi Hájkovi"),
            ("cs", "Jana", "Nováková", False, "acc", "Janu Novákovou"),
            ("cs", "Lucie", "Malá", False, "ins", "Lucií Malou"),
            ("uk", "Андрій", "Шевченко", True, "gen", "Андрія Шевченка"),
            ("uk", "Микола", "Коваль", True, "ins", "Миколою Ковалем"),
            ("uk", "Іван", "Кравчук", True, "dat", "Іванові Кравчукові"),
            ("uk", "Марія", "Савицька", False, "acc", "Марію Савицьку"),
            ("uk", "Олена", "Бондар", False, "gen", "Олени Бондар"),
        ],
    )
    def test_czech_and_ukrainian_names_in_their_cases(
        self, language: str, first: str, last: str, male: bool, case: str, expected: str
    ) -> None:
        assert " ".join(inflected(first, last, male, language, case)) == expected

    @settings(max_examples=100, deadline=None)
    @given(ANY, SEED)
    def test_people_have_a_first_and_a_last_name(self, language: str, seed: int) -> None:
        someone = person(language, random.Random(seed))
        assert someone.first
        assert someone.last
        assert someone.first.strip() == someone.first

    def test_one_person_in_five_comes_from_abroad(self) -> None:
        rng = random.Random(5)
        own = set(towns("FR"))
        assert "Rennes" in own
        people = [person("fr", rng, "male", plain=False) for _ in range(2000)]
        known = {person("fr", rng, "male", plain=True).last for _ in range(6000)}
        parts = [re.split(r"[ -]", someone.last)[-1] for someone in people]
        strange = sum(part not in known for part in parts) / len(parts)
        assert 0.1 < strange < 0.35

    def test_countries_are_named_in_the_language(self) -> None:
        assert {"Allemagne", "Japon"} <= set(country_names("fr"))
        assert {"Duitsland", "Japan"} <= set(country_names("nl"))
