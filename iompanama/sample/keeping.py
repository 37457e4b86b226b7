"""How a record is kept: through the rules an editor meets, and without doubles."""

from collections import Counter
from contextlib import contextmanager

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from iompanama.publishing.languages import codes, localized, untranslated
from partners.models import Institution, Merge, Official

from .checks import Problem, Refused


class Keeping:
    """One run of an import: what is on record so far, and how it came about.

    What somebody has changed by hand since the last run is left as it is.
    """

    def __init__(self, pictures):
        self.pictures = pictures
        self.found = {}  # kind → id → object
        self.outcome = {}  # object → new, changed, unchanged or left alone
        self.name_of = {}  # object → its record, for a refusal
        self.touched = set(LogEntry.objects.values_list("content_type", "object_id"))
        with connection.cursor() as cursor:  # a second import waits for the first
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('import'))")

    def __call__(self, kind, key, model, values, *, own=None, new=dict, is_left=None):
        """The object of a record, made or brought up to date.

        ``own`` are the columns it is found by, ``new`` gives what a new one needs
        besides. A value of the type Path is a picture.
        """
        record = f"{kind} “{key}”"
        own = own or {"key": key}
        with naming(record):
            item = model._base_manager.filter(**own).order_by("pk").first()
            outcome = "unchanged" if item else "new"
            if item is None and (item := merged(model, own)):
                outcome = "left alone"
            elif item is None:
                item = model(**own, **new())
            elif self._is_touched(item) or (is_left and is_left(item)):
                outcome = "left alone"
            if outcome != "left alone" and (
                self._assign_all(item, values) or outcome == "new"
            ):
                check_and_save(item)
                outcome = "new" if outcome == "new" else "changed"
        self.found.setdefault(kind, {})[key] = item
        self.outcome[item], self.name_of[item] = outcome, record
        return item

    def get(self, kind, key):
        return None if key is None else self.found[kind][key]

    def all(self, kind, keys):
        return [self.found[kind][key] for key in keys]

    def is_left(self, item):
        return self.outcome[item] == "left alone"

    def parents(self, kind, records):
        """Set when all are there: a record may stand before what it is part of."""
        for record in records:
            item = self.found[kind][record["id"]]
            parent = self.get(kind, record["parent"])
            if not self.is_left(item) and assign(item, {"parent": parent}):
                with naming(self.name_of[item], "parent"):
                    check_and_save(item)
                self._has_changed(item)

    def links(self, item, **lists):
        """Many-to-many fields, only where they differ."""
        for name, rows in lists.items():
            manager = getattr(item, name)
            kept = set(manager.values_list("pk", flat=True))
            if not self.is_left(item) and kept != {row.pk for row in rows}:
                manager.set(rows)
                self._has_changed(item)

    def rows(self, item, name, wanted):
        """The rows that belong to an object, in their order; made anew if they differ.

        They are matched by their place: nothing else in them is sure to stay.
        """
        manager = getattr(item, name)
        kept = list(manager.order_by("pk"))
        same = len(kept) == len(wanted) and not any(map(assign, kept, wanted))
        if same or self.is_left(item):
            return kept
        manager.all().delete()
        self._has_changed(item)
        return [
            self._row(item, manager, values, (name, str(number)))
            for number, values in enumerate(wanted, 1)
        ]

    def facts(self):
        """One line a kind: how many records, and what became of them."""
        for kind, items in self.found.items():
            outcomes = Counter(self.outcome[item] for item in items.values())
            yield f"{kind}: " + ", ".join(f"{n} {word}" for word, n in outcomes.items())

    def _row(self, item, manager, values, fields):
        row = manager.model(**{manager.field.name: item})
        with naming(self.name_of[item], *fields):
            assign(row, values)
            check_and_save(row)
        return row

    def _assign_all(self, item, values):
        files = {name: value for name, value in values.items() if is_path(value)}
        plain = {name: value for name, value in values.items() if name not in files}
        changed = assign(item, plain)
        for name, path in files.items():
            changed |= self.pictures.put(item, name, path)
        return changed

    def _has_changed(self, item):
        if self.outcome[item] == "unchanged":
            self.outcome[item] = "changed"

    def _is_touched(self, item):
        type_id = ContentType.objects.get_for_model(item).pk
        return (type_id, str(item.pk)) in self.touched


def merged(model, own):
    """The record that stands for one that somebody made part of another, or None."""
    if not issubclass(model, Official | Institution):
        return None
    return Merge.objects.kept_instead(model, **own)


@contextmanager
def naming(record, *fields):
    """Says of which record a rule of the models or of the database speaks."""
    try:
        yield
    except ValidationError as error:
        raise Refused(list(_problems((record, *fields), error))) from error
    except DatabaseError as error:
        what = str(error).splitlines()[0].rstrip(".")
        raise Refused([Problem((record, *fields), what)]) from error


def assign(item, values):
    """Set the values as they will be stored; True when any of them differs."""
    changed = False
    for name, value in values.items():
        field = item._meta.get_field(name)
        if field.is_relation:
            name, value = field.attname, value and value.pk
        else:
            value = as_stored(field, value)
        if getattr(item, name) != value:
            setattr(item, name, value)
            changed = True
    return changed


def as_stored(field, value):
    value = field.to_python(value)
    return field.settled(value) if hasattr(field, "settled") else value


def check_and_save(item):
    """The model's own rules, then the database's.

    The column without a language, which modeltranslation keeps, has no content of its
    own: the texts by language are checked instead.
    """
    item.full_clean(exclude=untranslated(type(item)))
    item.save()


def is_path(value):
    return hasattr(value, "read_bytes")


def texts(name, values):
    """``{"es": …, "en": …}`` as columns; a language that is not there stays empty."""
    values = values or {}
    return {localized(name, code): values.get(code) or "" for code in codes()}


def lines(name, values):
    return {localized(name, code): values.get(code) or [] for code in codes()}


def _problems(path, error):
    if not hasattr(error, "error_dict"):
        return [Problem(path, message.rstrip(".")) for message in error.messages]
    return [
        Problem(path if name == "__all__" else (*path, name), message.rstrip("."))
        for name, messages in error.message_dict.items()
        for message in messages
    ]
