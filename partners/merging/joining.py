"""Two records become one: in one transaction, with both locked, or not at all."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg.errors import DeadlockDetected, LockNotAvailable

from iompanama.publishing.acting import acting
from iompanama.publishing.admin.refusals import sentence
from iompanama.publishing.languages import codes, localized
from iompanama.publishing.workflow import StepRefused, note

from ..following import hold, posts_changed
from ..models import Appointment, FormerAddress, Merge
from ..references import open_to
from .moving import move_all
from .texts import taken
from .values import stored_fields, value_of, values_of

# Keys that point nowhere are found at once, and not when all is done.
NOW = "SET CONSTRAINTS ALL IMMEDIATE"
# Milliseconds for a row that somebody else is writing: less than it takes the database
# to find that two wait for each other, so that it is the merge that gives way.
PATIENCE = 700
BUSY = gettext_lazy("Somebody is saving one of these just now. Try again in a moment.")


@dataclass
class Joined:
    """What a merge did, or would do."""

    merge: Merge
    moved: list = field(default_factory=list)
    changes: list = field(default_factory=list)

    @property
    def dropped(self):
        return [each for each in self.moved if each.dropped]


def merge(kept, gone, answers, user, reason):
    """Make one record of two; ``answers`` say by column whose text is kept.

    Raises StepRefused with every reason against it, in words.
    """
    with giving_way(), transaction.atomic():
        return join(*locked(kept, gone), answers, user, reason)


def rehearsed(kept, gone, answers, user):
    """What merging would do, and every reason against it; nothing is written."""
    with giving_way(), transaction.atomic():
        try:
            return join(*locked(kept, gone), answers, user, "?"), []
        except StepRefused as refused:
            return None, refused.reasons
        finally:
            transaction.set_rollback(True)


@contextmanager
def giving_way():
    """Somebody who is writing one of the rows just now is not kept waiting."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
            raise StepRefused([BUSY]) from error
        raise


def be_brief():
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}; {NOW}")


def locked(kept, gone):
    """Both as they are now, for nobody else to change meanwhile."""
    be_brief()
    hold(people_of(kept, gone))
    rows = type(kept)._base_manager.filter(pk__in=(kept.pk, gone.pk))
    found = {each.pk: each for each in rows.select_for_update().order_by("pk")}
    missing = [str(each) for each in (kept, gone) if each.pk not in found]
    if missing or kept.pk == gone.pk:
        names = " · ".join(missing or [str(kept)])
        raise StepRefused([_("“%s” is not there any more.") % names])
    return found[kept.pk], found[gone.pk]


def people_of(*records):
    """Keys of the people whose posts change with the records."""
    model = type(records[0])
    keys = [each.pk for each in records]
    if model is Appointment._meta.get_field("official").related_model:
        return keys
    held = Appointment.objects.filter(institution__in=keys)
    return list(held.order_by("official").values_list("official", flat=True).distinct())


def join(kept, gone, answers, user, reason):
    people = people_of(kept, gone)
    record = begun(kept, gone, user, reason)
    with acting(user, reason):
        values = taken(kept, gone, answers)
        addresses = addresses_of(gone)
        moved = move_all(gone, kept)
        if reasons := list(in_the_way(moved, user)):
            raise StepRefused(reasons)
        record.moved = [each.written() for each in moved if each.keys or each.dropped]
        try:
            gone.delete()
            record.changed = settled(kept, values)
        except IntegrityError as error:
            raise StepRefused([sentence(error)]) from error
        keep_addresses(kept, addresses)
        record.save()
        note(user, kept, gettext_lazy("Merged"), reason)
        return Joined(record, moved, posts_changed(people, user))


def begun(kept, gone, user, reason):
    subject = kept._meta.model_name
    return Merge(
        **{subject: kept},
        kept_key=kept.pk,
        kept_name=str(kept)[:250],
        gone_key=gone.pk,
        gone_name=str(gone)[:250],
        row=values_of(gone),
        by=user,
        reason=reason,
    )


def settled(record, values):
    """Save the new values; by column, what it was before and what it became."""
    fields = {each.name: each for each in stored_fields(type(record))}
    before = {name: value_of(record, fields[name]) for name in values}
    for name, value in values.items():
        setattr(record, fields[name].attname, value)
    record.save()
    return {
        name: {"before": before[name], "after": value_of(record, fields[name])}
        for name in values
    }


def addresses_of(record):
    """Language and last part of every address the record has."""
    columns = {each.name for each in stored_fields(type(record))}
    if "slug" in columns:
        return [("", record.slug)]
    found = [(code, getattr(record, localized("slug", code))) for code in codes()]
    return [(code, slug) for code, slug in found if slug]


def keep_addresses(kept, addresses):
    """They lead to the kept record, unless they are its own by now."""
    own = set(addresses_of(kept))
    subject = kept._meta.model_name
    for code, slug in addresses:
        if (code, slug) not in own:
            FormerAddress.objects.create(**{subject: kept}, language=code, slug=slug)


def in_the_way(moved, user):
    """Each rule that holds a row back, with the name of what the row belongs to: what
    is hidden from the reader is not named."""
    for each in moved:
        for row, words in each.refused:
            name = name_of(each.relation.owner, row, user)
            if name is None:
                name = _("%s, not open to you") % each.relation.label
            yield f"{name}: {words}"


def name_of(owner, row, user):
    thing = getattr(row, owner.name) if owner else row
    seen = open_to(type(thing), user).filter(pk=thing.pk).exists()
    return f"“{thing}”" if seen else None
