"""What is said on stderr."""

import logging

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation


@pytest.mark.parametrize(
    ("error", "is_told_whole"),
    [(PermissionDenied(), False), (SuspiciousOperation(), False), (ValueError(), True)],
)
def test_refusal_is_one_line_and_a_fault_is_told_whole(error, is_told_whole):
    told = settings.LOGGING["filters"]["refusals"]["callback"]
    record = logging.makeLogRecord({"exc_info": (type(error), error, None)})

    assert told(record)
    assert bool(record.exc_info) == is_told_whole
