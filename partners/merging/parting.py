"""What was merged becomes two again: everything that nobody has changed since."""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from iompanama.publishing.acting import acting
from iompanama.publishing.admin.refusals import sentence
from iompanama.publishing.workflow import StepRefused, note

from ..following import hold, posts_changed
from ..models import FormerAddress, Merge
from ..references import Relation
from .joining import BUSY, addresses_of, be_brief, giving_way, people_of
from .moving import put
from .values import brought_back, stored_fields, value_of

UNDONE = gettext_noop("Merge undone")


@dataclass
class Parted:
    """What came back, and in words what could not."""

    merge: Merge
    back: object = None
    # Relation and how many of its rows point at the one that came back.
    returned: list = field(default_factory=list)
    left: list = field(default_factory=list)
    changes: list = field(default_factory=list)


def undo(merge, user):
    """Raises StepRefused where the record cannot come back at all."""
    with giving_way(), transaction.atomic():
        return part(locked(merge), user)


def rehearsed(merge, user):
    """What undoing would do, or every reason against it; nothing is written."""
    with giving_way(), transaction.atomic():
        try:
            return part(locked(merge), user), []
        except StepRefused as refused:
            return None, refused.reasons
        finally:
            transaction.set_rollback(True)


def locked(merge):
    """The merge as it is now, with the record that stands for both locked."""
    be_brief()
    hold(people_of(merge.kept))
    kept = type(merge.kept)._base_manager
    list(kept.filter(pk=merge.kept.pk).select_for_update().values_list("pk"))
    found = Merge.objects.select_for_update().filter(pk=merge.pk).first()
    if found is None or found.kept != merge.kept:
        raise StepRefused([BUSY])
    if found.undone_at:
        raise StepRefused([_("This merge was undone already.")])
    return found


def part(merge, user):
    parted = Parted(merge)
    kept = merge.kept
    with acting(user, UNDONE):
        people = people_of(kept)
        give_back_texts(parted, kept)
        forget_addresses(merge, kept)
        parted.back = bring_back(parted, type(kept))
        for each in merge.moved:
            return_rows(parted, kept, **each)
        merge.undone_at, merge.undone_by = timezone.now(), user
        merge.save(update_fields=["undone_at", "undone_by"])
        people = {*people, *people_of(kept, parted.back)}
        parted.changes = posts_changed(people, user)
        for each in (parted.back, kept):
            note(user, each, UNDONE)
    return parted


def bring_back(parted, model):
    """The record that went, without what is not there any more."""
    row = dict(parted.merge.row)
    for column in stored_fields(model):
        if column.is_relation and is_missing(column, row.get(column.attname)):
            row[column.attname] = None
            words = _("“%s” is not there any more and stays empty.")
            parted.left.append(words % column.verbose_name)
    try:
        with transaction.atomic():
            return brought_back(model, row)
    except IntegrityError as error:
        raise StepRefused([sentence(error)]) from error


def is_missing(column, key):
    others = column.related_model._base_manager
    return key is not None and not others.filter(pk=key).exists()


def forget_addresses(merge, kept):
    """The addresses of the one that comes back lead to itself again."""
    gone = type(kept)(**{name: merge.row[name] for name in merge.row if "slug" in name})
    for code, slug in addresses_of(gone):
        FormerAddress.objects.filter(
            **{kept._meta.model_name: kept}, language=code, slug=slug
        ).delete()


def give_back_texts(parted, kept):
    """The kept record says again what it said before, where it still says what the
    merge made of it."""
    merge = parted.merge
    fields = {each.name: each for each in stored_fields(type(kept))}
    names = {columns[0] for columns in kept.other_names}
    for name, change in merge.changed.items():
        column = fields.get(name)
        if column is None:
            continue
        now = stored(value_of(kept, column))
        if name in names:
            setattr(kept, name, without(now, change))
        elif kept.pk == merge.kept_key and now == change["after"]:
            setattr(kept, column.attname, column.to_python(change["before"]))
        else:
            words = _("“%s” was changed since and stays as it is.")
            parted.left.append(words % column.verbose_name)
    kept.save()


def stored(value):
    """As it stands in a JSONField."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def without(names, change):
    """The other names without those that the merge brought."""
    before = set(change["before"] or [])
    brought = {name for name in change["after"] if name not in before}
    return [name for name in names or [] if name not in brought]


def return_rows(parted, kept, model, field, keys, dropped):
    """The rows of one relation, where they still point at the kept record."""
    rows_of = apps.get_model(model)
    relation = Relation(next(f for f in rows_of._meta.fields if f.attname == field))
    back = parted.back
    there = rows_of._base_manager.filter(pk__in=keys, **{field: kept.pk})
    found = list(there.values_list("pk", flat=True))
    if error := put(there, **{field: back.pk}):
        each = rows_of._base_manager
        found = [
            key for key in found if not put(each.filter(pk=key), **{field: back.pk})
        ]
        parted.left.append(f"{relation.label}: {sentence(error)}")
    returned = len(found) + sum(comes_back(rows_of, row) for row in dropped)
    if returned:
        parted.returned.append((relation.label, returned))
    if missing := len(keys) + len(dropped) - returned:
        words = ngettext(
            "%(label)s: one was changed or deleted since and stays as it is.",
            "%(label)s: %(n)s were changed or deleted since and stay as they are.",
            missing,
        )
        parted.left.append(words % {"label": relation.label, "n": missing})


def comes_back(rows_of, row):
    """Was the row that was taken out written again?"""
    try:
        with transaction.atomic():
            brought_back(rows_of, row)
    except IntegrityError:
        return False
    return True
