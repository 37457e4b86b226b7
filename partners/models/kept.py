"""Records that others stand on: they are not deleted while they do, but retired."""

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..references import is_referenced


class KeptQuerySet(models.QuerySet):
    def in_use(self):
        """What may be chosen for something new."""
        return self.filter(retired_on__isnull=True)

    def delete(self):
        for record in self:
            record.refuse_if_referenced()
        return super().delete()


class Kept(models.Model):
    """A record with relations from all over the site (``references``)."""

    retired_on = models.DateField(
        gettext_lazy("retired on"),
        null=True,
        blank=True,
        help_text=gettext_lazy(
            "From then on it is not offered any more for something new. Its page stays "
            "and says so; an empty day takes it back into use."
        ),
    )

    class Meta:
        abstract = True

    def delete(self, *args, **kwargs):
        self.refuse_if_referenced()
        return super().delete(*args, **kwargs)

    def refuse_if_referenced(self):
        """Lists of many would go in silence: Django protects only plain keys."""
        if is_referenced(self):
            raise ProtectedError(
                _("“%s” cannot be deleted: other records refer to it.") % self, {self}
            )
