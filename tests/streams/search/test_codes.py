"""What somebody writes after `place:` and `organisation:` as a code."""

import pytest

from streams.search.codes import code_of
from streams.search.syntax import FieldName


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("location", "Germany", "country:DE"),
        ("location", "Deutschland", "country:DE"),
        ("location", "germany", "country:DE"),
        ("location", "США", "country:US"),
        ("location", "usa", "country:US"),
        ("location", "FR", "country:FR"),
        ("location", "country:FR", "country:FR"),
        ("location", "region:150", "region:150"),
        ("location", "Europa", "region:150"),
        ("location", "Grünhagen", None),
        ("location", "Island", None),
        ("location", "fr", None),
        ("location", "", None),
        ("organisation", "NATO", "org:NATO"),
        ("organisation", "nato", "org:NATO"),
        ("organisation", "ООН", "org:UN"),
        ("organisation", "org:UN", "org:UN"),
        ("organisation", "Hafenbund", None),
        ("organisation", "Germany", None),
        ("person", "Germany", None),
    ],
)
def test_the_code_that_is_meant(field: FieldName, text: str, code: str | None) -> None:
    assert code_of(field, text) == code
