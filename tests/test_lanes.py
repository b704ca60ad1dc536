from tests.conftest import encodable


def test_what_a_lane_cannot_send_is_written_as_an_escape():
    report = {
        "sections": [("Captured log", "half \ud800")],
        "duration": 0.5,
        "keywords": {"a\udfff": 1},
        "longrepr": None,
    }
    assert encodable(report) == {
        "sections": [("Captured log", "half \\ud800")],
        "duration": 0.5,
        "keywords": {"a\\udfff": 1},
        "longrepr": None,
    }
