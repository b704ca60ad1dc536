"""A group that no broker leads yet is asked for again; that it stays so, and everything else, is an error."""

from typing import Any

import pytest
from kafka.errors import CoordinatorNotAvailableError, GroupAuthorizationFailedError, KafkaError

from streams import kafka_admin
from streams.kafka_admin import describe_group

DESCRIBED = {"group_state": "Dead", "members": []}


class Admin:
    """Answers as brokers do that have just begun: some errors, then the group."""

    def __init__(self, *errors: KafkaError) -> None:
        self.errors = list(errors)

    def describe_groups(self, groups: list[str], **options: Any) -> dict[str, Any]:
        if self.errors:
            raise self.errors.pop(0)
        return dict.fromkeys(groups, DESCRIBED | options)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_admin, "COORDINATOR_AGAIN_SECONDS", 0)


def test_a_group_that_nobody_leads_yet_is_asked_for_again() -> None:
    admin = Admin(CoordinatorNotAvailableError(), CoordinatorNotAvailableError())
    found = describe_group(admin, "group", include_authorized_operations=True)  # type: ignore[arg-type]
    assert found == DESCRIBED | {"include_authorized_operations": True}
    assert not admin.errors


def test_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_admin, "COORDINATOR_SECONDS", -1)
    with pytest.raises(CoordinatorNotAvailableError):
        describe_group(Admin(CoordinatorNotAvailableError()), "group")  # type: ignore[arg-type]


def test_another_error_is_told_at_once() -> None:
    admin = Admin(GroupAuthorizationFailedError(), CoordinatorNotAvailableError())
    with pytest.raises(GroupAuthorizationFailedError):
        describe_group(admin, "group")  # type: ignore[arg-type]
    assert len(admin.errors) == 1
