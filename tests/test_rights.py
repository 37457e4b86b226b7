"""Every role at every address of the admin and every step: the table of the design.

The views are asked without drawing their pages, and what they wrote is rolled back.
"""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone

from iompanama.finding.models import SavedSearch
from iompanama.outbox.models import Message
from iompanama.publishing.workflow import STEPS, StepRefused, take
from iompanama.vocabulary.models import Goal
from news.models import Mention, Repair
from partners.merging.joining import merge
from partners.models import Opening
from tests import make

pytestmark = pytest.mark.django_db

R, E, P, K, H, A = (
    "Staff readers",
    "Editors",
    "Publishers",
    "Partnerships",
    *(
        "Head of office",
        "Administrators",
    ),
)
EVERYBODY, WRITERS, KEEPERS = {R, E, P, K, H, A}, {E, P, K, H}, {K, H}
PUBLISHERS, HEAD, NOBODY = {P, H}, {H}, set()

# Model: who opens its list and its records, adds, changes and deletes them.
MODELS = {
    "auth.Group": ({A}, NOBODY, NOBODY, NOBODY),
    "auth.User": ({K, H, A}, {A}, {A}, NOBODY),
    "finding.SavedSearch": (EVERYBODY, EVERYBODY, NOBODY, NOBODY),
    "news.Mention": (WRITERS, NOBODY, WRITERS, NOBODY),
    "news.Photo": (WRITERS, WRITERS, WRITERS, HEAD),
    "news.PressRelease": (WRITERS, WRITERS, WRITERS, WRITERS),
    "news.Repair": (WRITERS, NOBODY, NOBODY, NOBODY),
    "news.Work": (WRITERS, NOBODY, NOBODY, NOBODY),
    "outbox.Message": ({A}, NOBODY, NOBODY, NOBODY),
    "pages.Highlight": (WRITERS, PUBLISHERS, PUBLISHERS, HEAD),
    "pages.Page": (WRITERS, PUBLISHERS, PUBLISHERS, HEAD),
    "pages.Series": (WRITERS, PUBLISHERS, PUBLISHERS, HEAD),
    "pages.SiteSettings": (PUBLISHERS, NOBODY, PUBLISHERS, NOBODY),
    "partners.Agreement": (EVERYBODY, KEEPERS, KEEPERS, HEAD),
    "partners.Appointment": (EVERYBODY, NOBODY, NOBODY, NOBODY),
    "partners.Merge": (KEEPERS, NOBODY, NOBODY, NOBODY),
    "partners.Document": (EVERYBODY, NOBODY, KEEPERS, NOBODY),
    "partners.Institution": (EVERYBODY, KEEPERS, KEEPERS, HEAD),
    "partners.Official": (EVERYBODY, WRITERS, WRITERS, HEAD),
    "partners.Opening": (HEAD, NOBODY, NOBODY, NOBODY),
    "partners.PageText": (KEEPERS, NOBODY, KEEPERS, NOBODY),
    "vocabulary.Goal": (EVERYBODY, NOBODY, NOBODY, NOBODY),
    "vocabulary.Place": (EVERYBODY, WRITERS, WRITERS, HEAD),
    "vocabulary.Term": (EVERYBODY, WRITERS, WRITERS, HEAD),
    "vocabulary.Topic": (EVERYBODY, PUBLISHERS, PUBLISHERS, HEAD),
}
# Its rows are read in the list alone, or by the one whose they are.
LISTS_ONLY = {"finding.SavedSearch", "news.Repair"}
# Step: who may take it.
STEPS_OF = {
    "submit": WRITERS,
    "return": PUBLISHERS,
    "publish": PUBLISHERS,
    "publish_alone": HEAD,
    "read": PUBLISHERS,
    "move": PUBLISHERS,
    "cancel": PUBLISHERS,
    "withdraw": PUBLISHERS,
    "edit": WRITERS,
    "archive": PUBLISHERS,
    "unarchive": PUBLISHERS,
}


@pytest.fixture
def people():
    return {role: make.staff(role) for role in settings.ROLES}


