"""A record as it was at a past moment, brought back in one transaction and logged.

Restoring is an act like any other: rows added since are taken out, those taken out come
back, columns get their old values, and the database checks all of it. Two kinds of rows
stand apart: papers filed since stay, because nothing takes a scan away, and what
triggers keep follows by itself.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.acting import acting
from iompanama.publishing.languages import untranslated
from iompanama.publishing.workflow import StepRefused, note

from ..models import Change, Document, Merge
from .names import Names
from .rows import instance, taken_together, value_of

# What is not put back with a record that is there: triggers keep its former addresses,
# and a merge is undone on its own page.
STAYS = {"partners_formeraddress", Merge._meta.db_table}
# The column in which a row names the record whose row it is, where it is not called so.
OWNER = {"partners_relation": "source_id"}


@dataclass
class Plan:
    """What it takes to have a record as it was after a line of the log."""

    model: type
    key: int
    after: int
    user: object

    @property
    def name(self):
        return f"{self.model._meta.model_name}:{self.key}"

    @cached_property
    def lines(self):
        named = Change.objects.filter(records__contains=[self.name])
        return list(named.filter(pk__gt=self.after).order_by("pk"))

    @property
    def latest(self):
        """The last line looked at: whoever restores what a page showed restores
        nothing else."""
        return self.lines[-1].pk if self.lines else self.after

    @cached_property
    def comes_back(self):
        """Is the whole record gone by now?"""
        return not self.model._base_manager.filter(pk=self.key).exists()

    @cached_property
    def _taken(self):
        return taken_together(self.lines)

    @cached_property
    def rows(self):
        """Each row from what it is now to what it was then."""
        rows = [row for row in self._taken if self._concerns(row)]
        undone = [row.undone() for row in rows]
        return [row for row in undone if not (row.is_link and self._lacks(row))]

    @cached_property
    def names(self):
        names = Names(self.user)
        names.learn(self.rows)
        return names

    @property
    def obstacles(self):
        """Why it cannot be as it was, in words."""
        return self._merged_since() or self._lacking()

    def _merged_since(self):
        """What came and went with a merge is in the other record, or with it gone."""
        merges = [row for row in self._taken if row.model is Merge]
        parted = [row for row in merges if row.is_added and row.after.get("undone_at")]
        if self.comes_back or len(parted) == len(merges):
            return []
        found = Merge.objects.in_bulk([row.key for row in merges if row not in parted])
        words = _("“%s” were merged or parted since: look at that merge instead.")
        return [words % each for each in found.values()]

    def _lacking(self):
        return [
            _("“%(row)s” cannot come back: %(what)s it refers to is gone.")
            % {
                "row": self._called(row),
                "what": ", ".join(lacking),
            }
            for row in self.rows
            if not row.is_removed and (lacking := self._lacks(row))
        ]

    def _called(self, row):
        if row.is_added:
            return self.names.tie(instance(row.model, row.whole))
        return self.names.of(row.model, row.key)

    def carry_out(self):
        """Takes out first, so that nothing that comes back finds its place taken."""
        latest_first = sorted(self.rows, key=lambda row: -row.lines[-1])
        # Of what comes back, what went last had the others hanging on it.
        for step in (take_out, change, bring_back):
            for row in latest_first:
                step(row)
        connection.check_constraints()

    def _concerns(self, row):
        if self.comes_back:
            return True
        if row.table in STAYS:
            return False
        if is_paper(row.model):
            return row.model is Document and not row.is_added
        owner = OWNER.get(row.table, f"{self.model._meta.model_name}_id")
        return row.records[0] == self.name or (row.before or {}).get(owner) == self.key

    def _lacks(self, row):
        """What the row refers to and is not there, nor comes back with it."""
        return [
            str(each.verbose_name)
            for each in relations(row.model)
            if (key := (row.after or {}).get(each.column)) is not None
            and (each.related_model, key) not in self._there
        ]

    @cached_property
    def _there(self):
        wanted = defaultdict(set)
        undone = [row.undone() for row in self._taken]
        for row in undone:
            for each in relations(row.model):
                wanted[each.related_model].add((row.after or {}).get(each.column))
        there = {(row.model, row.key) for row in undone if row.is_added}
        for model, keys in wanted.items():
            found = model._base_manager.filter(pk__in=keys - {None})
            there |= {(model, key) for key in found.values_list("pk", flat=True)}
        return there


def restore(plan, reason, latest):
    """Have the record as it was; returns it. Raises StepRefused with every reason
    against it, IntegrityError where the database alone knows one."""
    with acting(plan.user, reason):
        lock(plan)
        if plan.latest != latest:
            raise StepRefused(
                [_("The record was changed meanwhile: look at what would change now.")]
            )
        if plan.obstacles:
            raise StepRefused(plan.obstacles)
        try:
            plan.carry_out()
        except ValidationError as error:
            raise StepRefused(error.messages) from error
        record = plan.model._base_manager.get(pk=plan.key)
        note(plan.user, record, gettext_lazy("Restored"), reason)
    return record


def lock(plan):
    """Others who write the record wait, and so does who brings back the same one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [plan.name])
    rows = plan.model._base_manager.select_for_update().filter(pk=plan.key)
    list(rows.values_list("pk"))


def take_out(row):
    if row.is_removed:
        row.model._base_manager.filter(pk=row.key).delete()


def change(row):
    if row.is_added or row.is_removed:
        return
    found = row.model._base_manager.filter(pk=row.key).first()
    if found is None:
        raise StepRefused([_("A row that would change is gone: nothing was restored.")])
    names = []
    for each in row.model._meta.concrete_fields:
        if each.column in row.after:
            setattr(found, each.attname, value_of(each, row.after[each.column]))
            names.append(each.name)
        elif getattr(each, "auto_now", False):
            names.append(each.name)
    check(found)
    found.save(update_fields=names)


def bring_back(row):
    if not row.is_added:
        return
    made = instance(row.model, row.after)
    for each in row.model._meta.concrete_fields:
        if getattr(each, "auto_now", False) and each.column not in row.after:
            setattr(made, each.attname, timezone.now())
    check(made)
    # As it was to the letter: nothing is typeset, dated or filed anew.
    made.save_base(raw=True, force_insert=True)


def check(made):
    """In words what the database would refuse."""
    left_out = untranslated(type(made))
    made.validate_unique(exclude=left_out)
    made.validate_constraints(exclude=left_out)


@cache
def is_paper(model):
    """A document, or what hangs on one."""
    above = {each.related_model for each in relations(model)} - {model}
    return model is Document or any(map(is_paper, above))


def relations(model):
    return [each for each in model._meta.concrete_fields if each.is_relation]
