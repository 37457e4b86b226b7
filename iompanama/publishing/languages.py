"""The languages of the content: which there are, and where an object exists.

A text is there in a language or it is not; nothing falls back. Everything that
lists, links or announces a text asks this module.
"""

from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _


def codes():
    """Codes of the languages of the content, the office's first language first."""
    return list(settings.MODELTRANSLATION_LANGUAGES)


def current():
    """Code of the language the reader is reading in."""
    code = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return code if code in codes() else settings.MODELTRANSLATION_DEFAULT_LANGUAGE


def other_than(code):
    return [each for each in codes() if each != code]


def localized(name, code=None):
    """The column that holds ``name`` in a language: ``title`` → ``title_es``."""
    return f"{name}_{code or current()}"


def written(name):
    """Condition: the column holds a text (modeltranslation leaves NULL or "")."""
    return Q(**{f"{name}__gt": ""})


def in_any_language(name):
    """For a constraint: the text is there in one language at least. Said without
    NULL, because a CHECK takes what is neither true nor false."""
    columns = [localized(name, code) for code in codes()]
    return reduce(or_, (Q(**{f"{c}__isnull": False}) & written(c) for c in columns))


def untranslated(model):
    """Names of the columns without a language, kept by modeltranslation beside each
    translated text: they hold nothing of their own."""
    return {
        each.translated_field.name
        for each in model._meta.concrete_fields
        if hasattr(each, "translated_field")
    }


def one_address(model):
    """Constraints: in each language an address (slug) leads to one object alone."""
    return [
        models.UniqueConstraint(
            fields=[localized("slug", code)],
            name=f"{model}_{localized('slug', code)}",
            condition=written(localized("slug", code)),
            violation_error_message=_("Another record has this address already."),
        )
        for code in codes()
    ]


class BilingualQuerySet(models.QuerySet):
    def in_language(self, code=None):
        """What can be read in the language: every text needed to read it is there."""
        return self.filter(self.model.readable_in(code or current()))

    def in_some_language(self):
        return self.filter(reduce(or_, map(self.model.readable_in, codes())))

    def with_languages(self):
        """Lets ``languages_here`` answer without the texts themselves."""
        return self.annotate(
            **{
                localized("reads", code): Case(
                    When(
                        self.model.readable_in(code) & Q(pk__isnull=False), Value(True)
                    ),
                    default=Value(False),
                )
                for code in codes()
            }
        )


class Bilingual(models.Model):
    """Something with texts in several languages, each there or not there."""

    # Fields that must hold a text before the object can be read in a language.
    needed_to_read = ()

    class Meta:
        abstract = True

    @classmethod
    def readable_in(cls, code):
        """Twin of ``reads_in`` for the database."""
        needed = [written(localized(name, code)) for name in cls.needed_to_read]
        return reduce(and_, needed, Q())

    def reads_in(self, code):
        return all(getattr(self, localized(name, code)) for name in self.needed_to_read)

    def languages(self):
        """Codes of the languages this object can be read in."""
        return [code for code in codes() if self.reads_in(code)]

    @property
    def languages_here(self):
        """``languages`` as the query ``with_languages`` found them."""
        return [code for code in codes() if getattr(self, localized("reads", code))]

    def url_in(self, code):
        """Address of this object's page in a language."""
        with override(code):
            return self.get_absolute_url()

    @property
    def language_nearest(self):
        """The reader's, where this object can be read in it, else one it is in."""
        speaks = self.languages()
        return current() if current() in speaks else next(iter(speaks), current())

    def name_in(self, code):
        """What this object is called in a language it can be read in."""
        with override(code):
            return str(self)

    def in_words(self, name):
        """The text of a field with its language: the reader's, else any there is.

        For names alone (an institution, a post): a text is never shown this way.
        """
        for code in [current(), *other_than(current())]:
            if text := getattr(self, localized(name, code)):
                return text, code
        return "", current()