def asked_by(user, url, data=None):
    factory = RequestFactory()
    request = factory.get(url) if data is None else factory.post(url, data)
    request.user, request.session, request.csp_nonce = user, {}, ""
    request._messages = SimpleNamespace(add=lambda *words: None)
    request._dont_enforce_csrf_checks = True
    return request


def ask(user, url, data=None, after=lambda: None):
    """The status of the answer, before anything is drawn; ``after`` looks at what was
    written, before it is taken back."""
    request = asked_by(user, url, data)
    view = resolve(url.partition("?")[0])
    try:
        with transaction.atomic():
            status = view.func(request, *view.args, **view.kwargs).status_code
            after()
            transaction.set_rollback(True)
    except PermissionDenied:
        return 403
    except Http404:
        return 404
    return status


def allowed(people, url, data=None):
    answers = {role: ask(user, url, data) for role, user in people.items()}
    assert set(answers.values()) <= {200, 204, 302, 400, 403, 404, 405, 409}, answers
    return {role for role, status in answers.items() if status not in (403, 404)}


def name_of(model, word):
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{word}"


REGISTERED = {model._meta.label: model for model in admin.site._registry}


def test_every_model_of_the_admin_is_in_the_table():
    assert set(REGISTERED) == set(MODELS)


@pytest.fixture
def rows(people, client):
    """A row of each model that anybody with the right may also delete."""
    client.get("/es/")  # makes the one row of the settings
    release = make.press_release()
    mention = make.mention(name="Ana Perez")
    live, page = make.published(), make.page_text()
    found = {
        "auth.Group": None,
        "auth.User": make.user("somebody"),
        "finding.SavedSearch": SavedSearch.objects.create(
            user=make.user("somebody"), name="Agua", question="q=agua", language="es"
        ),
        "news.Mention": mention,
        "news.Photo": make.photo(),
        "news.PressRelease": release,
        "news.Repair": Repair.objects.create(release=live, rule="Day", what="x"),
        "news.Work": release.work,
        "outbox.Message": Message.objects.create(
            recipient=make.user("somebody"), subject="a", body="b", language="es"
        ),
        "pages.Highlight": make.highlight(),
        "pages.Page": make.page(),
        "pages.Series": make.series(),
        "pages.SiteSettings": None,
        "partners.Agreement": make.agreement(),
        "partners.Appointment": make.appointment(),
        "partners.Merge": merge(
            make.official(), make.official(), {}, make.user("somebody"), "Es la misma."
        ).merge,
        "partners.Document": page.version.document,
        "partners.Institution": make.institution(),
        "partners.Official": make.official(),
        "partners.Opening": Opening.objects.create(
            user=make.user("reader"),
            version=page.version,
            part="page",
            opened_at=timezone.now(),
        ),
        "partners.PageText": page,
        "vocabulary.Goal": make.goal(),
        "vocabulary.Place": make.place(),
        "vocabulary.Term": make.term(),
        "vocabulary.Topic": make.topic(),
    }
    return {
        label: row or REGISTERED[label].objects.order_by("pk").first()
        for label, row in found.items()
    }


def test_records_open_to_exactly_these_roles(people, rows):
    wrong = {}
    for label, model in REGISTERED.items():
        views, adds, changes, deletes = MODELS[label]
        row = rows[label]
        page = reverse(name_of(model, "change"), args=[row.pk])
        delete = reverse(name_of(model, "delete"), args=[row.pk])
        opens = NOBODY if label in LISTS_ONLY else views
        found = {
            "list": allowed(people, reverse(name_of(model, "changelist"))),
            "open": allowed(people, page),
            "history": allowed(people, page.replace("/change/", "/history/")),
            "add": allowed(people, reverse(name_of(model, "add"))),
            "save": allowed(people, page, {}),
            "delete": allowed(people, delete, {"post": "yes"}),
        }
        expected = dict(
            zip(found, (views, opens, opens, adds, changes, deletes), strict=True)
        )
        if found != expected:
            wrong[label] = {k: v for k, v in found.items() if v != expected[k]}

    assert wrong == {}


