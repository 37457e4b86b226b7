"""What the log of the admin says, in the reader's language.

Steps and names of fields are kept as the code has them, in English; here they are
told in the language of who reads.
"""

import json
from functools import cache

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext, override


def in_words(entry):
    """What was done, of a LogEntry, in the active language."""
    message = entry.change_message
    try:
        parts = json.loads(message)
    except json.JSONDecodeError:
        label, colon, said = message.partition(": ")
        return f"{label and gettext(label)}{colon}{_label(said) if said else said}"
    for part in parts:
        for act in part.values():
            if "fields" in act:
                act["fields"] = [_label(name) for name in act["fields"]]
    return LogEntry(change_message=json.dumps(parts)).get_change_message()


def _label(name):
    known = _labels().get(capfirst(name))
    return capfirst(str(known)) if known else name


@cache
def _labels():
    """The names of all fields, by what the log calls them."""
    with override(None):
        return {
            capfirst(str(field.verbose_name)): field.verbose_name
            for model in apps.get_models()
            for field in model._meta.fields + model._meta.many_to_many
        }
