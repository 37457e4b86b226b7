"""The history of a record, act by act: who, when, why, and what in words."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial

from django.core.paginator import Paginator
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iompanama.publishing.comparing import Piece

from ..models import Change
from .names import Names
from .rows import instance, taken_together
from .telling import Told, columns_told

PER_PAGE = 20


@dataclass
class RowTold:
    """A row that belongs to the record: what it is and what became of it."""

    kind: str
    name: str
    action: str
    columns: list


@dataclass
class ActTold:
    """What somebody did with a record in one go."""

    key: object
    at: object
    actor: object
    reason: str
    # Whole record entered or deleted, or empty.
    action: str = ""
    own: list = field(default_factory=list)
    rows: list = field(default_factory=list)


def page_of_acts(record, user, number):
    """A page of the history of a record, the newest act first: six queries, and two
    for each kind of record that it names."""
    lines = Change.objects.of(record)
    acts = lines.values("act").annotate(last=Max("pk")).order_by("-last")
    page = Paginator(acts, PER_PAGE).get_page(number)
    keys = [each["act"] for each in page]
    by_act = defaultdict(list)
    for line in lines.filter(act__in=keys).select_related("actor").order_by("pk"):
        by_act[line.act].append(line)
    taken = {key: taken_together(by_act[key]) for key in keys}
    names = Names(user)
    names.learn([row for rows in taken.values() for row in rows])
    told = (act_told(by_act[key][-1], taken[key], record, names) for key in keys)
    # That something was done with a paper is known to who may open it.
    page.acts = [act for act in told if act.action or act.own or act.rows]
    return page


def act_told(line, rows, record, names):
    # An import or a command gives its reason in a phrase of the catalogue.
    reason = _(line.reason) if line.reason else ""
    act = ActTold(line.act, line.at, line.actor, reason)
    act.action, act.own, act.rows = rows_told(rows, type(record), record.pk, names)
    return act


def rows_told(rows, model, key, names):
    """What became of the record as a whole, of its own columns, and of its rows."""
    action, own, others = "", [], []
    links = defaultdict(list)
    for row in rows:
        if row.model is model and row.key == key:
            action = whole(row)
            own += columns_told(row, names)
        elif row.is_link:
            links[row.model].append(row)
        elif names.may_tell(row):
            others.append(row_told(row, names))
    own += [link_told(each, rows, names) for each, rows in links.items()]
    return action, [told for told in own if told.pieces], others


def whole(row):
    """What became of the record itself, where it came or went."""
    if row.is_added:
        return _("The record comes back.") if row.is_undone else _("Entered.")
    return _("Deleted.") if row.is_removed else ""


def row_told(row, names):
    if row.is_added or row.is_removed:
        made = names.tie(instance(row.model, row.whole))
    else:
        made = names.get(row.model, row.key)
    name = str(made) if made else _("(not shown)")
    columns = columns_told(row, names)
    if row.is_added or row.is_removed:
        # Without the record whose page this is, and what the name says already.
        owners = {record.partition(":")[0] for record in row.records}
        columns = [
            each
            for each in columns
            if each.name not in owners and each.pieces[0].words not in name
        ]
    kind = capfirst(str(row.model._meta.verbose_name))
    return RowTold(kind, name, action_of(row), list(columns))


def link_told(model, rows, names):
    """Topics, places, readers: the names that came and those that went."""
    column = next(
        each
        for each in model._meta.auto_created._meta.many_to_many
        if each.remote_field.through is model
    )
    other = model._meta.get_field(column.m2m_reverse_field_name())
    found = defaultdict(set)
    for row in rows:
        found["del" if row.is_removed else "ins"].add(row.whole[other.column])
    # Written anew in one go, a list may hold the same as before.
    same = found["del"] & found["ins"]
    said = partial(names.of, other.related_model)
    pieces = [
        Piece(kind, ", ".join(sorted(map(said, found[kind] - same))))
        for kind in ("del", "ins")
        if found[kind] - same
    ]
    return Told(column.name, capfirst(str(column.verbose_name)), pieces)


def action_of(row):
    if row.is_undone:
        words = (_("comes back"), _("goes"), _("changes back"))
    else:
        words = (_("added"), _("taken out"), _("changed"))
    return words[0 if row.is_added else 1 if row.is_removed else 2]