def test_choosing_while_writing_is_for_those_who_may_look(people):
    fields = {
        ("news", "pressrelease", "topics"): EVERYBODY,
        ("news", "pressrelease", "related"): WRITERS,
        ("news", "agreementlink", "agreement"): EVERYBODY,
        ("news", "photouse", "photo"): WRITERS,
        ("news", "mention", "appointment"): EVERYBODY,
        ("partners", "agreement", "readers"): {K, H, A},
    }
    for (app, model, field), roles in fields.items():
        query = f"app_label={app}&model_name={model}&field_name={field}&term="
        url = f"{reverse('admin:autocomplete')}?{query}"
        assert allowed(people, url) == roles, field


# Pages of our own beside those of every model: none is forgotten.
STANDARD = {"changelist", "add", "history", "delete", "change"}
PAGES = {
    "news_pressrelease_previews": WRITERS,
    "news_pressrelease_editions": WRITERS,
    "news_pressrelease_compare": WRITERS,
    "news_pressrelease_translations": WRITERS,
    "news_pressrelease_translations_file": WRITERS,
    "partners_institution_alike": KEEPERS,
    "partners_institution_attention": WRITERS,
    "partners_institution_merge": KEEPERS,
    "partners_official_alike": WRITERS,
    "partners_official_attention": WRITERS,
    "partners_official_merge": KEEPERS,
}
# Asked with a word more than the row, or only by sending: see the tests of each.
ELSEWHERE = {
    "news_consent_form",
    "news_photo_whole",
    "auth_user_password_change",
    "news_pressrelease_step",
    "news_pressrelease_confirm",
    "news_pressrelease_here",
    "partners_institution_merge_with",
    "partners_merge_undo",
    "partners_official_merge_with",
    "partners_agreement_import",
    "partners_agreement_import_report",
    "partners_agreement_import_template",
    "partners_document_again",
    "partners_document_file",
    "partners_institution_alike",
    "partners_institution_attention",
    *(
        f"partners_{model}_{page}"
        for model in ("agreement", "institution", "official")
        for page in ("deleted", "bring_back", "restore")
    ),
    "partners_official_alike",
    "partners_official_attention",
    "partners_pagetext_picture",
}


def own_pages():
    for model, model_admin in admin.site._registry.items():
        start = f"{model._meta.app_label}_{model._meta.model_name}_"
        for each in model_admin.get_urls():
            name = getattr(each, "name", None)
            if name and name.removeprefix(start) not in STANDARD:
                yield name


def test_every_page_of_our_own_is_in_the_table():
    assert set(own_pages()) == set(PAGES) | ELSEWHERE


def test_pages_of_our_own_open_to_exactly_these_roles(people, rows):
    for name, roles in PAGES.items():
        row = next(
            row
            for label, row in rows.items()
            if name.startswith(f"{label.lower().replace('.', '_')}_")
        )
        try:
            url = reverse(f"admin:{name}", args=[row.pk])
        except NoReverseMatch:
            url = reverse(f"admin:{name}")
        assert allowed(people, url) == roles, name


def test_pages_that_are_sent_are_refused_to_readers(people, rows):
    release = rows["news.PressRelease"]
    for name in ("confirm", "here", "previews"):
        url = reverse(f"admin:news_pressrelease_{name}", args=[release.pk])
        assert allowed(people, url, {}) == WRITERS, name


# Steps.


def text_for(key):
    head = make.user("sender")
    texts = {
        "submit": make.press_release,
        "return": lambda: make.in_review(by=head),
        "publish": lambda: make.in_review(by=head),
        "publish_alone": make.press_release,
        "read": lambda: make.published(alone_reason="Sola.", published_by=head),
        "move": make.scheduled,
        "cancel": make.scheduled,
        "unarchive": make.archived,
    }
    return texts.get(key, make.published)()


def takes(user, release, key):
    at = timezone.now() + dt.timedelta(days=1) if STEPS[key].moment else None
    try:
        with transaction.atomic():
            take(release, key, user, at=at, reason="Por esto.")
            transaction.set_rollback(True)
    except StepRefused:
        return False
    return True


def test_every_step_is_in_the_table():
    assert set(STEPS) == set(STEPS_OF)


@pytest.fixture
def texts():
    """A text for each step."""
    texts = {key: text_for(key) for key in STEPS}
    for release in texts.values():
        release.refresh_from_db()
    return texts


