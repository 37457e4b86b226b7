"""Every page of the admin: who reaches it, in which language, at what cost."""

import datetime as dt
import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tests import make
from tests.filling import drawn

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
ENDING = {"signed_on": "2024-01-01", "in_force_on": "2024-01-01"}


def rows(n):
    """So many of everything."""
    writer = make.administrator()
    for _ in range(n):
        official, institution = make.official(), make.institution()
        make.appointment(official=official, institution=institution)
        agreement = make.agreement(**ENDING, ends_on=timezone.localdate())
        make.party(agreement, institution=institution)
        make.signature(agreement, official=official)
        make.relation(agreement, "related", make.agreement())
        make.document(agreement)
        make.focal_point(agreement)
        for maker in (make.press_release, make.scheduled, make.in_review):
            release = maker(written_by=writer, institutions=[institution])
            make.mention(release, official=official)
            make.photo_use(release)
            make.agreement_link(release, agreement)
        make.page()
        make.highlight()
        make.series()
        make.term()
        LogEntry.objects.log_actions(
            writer.pk, [release], 2, "Cambio", single_object=True
        )


def addresses(model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield reverse(f"{name}_changelist")
    yield reverse(f"{name}_add")
    if row := model._default_manager.order_by("pk").first():
        for action in ("change", "history", "delete"):
            yield reverse(f"{name}_{action}", args=[row.pk])


def refused_by_the_policy(page):
    """Inline scripts and styles without the nonce."""
    inline = re.findall(r"<(?:script|style)(?![^>]*(?:src|nonce)=)[^>]*>", page)
    scripts = [each for each in inline if 'type="application/json"' not in each]
    return scripts + re.findall(r'<[^>]+\s(?:style|on[a-z]+)="', page)


# Whoever may do all, in both languages; who writes some of it, and who only reads.
# Which role reaches which page: see test_rights.py.
WALKS = [(None, "es"), (None, "en"), ("Editors", "es"), ("Staff readers", "en")]


@pytest.mark.parametrize(("role", "language"), WALKS)
def test_every_page_answers_every_role(client, language, role):
    rows(1)
    client.force_login(make.staff(role) if role else make.administrator())

    with override(language):
        urls = [reverse("admin:index")]
        urls += [url for model in MODELS for url in addresses(model)]
    answers = {url: client.get(url) for url in urls}

    statuses = {each.status_code for each in answers.values()}
    assert statuses <= {200, 302, 403, 404}
    assert answers[urls[0]].status_code == 200
    for answer in answers.values():
        if answer.status_code == 200:
            page = answer.content.decode()
            assert f'<html lang="{language}"' in page
            assert refused_by_the_policy(page) == []


def cost(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_lists_and_desk_cost_the_same_at_1_and_30_rows(client):
    client.force_login(make.administrator())
    urls = ["/es/admin/"] + [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in MODELS
        if model._meta.model_name not in ("sitesettings", "document", "pagetext")
    ]
    rows(1)
    client.get("/es/admin/")  # what a process asks once: which models there are
    few = {url: cost(client, url) for url in urls}
    rows(29)
    many = {url: cost(client, url) for url in urls}

    assert many == few
    assert max(few.values()) <= 14


def test_forms_cost_the_same_at_1_and_30_inline_rows(client):
    client.force_login(make.administrator())
    release, agreement = make.press_release(), make.agreement(**ENDING)
    official, photo = make.official(), make.photo()
    series = make.series()
    urls = [
        f"/es/admin/{path}/{row.pk}/change/"
        for path, row in {
            "news/pressrelease": release,
            "partners/agreement": agreement,
            "partners/official": official,
            "news/photo": photo,
            "pages/series": series,
        }.items()
    ]

    def more(n):
        for _ in range(n):
            here = make.institution()
            post = make.appointment(official=official, institution=here)
            make.mention(release, appointment=post, is_chosen=True)
            make.photo_use(release)
            make.agreement_link(release, make.agreement())
            signing = make.party(agreement, institution=here)
            make.signature(agreement, official=make.official(), party=signing)
            make.relation(agreement, "related", make.agreement())
            make.document(agreement)
            make.focal_point(agreement, institution=here)
            make.consent(photo)

    more(1)
    few = {url: cost(client, url) for url in urls}
    more(29)

    assert {url: cost(client, url) for url in urls} == few


@pytest.mark.parametrize(
    "query", ["?state=x", "?year=99999999", "?year=²", "?topic=%00", "?q=%00", "?p=x"]
)
@pytest.mark.parametrize("path", ["news/pressrelease", "partners/agreement"])
def test_junk_in_a_list_is_no_error(client, path, query):
    client.force_login(make.administrator())

    answer = client.get(f"/es/admin/{path}/{query}")

    assert answer.status_code in (200, 302, 400)


@pytest.mark.parametrize(
    "path",
    [
        "news/pressrelease/?dateline_on__year=99999",
        "news/pressrelease/?title_es__regex=(",
        "news/pressrelease/?body_es__search=%00",
        "news/pressrelease/?topic_ids__overlap=1",
        "news/mention/?release__title_es__startswith=S",
        "partners/agreement/?notes__startswith=a",
        "auth/user/?password__startswith=p",
        "outbox/message/?body__contains=x",
    ],
)
def test_a_list_answers_only_what_its_filters_ask(client, path):
    client.force_login(make.administrator())

    answer = client.get(f"/es/admin/{path}")

    assert answer.status_code == 400
    assert "no se pudo leer" in answer.content.decode()


def test_filters_of_the_lists_are_answered(client):
    """Each choice that a list offers."""
    client.force_login(make.administrator())
    make.photo()
    make.agreement()
    make.press_release()

    for model in ("news/photo", "news/pressrelease", "partners/agreement", "auth/user"):
        filters = client.get(f"/es/admin/{model}/").context["cl"]
        for spec in filters.filter_specs:
            for choice in spec.choices(filters):
                url = f"/es/admin/{model}/{choice['query_string']}"
                assert client.get(url).status_code == 200, url


def test_language_switch_leads_to_the_same_page(client):
    client.force_login(make.administrator())
    release = make.press_release()

    page = client.get(f"/es/admin/news/pressrelease/{release.pk}/change/?_x=1")

    assert f'href="/en/admin/news/pressrelease/{release.pk}/change/?_x=1"' in (
        page.content.decode()
    )


def test_labels_name_the_language_of_the_field(client):
    client.force_login(make.administrator())

    spanish = client.get("/es/admin/news/pressrelease/add/").content.decode()
    english = client.get("/en/admin/news/pressrelease/add/").content.decode()

    assert "Título en inglés:" in spanish
    assert "Title in Spanish:" in english
    assert "[es]" not in spanish
    assert re.search(r'<textarea name="title_en"[^>]* lang="en"', spanish)


def test_search_in_lists_folds_accents_and_case(client):
    client.force_login(make.administrator())
    make.press_release(title_es="La migración en Darién")
    make.press_release(title_es="Otro texto")

    found = client.get("/es/admin/news/pressrelease/?q=DARIEN+migracion").context["cl"]

    assert [each.title_es for each in found.result_list] == ["La migración en Darién"]


def test_desk_shows_only_what_the_person_may_act_on(client):
    client.force_login(make.staff("Staff readers"))

    page = client.get("/en/admin/").content.decode()

    assert "Agreements with a deadline" in page
    assert "can be edited" not in page
    assert "Write a press release" not in page
    assert "Waiting for you to read" not in page


def test_desk_gives_nobody_her_own_text_to_read(client):
    ines, publisher = make.staff("Publishers", "ines"), make.staff("Publishers", "luz")
    make.in_review(by=ines, title_en="Read me")

    def waiting(person):
        client.force_login(person)
        return "Read me" in client.get("/en/admin/").content.decode()

    assert waiting(publisher)
    assert not waiting(ines)


def test_desk_says_what_is_missing_in_a_draft(client):
    ana = make.staff("Editors", "ana")
    make.press_release(written_by=ana, topics=[], dateline_on=None)
    client.force_login(ana)

    page = client.get("/en/admin/").content.decode()

    assert "Choose at least one topic." in page
    assert "The day of the dateline is missing." in page


def test_desk_names_the_day_to_give_notice(client):
    client.force_login(make.staff("Partnerships"))
    day = timezone.localdate() + dt.timedelta(days=100)
    make.agreement(
        **ENDING,
        ends_on=day,
        renewal="automatic",
        renewal_months=12,
        notice_days=60,
        title_en="Ending",
    )
    make.agreement(**ENDING, ends_on=day, iom_is_party=False, title_en="Of others")

    page = client.get("/en/admin/").content.decode()

    assert "Ending" in page
    assert "or let it renew" in page
    assert "Of others" not in page


def test_settings_open_straight_from_the_list(client):
    client.force_login(make.administrator())

    answer = client.get("/es/admin/pages/sitesettings/")

    assert answer.url == "/es/admin/pages/sitesettings/1/change/"


def test_what_is_saved_is_named_without_a_gender_in_spanish(client):
    client.force_login(make.administrator())
    url = f"/es/admin/partners/institution/{make.institution().pk}/change/"

    saved = client.post(url, drawn(client.get(url)))

    [message] = client.get(saved.url).context["messages"]
    assert str(message).startswith("Se guardó: institución ")
