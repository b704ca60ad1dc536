"""Near-duplicate keys: what makes no difference, what does, and that keys never change."""

import random
import subprocess
import sys
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.fingerprints import BANDS, near_duplicate_keys
from schemas.annotations import Section

ARTICLE = (
    "The ferry between Port Ellis and Marrow Island stopped running on Thursday after divers found a crack in its "
    "hull. Harbour master Ines Talbot said the ship would stay in the dock for at least three weeks. Islanders are "
    "now taken across in fishing boats, which the council pays for. A second ferry has been ordered but is not "
    "expected before May."
)


def words(count: int, seed: int) -> list[str]:
    generator = random.Random(seed)
    return ["".join(generator.choices("abcdefghijklmnoprstuvz", k=generator.randint(2, 10))) for _ in range(count)]


def test_keys_have_their_band_before_a_short_hash() -> None:
    keys = near_duplicate_keys(ARTICLE)
    assert len(keys) == BANDS == len(set(keys))
    assert [key.split(":")[0] for key in keys] == [str(band) for band in range(BANDS)]
    assert all(len(key.split(":")[1]) == 12 for key in keys)


def test_keys_are_those_of_earlier_versions() -> None:
    assert near_duplicate_keys(ARTICLE)[:3] == GOLDEN
    assert near_duplicate_keys("Kurz und gut") == near_duplicate_keys(" kurz und GUT!") == [GOLDEN_SHORT]


GOLDEN = ["0:dda07edae22c", "1:b127f3e78821", "2:ba89127e01b9"]
GOLDEN_SHORT = "x:883fcc05064a"


def test_another_process_gives_the_same_keys() -> None:
    program = "import sys; from processors.fingerprints import near_duplicate_keys as f; print(*f(sys.argv[1]))"
    run = subprocess.run([sys.executable, "-c", program, ARTICLE], capture_output=True, text=True, check=True)
    assert run.stdout.split() == near_duplicate_keys(ARTICLE)


def test_case_white_space_marks_and_entities_make_no_difference() -> None:
    other = ARTICLE.upper().replace(" ", "\n \u00a0").replace(".", "&nbsp;!")
    assert near_duplicate_keys(other) == near_duplicate_keys(ARTICLE)


def test_titles_boilerplate_and_tags_are_left_out() -> None:
    text = f"Ferry stops\n\n{ARTICLE}\n\nRead more: Storm\n\nisland-news"
    body = text.index(ARTICLE)
    sections = [
        Section(kind="title", start=0, end=11),
        Section(kind="body", start=body, end=body + len(ARTICLE)),
        Section(kind="boilerplate", start=text.index("Read"), end=text.index("\n\nisland")),
        Section(kind="tag", start=text.index("island-news"), end=len(text)),
    ]
    assert near_duplicate_keys(text, sections) == near_duplicate_keys(ARTICLE)
    assert near_duplicate_keys(text, sections[:1]) == near_duplicate_keys("Ferry stops")
    assert near_duplicate_keys(text, sections[2:]) == []


@pytest.mark.parametrize(("changed", "least", "most"), [(4, 0.98, 1.0), (7, 0.93, 1.0), (60, 0.0, 0.05)])
def test_copies_share_a_band_and_strangers_rarely(changed: int, least: float, most: float) -> None:
    """Of 200 words, 4 changed ones leave a Jaccard similarity of 0.89, 7 leave 0.81, 60 leave about 0.2."""
    shared = 0
    for seed in range(200):
        original, others = words(200, seed), words(changed, 10_000 + seed)
        copy = list(original)
        for place, word in zip(random.Random(seed).sample(range(200), changed), others, strict=True):
            copy[place] = word
        shared += bool(set(near_duplicate_keys(" ".join(original))) & set(near_duplicate_keys(" ".join(copy))))
    assert least <= shared / 200 <= most


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    text = (
        "港口管理局星期四宣布，往返两岛之间的渡轮因船体出现裂缝而停航，"
        "预计三周之后才能恢复运营，岛上居民暂时乘坐渔船往来。"
    )
    changed = text.replace("三周", "四周")
    assert near_duplicate_keys(text) == near_duplicate_keys(text.replace("，", "\n， "))
    assert set(near_duplicate_keys(text)) & set(near_duplicate_keys(changed))
    assert not set(near_duplicate_keys(text)) & set(near_duplicate_keys(text[::-1]))


def test_different_articles_share_no_key() -> None:
    seen: dict[str, list[int]] = defaultdict(list)
    for seed in range(300):
        for key in near_duplicate_keys(" ".join(words(120, seed))):
            seen[key].append(seed)
    assert all(len(seeds) == 1 for seeds in seen.values())


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_text_has_no_keys(text: str) -> None:
    assert near_duplicate_keys(text) == []


def test_a_short_text_has_the_key_of_the_whole() -> None:
    assert near_duplicate_keys("Ferry stops") == near_duplicate_keys("FERRY  stops.")
    assert near_duplicate_keys("Ferry stops") != near_duplicate_keys("Ferry runs")
    assert [key[:2] for key in near_duplicate_keys("😀")] == ["x:"]


@pytest.mark.parametrize("unit", ["a", "a ", "字", "&", "\ud800 ", "Wort und Satz "])
def test_a_million_characters(unit: str) -> None:
    assert len(near_duplicate_keys(unit * (1_000_000 // len(unit)))) in (1, BANDS)


def test_a_long_text_and_its_copy_share_a_key() -> None:
    original = words(60_000, 1)
    copy = original[:200] + words(2_000, 2) + original[2_200:]
    assert set(near_duplicate_keys(" ".join(original))) & set(near_duplicate_keys(" ".join(copy)))


@given(st.text(st.characters(), max_size=300))
def test_any_text_has_stable_keys(text: str) -> None:
    keys = near_duplicate_keys(text)
    assert keys == near_duplicate_keys(text)
    assert bool(keys) == bool(text.strip()) or "&" in text


PLAIN = st.lists(st.text("abcdefgäöñжящ0189", min_size=1, max_size=8), max_size=60)


@given(PLAIN, st.sampled_from([" ", "\n", "  \t", "\u00a0"]))
def test_white_space_and_case_never_matter(tokens: list[str], space: str) -> None:
    assert near_duplicate_keys(space.join(tokens).upper()) == near_duplicate_keys(" ".join(tokens))