def page_of(release, key):
    return reverse("admin:news_pressrelease_step", args=[release.pk, key])


def test_steps_are_taken_by_exactly_these_roles(people, texts):
    found = {
        key: {role for role, user in people.items() if takes(user, release, key)}
        for key, release in texts.items()
    }

    assert found == STEPS_OF


def test_pages_of_steps_open_to_exactly_these_roles(people, texts):
    found = {
        key: allowed(people, page_of(release, key)) for key, release in texts.items()
    }

    assert found == STEPS_OF


def at_its_page(release, key):
    return page_of(release, key), {}


def in_the_list(release, key):
    chosen = {"action": key, "_selected_action": [release.pk], "_confirmed": "1"}
    seen = {f"_version-{release.pk}": release.version}
    return reverse("admin:news_pressrelease_changelist"), {**chosen, **seen}


@pytest.mark.parametrize("way", [at_its_page, in_the_list])
def test_steps_are_sent_by_exactly_these_roles(people, texts, way):
    at = timezone.localtime() + dt.timedelta(days=2)
    told = {"at": f"{at:%Y-%m-%dT%H:%M}", "reason": "Por esto."}

    def sends(user, release, key):
        changes, before = [], state_of(release)
        url, chosen = way(release, key)
        ask(user, url, told | chosen, lambda: changes.append(state_of(release)))
        return changes not in ([], [before])

    found = {
        key: {role for role, user in people.items() if sends(user, release, key)}
        for key, release in texts.items()
    }
    assert found == STEPS_OF


def state_of(release):
    """Everything that a step changes in a work."""
    columns = ("status", "published_at", "archived_at", "read_by", "edition")
    return list(release.work.editions.order_by("edition").values_list(*columns))


# What each list does with several rows at once.
ACTIONS = {
    "finding.SavedSearch": {"delete_selected": EVERYBODY},
    "news.PressRelease": STEPS_OF,
    "outbox.Message": {"try_again": {A}},
}


def test_lists_offer_to_each_role_exactly_these_actions(people):
    found = {}
    for label, model_admin in registered_admins():
        for role, user in people.items():
            for action in model_admin.get_actions(asked_by(user, "/es/admin/")):
                found.setdefault(label, {}).setdefault(action, set()).add(role)

    assert found == ACTIONS


def registered_admins():
    return [(model._meta.label, each) for model, each in admin.site._registry.items()]


# What is hidden.

SECRET = "Memorando que nadie conoce"


@pytest.fixture
def secret():
    """A confidential agreement, with everything that could tell its title."""
    agreement = make.agreement(
        access="confidential", title_es=SECRET, title_en=SECRET, reference="SEC/1"
    )
    make.party(agreement)
    return agreement


UNNAMED = EVERYBODY - HEAD


def test_hidden_record_is_not_found_at_any_of_its_addresses(people, secret):
    for word in ("change", "history", "delete"):
        url = reverse(f"admin:partners_agreement_{word}", args=[secret.pk])
        for role in UNNAMED:
            assert ask(people[role], url) == 404, (role, word)
        assert ask(people[H], url) == 200


def pages_of(row):
    """Every address that the admin has of a record."""
    label, model_admin = row._meta.label, admin.site._registry[type(row)]
    for each in model_admin.get_urls():
        name = getattr(each, "name", None)
        words = {"object_id": row.pk, "id": row.pk, "pk": row.pk, "key": "submit"}
        asked = each.pattern.converters
        if label.startswith("news.Photo") and "pk" in asked:
            continue  # of a picture or a consent: see test_admin_photos.py
        if name and asked:
            given = {word: words[word] for word in asked}
            yield reverse(f"admin:{name}", kwargs=given)


def test_what_a_role_may_not_see_is_not_found_at_any_address(people, rows):
    wrong = []
    for label, row in rows.items():
        views = NOBODY if label in LISTS_ONLY else MODELS[label][0]
        for role in EVERYBODY - views:
            for url in pages_of(row):
                for data in (None, {}):
                    status = ask(people[role], url, data)
                    # Some are sent alone, whoever asks.
                    if status != 404 and (status, data) != (405, None):
                        wrong.append((role, url, data, status))

    assert wrong == []


