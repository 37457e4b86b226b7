"""What is said on stderr: a refusal in one line, a fault with all there is to it."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation

REFUSALS = (PermissionDenied, SuspiciousOperation)


def without_traceback_of_refusal(record):
    if record.exc_info and isinstance(record.exc_info[1], REFUSALS):
        record.exc_info = record.exc_text = None
    return True
