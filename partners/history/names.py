"""What the log speaks of, by name: in as many queries as there are kinds of records."""

from collections import defaultdict

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from iompanama.publishing.fields import RichTextField
from iompanama.publishing.languages import codes, localized

from ..models import Agreement, Change, Document, DocumentVersion, PageText
from .rows import instance

# What hangs on a document, and is seen with it.
OF_A_PAPER = (DocumentVersion, PageText)


class Names:
    """Objects by model and key, as far as the user may know of them."""

    def __init__(self, user):
        self.user, self.found = user, {}
        self.wanted = defaultdict(set)

    def learn(self, rows):
        """Everything that is needed to tell of the rows."""
        for row in rows:
            self._want_row(row)
        missing = self._load()
        gone = self._gone(missing)
        self._learn_names_of([*filter(None, self.found.values()), *gone.values()])
        versions = (v for v in self.found.values() if isinstance(v, DocumentVersion))
        self._learn_names_of(list(versions))
        self.found.update(gone)
        for each in filter(None, self.found.values()):
            self.tie(each)

    def _learn_names_of(self, found):
        """What these are named after."""
        for each in found:
            if each._meta.app_label == "partners":
                self._want_related(type(each), vars(each), own=True)
        self._load()

    def get(self, model, key):
        return self.found.get((model, key))

    def of(self, model, key):
        found = self.get(model, key)
        return str(found) if found else _("(not shown)")

    def tie(self, made):
        """Give an object what it refers to, so that its name asks for nothing."""
        for each in _relations(type(made)):
            key = getattr(made, each.attname)
            if key is not None and not each.is_cached(made):
                known = self.get(each.related_model, key)
                each.set_cached_value(made, known or nameless(each.related_model))
        return made

    def _want_row(self, row):
        for columns in (row.before, row.after):
            self._want_related(row.model, columns or {})
        if hides(row.model) or not (row.is_added or row.is_removed or row.is_link):
            self.wanted[row.model].add(row.key)

    def _want_related(self, model, columns, *, own=False):
        for each in _relations(model):
            key = columns.get(each.attname if own else each.column)
            if key is not None:
                self.wanted[each.related_model].add(key)

    def _load(self):
        """Find what is wanted and not known yet; what is not there."""
        missing = {}
        for model, keys in self.wanted.items():
            unknown = [key for key in keys if (model, key) not in self.found]
            if unknown:
                rows = visible(model, self.user).in_bulk(unknown)
                self.found |= {(model, key): rows.get(key) for key in unknown}
                missing[model] = set(unknown) - set(rows)
        self.wanted.clear()
        return {model: keys for model, keys in missing.items() if keys}

    def _gone(self, missing):
        """Rows that are no longer there, as the log saw them last."""
        tables = {
            model._meta.db_table: model
            for model in missing
            if model._meta.app_label == "partners"
        }
        if not tables:
            return {}
        keys = set().union(*missing.values())
        lines = Change.objects.filter(
            table__in=tables, row__in=keys, action=Change.Action.REMOVED
        ).order_by("pk")
        return {
            (tables[line.table], line.row): found
            for line in lines
            if line.row in missing[tables[line.table]]
            and self.may_know(found := instance(tables[line.table], line.before))
        }

    def may_tell(self, row):
        """Is a row of a record for these eyes?"""
        model = Document if issubclass(row.model, OF_A_PAPER) else row.model
        if not self.user.has_perm(f"partners.view_{model._meta.model_name}"):
            return False
        return not hides(row.model) or self.get(row.model, row.key) is not None

    def may_know(self, record):
        """Of what is gone: as ``visible_to`` answers while it is there."""
        if isinstance(record, OF_A_PAPER):
            return self.user.has_perm("partners.read_confidential")
        access = getattr(record, "access", Agreement.Access.PUBLIC)
        if access == Agreement.Access.PUBLIC:
            return True
        # Of an agreement the title is for all of the staff, of a paper nothing.
        is_closed = access == Agreement.Access.CONFIDENTIAL
        if is_closed and not isinstance(record, Agreement):
            return self.user.has_perm("partners.read_confidential")
        return self.user.has_perm("partners.read_internal")


def hides(model):
    """Are there rows of it that not every reader of the register may see?"""
    return hasattr(model._default_manager.all(), "visible_to")


def visible(model, user):
    """What the user may know the name of, without what no name needs."""
    rows = model._default_manager
    found = rows.visible_to(user) if hides(model) else QuerySet(model)
    heavy = [
        each.name
        for each in model._meta.concrete_fields
        if each.generated or isinstance(each, RichTextField)
    ]
    return found.defer(*heavy)


def nameless(model):
    """Stands for what is hidden from the reader, or on record no more."""
    made, columns = model(), {each.name for each in model._meta.fields}
    for name in ("title", "name"):
        for column in (name, *(localized(name, code) for code in codes())):
            if column in columns:
                setattr(made, column, _("(not shown)"))
    return made


def _relations(model):
    return [each for each in model._meta.concrete_fields if each.is_relation]