def test_what_is_not_there_is_not_found_either(people, rows):
    release = rows["news.PressRelease"]
    urls = list(pages_of(release))
    release.delete()

    for url in urls:
        assert ask(people[H], url) in (404, 405), url


def test_no_address_tells_the_title_of_a_draft_to_who_reads_none(client, people, rows):
    release = make.press_release(title_es=SECRET, title_en=SECRET)
    make.mention(release, name="Ana Perez")
    Repair.objects.create(release=release, rule="Day", what="x")
    take_note_of(release)
    urls = [
        *pages_of(release),
        *pages_of(release.work),
        *(reverse(f"admin:{name}") for name in lists_and_files()),
        reverse("admin:autocomplete") + CHOOSING_RELATED,
        "/es/admin/",
    ]
    client.force_login(people[R])
    reader = Client()
    reader.force_login(people[E])

    told = [url for url in urls if SECRET in text_of(client.get(url))]
    assert told == []
    assert SECRET in text_of(reader.get("/es/admin/news/pressrelease/"))


CHOOSING_RELATED = (
    "?app_label=news&model_name=pressrelease&field_name=related&term=Memorando"
)


def lists_and_files():
    """The addresses of the admin of texts that name no record."""
    for model in ("pressrelease", "mention", "repair", "work"):
        for each in admin.site._registry[REGISTERED_BY_NAME[model]].get_urls():
            name = getattr(each, "name", None)
            if name and not each.pattern.converters:
                yield name


REGISTERED_BY_NAME = {model._meta.model_name: model for model in admin.site._registry}


def text_of(response):
    return b"".join(response).decode()


def telling(client, person, secret):
    """The pages that say the title of a record to somebody who may not open it."""
    client.force_login(person)
    release = make.press_release(written_by=person)
    make.agreement_link(release, secret)
    take_note_of(secret)
    pages = {
        "desk": "/es/admin/",
        "autocomplete": reverse("admin:autocomplete") + CHOOSING,
        "delete": reverse("admin:news_pressrelease_delete", args=[release.pk]),
        "history": reverse("admin:news_pressrelease_history", args=[release.pk]),
        "list": reverse("admin:partners_agreement_changelist"),
    }
    answers = {word: client.get(url) for word, url in pages.items()}
    assert {each.status_code for each in answers.values()} == {200}
    return {word for word, each in answers.items() if SECRET in each.content.decode()}


CHOOSING = "?app_label=news&model_name=agreementlink&field_name=agreement&term=Memo"


def test_confidential_title_is_told_to_staff_where_titles_are_listed(
    client, people, secret
):
    """Of a confidential record the rest of the staff see title and summary."""
    assert telling(client, people[E], secret) == {"autocomplete", "list"}


def test_hidden_title_is_told_nowhere(client, secret):
    """Somebody who writes, and may read public records alone."""
    models = ("pressrelease", "mention", "photouse", "agreementlink")
    rights = [f"news.{act}_{each}" for act in ("change", "delete") for each in models]
    person = make.user("rosa", "partners.view_agreement", *rights)

    assert telling(client, person, secret) == set()


def test_named_reader_is_told_the_title(client, people, secret):
    person = people[E]
    secret.readers.add(person)
    client.force_login(person)
    take_note_of(secret)

    assert SECRET in client.get("/es/admin/").content.decode()
    found = client.get(reverse("admin:autocomplete") + CHOOSING).json()["results"]
    assert [each["text"] for each in found] == [SECRET]


def take_note_of(record):
    admin.models.LogEntry.objects.log_actions(
        make.user("ines").pk, [record], 2, "Cambio", single_object=True
    )


def test_whoever_has_no_role_reaches_nothing(rows):
    stranger = make.user("stranger")
    for label, model in REGISTERED.items():
        for url in (
            reverse(name_of(model, "changelist")),
            reverse(name_of(model, "change"), args=[rows[label].pk]),
        ):
            assert ask(stranger, url) in (403, 404), url
    assert Goal.objects.exists()
    assert Mention.objects.exists()
