"""Every address of the site, as one list to walk."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils.translation import override

from iompanama.publishing.languages import codes

# What one asks of the lists: words, each filter, another day.
LISTS = (
    "",
    "?words=zarzuela",
    "?party=shared-office",
    "?topic=shared-topic",
    "?kind=data_sharing_agreement",
    "?state=in_force",
    "?signatory=shared-person",
    "?language=pt",
    "?scan=yes",
    "?ends=90&year=2025",
    "?on=2025-06-01",
)
CHOICES = (
    ("news", "agreementlink", "agreement"),
    ("partners", "relation", "target"),
    ("partners", "party", "institution"),
    ("partners", "signature", "official"),
)
QUESTIONS = {
    "complete": ("?q=zarz",),
    "search": ("?q=zarzuela", "?q=zarsuela", "?q=ZZ-7"),
    "search_feed": ("?q=zarzuela",),
    "search_file": ("?q=zarzuela",),
    "partners:agreements": (*LISTS, "?show=table", "?show=timeline"),
    "partners:agreements_file": LISTS[:3],
    "partners:institution": ("", "?on=2025-06-01"),
    "partners:official": ("", "?on=2025-06-01"),
    "partners:document": ("", "?q=zarzuela", "?version=1"),
    "partners:document_page": ("", "?q=zarzuela"),
    "admin:partners_agreement_changelist": (
        "",
        "?q=zarzuela",
        "?kind=data_sharing_agreement",
        "?access__exact=confidential",
        "?o=-1",
    ),
    "admin:partners_opening_changelist": ("", "?q=zarzuela"),
    "admin:partners_official_alike": ("?name=Rita+Morena",),
    "admin:partners_institution_alike": ("?name_es=Oficina+compartid",),
    "admin:autocomplete": tuple(
        f"?app_label={app}&model_name={model}&field_name={name}&term={words}"
        for app, model, name in CHOICES
        for words in ("", "zarzuela")
    ),
}
# Where something can be sent, beside being asked for.
SENT = ("_change", "_delete", "_restore", "_bring_back", "_again")
# No page of these has to do with agreements; forms to add are as good as empty.
ASIDE = re.compile(
    "admin:(auth|outbox|pages|vocabulary|news_(photo|consent|work|repair|mention)"
    "|news_pressrelease_(previews|editions|compare|here|confirm|translations.*|delete)"
    "|log|password|jsi18n|my_mail)|pages:|.*_add$|robots|.*_template"
)
# Another at each asking.
FRESH = re.compile(rb'(name="csrfmiddlewaretoken" value|nonce)="[\w-]+"')


class Answer(NamedTuple):
    status: int
    location: str
    body: bytes
    queries: int


@dataclass(frozen=True)
class Address:
    """A place on the site with one question asked there, or an empty form sent."""

    name: str
    path: str
    is_sent: bool = False

    def ask(self, browser):
        """The answer as far as the reader can tell it from another, and its cost. What
        was written meanwhile, who has what open, is taken back."""
        ContentType.objects.clear_cache()
        reset_queries()
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            response = (browser.post if self.is_sent else browser.get)(self.path)
            body = FRESH.sub(b"", response.getvalue())
            transaction.set_rollback(True)
        path = self.path.partition("?")[0]
        return Answer(
            response.status_code,
            response.get("Location", "").replace(path, "..."),
            body.replace(path.encode(), b"..."),
            len(queries),
        )


def names(patterns=None, space=""):
    """Every name of an address, with the words that stand in it."""
    for each in patterns or get_resolver().url_patterns:
        if hasattr(each, "url_patterns"):
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from names(each.url_patterns, space + inner)
        elif each.name:
            yield space + each.name, set(each.pattern.regex.groupindex)


def addresses(words, *, fixed=True, all_questions=True):
    """The addresses that words lead to, given by the name of an address or of a model
    of the admin; ``fixed`` are those without a word in them. To the others something
    is sent as well."""
    for name, needed in names():
        given = {**words.get(model_of(name), {}), **words.get(name, {})}
        if needed <= set(given) and (fixed or needed) and not ASIDE.match(name):
            asked = {key: given[key] for key in needed}
            yield from _asked_at(name, asked, all_questions, is_sent=not fixed)


def _asked_at(name, words, all_questions, is_sent):
    is_admin = name.startswith("admin:")
    more = all_questions and not is_admin
    for code in codes() if more else codes()[:1]:
        told = {key: in_language(value, code) for key, value in words.items()}
        with override(code):
            path = reverse(name, kwargs=told)
        questions = QUESTIONS.get(name, ("",))
        more_here = all_questions and code == codes()[0]
        for question in questions if more_here else questions[:1]:
            yield Address(name, path + question)
    if is_sent and name.endswith(SENT):
        yield Address(name, path, is_sent=True)


def in_language(value, code):
    return value[code] if isinstance(value, dict) else value


def model_of(name):
    """How the admin calls the model an address is of: ``admin:partners_agreement``."""
    labels = (
        f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for model in admin.site._registry
    )
    return max((each for each in labels if name.startswith(f"{each}_")), default="")
