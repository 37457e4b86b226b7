"""What a visitor meets at the address of a press release, and in the list of news."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def titles(response):
    return [release.title_es for release in response.context["page_obj"]]


def next_edition(release, **values):
    """A later edition that takes the place of this one now."""
    now = timezone.now()
    type(release).objects.filter(pk=release.pk).update(superseded_at=now)
    return make.published(work=release.work, edition=2, at=now, **values)


# One press release.


def test_release_shows_place_day_lead_and_text(client):
    release = make.published(
        dateline_place=make.place(name_es="Metetí"),
        lead_es="Hubo agua.",
        body_es="<p>Llegó el agua.</p>",
    )
    page = text_of(client.get(release.url_in("es")))

    assert "Hubo agua." in page
    assert (
        '<p><span class="prose-place">Metetí, 1 de mayo de 2024</span> – Llegó el agua.'
    ) in page


def test_text_that_begins_with_a_heading_keeps_it(client):
    release = make.published(body_es="<h2>Agua</h2><p>Llegó.</p>")

    assert "</span> – </p><h2>Agua</h2>" in text_of(client.get(release.url_in("es")))


def test_only_literal_words_stand_out(client):
    release = make.published(
        body_es="<blockquote><p>Dijo que sí.</p></blockquote>"
        "<blockquote><p>«Sí», dijo.</p></blockquote>"
    )
    page = text_of(client.get(release.url_in("es")))

    assert "<blockquote><p>Dijo que sí." in page
    assert '<blockquote class="quotation-literal"><p>«Sí», dijo.' in page


def test_photo_carries_caption_credit_and_alternative_text(client):
    release = make.published()
    make.photo_use(release)
    page = text_of(client.get(release.url_in("es")))

    assert 'alt="Piraguas en la orilla."' in page
    assert "Un muelle." in page
    assert "© OIM 2024 / Muestra" in page


def test_photo_without_valid_consent_is_not_shown(client):
    release = make.published()
    make.photo_use(release, photo=make.photo(is_recognizable=True))
    page = text_of(client.get(release.url_in("es")))

    assert "Un muelle." not in page


def test_person_has_the_title_printed_and_the_post_of_that_day(client):
    release = make.published()
    post = make.appointment(post_es="Ministra", since="2020-01-01")
    make.appointment(official=post.official, post_es="Embajadora", since="2025-01-01")
    make.mention(
        release,
        official=post.official,
        appointment=post,
        printed_title_es="Titular de la cartera",
    )
    page = text_of(client.get(release.url_in("es")))

    assert "Ministra" in page
    assert "En el texto: Titular de la cartera" in page
    assert "Embajadora" not in page


def test_person_who_is_not_in_the_register_is_named_with_the_title_printed(client):
    release = make.published()
    make.mention(release, name="Rosa Quintero", printed_title_es="Alcaldesa")
    page = text_of(client.get(release.url_in("es")))

    assert "Rosa Quintero" in page
    assert "Alcaldesa" in page


def test_agreement_signed_that_day_is_shown_with_its_state(client):
    release = make.published()
    agreement = make.agreement(title_es="Acuerdo de agua", signed_on="2024-05-01")
    make.agreement_link(release, agreement, role="signing")
    page = text_of(client.get(release.url_in("es")))

    assert "Acuerdo firmado ese día" in page
    assert "Acuerdo de agua" in page
    assert "Vigente" in page


def test_internal_agreement_is_shown_to_staff_alone(client):
    release = make.published()
    agreement = make.agreement(title_es="Acuerdo reservado", access="internal")
    make.agreement_link(release, agreement)
    seen_by_visitor = text_of(client.get(release.url_in("es")))
    client.force_login(make.staff("Staff readers"))

    assert "Acuerdo reservado" not in seen_by_visitor
    assert "Acuerdo reservado" in text_of(client.get(release.url_in("es")))


def test_release_names_its_own_press_contact(client):
    release = make.published(contact_email="agua@example.org")

    assert "mailto:agua@example.org" in text_of(client.get(release.url_in("es")))


def test_related_texts_are_those_named_then_those_with_most_topics(client):
    water, health, children = make.topic(), make.topic(), make.topic()
    release = make.published(topics=[water, health])
    named = make.published(topics=[children])
    release.related.set([named.work])
    both = make.published(topics=[water, health], dateline_on=dt.date(2020, 1, 1))
    one = make.published(topics=[water])
    make.published(topics=[children])
    related = client.get(release.url_in("es")).context["related"]

    assert list(related) == [named, both, one]


def test_text_that_names_this_one_is_related_too(client):
    release = make.published()
    other = make.published()
    other.related.set([release.work])

    assert list(client.get(release.url_in("es")).context["related"]) == [other]


def test_corrected_text_says_what_changed(client):
    release = next_edition(
        make.published(), change_note_es="La cifra correcta es 348 000."
    )

    page = text_of(client.get(release.url_in("es")))
    assert "Corregido el" in page
    assert "La cifra correcta es 348\N{NO-BREAK SPACE}000." in page


def test_first_edition_says_nothing_of_corrections(client):
    release = make.published(change_note_es="Sin estrenar.")

    assert "Corregido el" not in text_of(client.get(release.url_in("es")))


def test_invented_text_says_so(client):
    release = make.published(is_sample=True)

    assert "Inventado para probar el sitio." in text_of(
        client.get(release.url_in("es"))
    )


def test_archived_text_keeps_its_page_and_says_so(client):
    release = make.archived()
    listed = client.get("/es/noticias/")

    assert "Este texto está archivado" in text_of(client.get(release.url_in("es")))
    assert release not in listed.context["page_obj"]


def test_draft_and_scheduled_text_are_not_there(client):
    for release in (make.press_release(), make.in_review(), make.scheduled()):
        assert client.get(release.url_in("es")).status_code == 404


def test_withdrawn_text_answers_gone_with_the_reason(client):
    release = make.withdrawn(withdrawn_reason_es="El dato era falso.")
    answer = client.get(release.url_in("es"))

    assert answer.status_code == 410
    assert "El dato era falso." in text_of(answer)
    assert release.title_es not in text_of(answer)


def test_text_withdrawn_after_a_correction_is_gone_at_all_its_addresses(client):
    first = make.published(slug_es="primera")
    last = next_edition(first, slug_es="segunda")
    type(last).objects.filter(pk=last.pk).update(
        status="withdrawn", withdrawn_at=timezone.now()
    )

    for slug in ("primera", "segunda"):
        assert client.get(f"/es/noticias/{slug}/").status_code == 410


def test_old_address_leads_to_the_present_one(client):
    release = next_edition(make.published(slug_es="vieja"), slug_es="nueva")
    answer = client.get("/es/noticias/vieja/")

    assert (answer.status_code, answer.url) == (301, release.url_in("es"))


def test_slug_of_a_draft_tells_nothing(client):
    release = make.published(slug_es="publica")
    make.press_release(work=release.work, edition=2, slug_es="secreta")

    assert client.get("/es/noticias/secreta/").status_code == 404


def test_article_data_cannot_end_its_script(client):
    release = make.published(title_es="Agua </script><b>ya</b>")
    page = text_of(client.get(release.url_in("es")))

    assert "</script><b>" not in page
    assert "\\u003C/script\\u003E" in page


# The list.


def test_list_is_grouped_by_year_the_newest_first(client):
    old = make.published(dateline_on=dt.date(2022, 3, 1))
    new = make.published(dateline_on=dt.date(2024, 3, 1))
    page = text_of(client.get("/es/noticias/"))

    assert page.index('id="y2024"') < page.index(new.title_es)
    assert (
        page.index(new.title_es) < page.index('id="y2022"') < page.index(old.title_es)
    )


def test_year_shows_its_own_texts(client):
    make.published(title_es="vieja", dateline_on=dt.date(2022, 3, 1))
    make.published(title_es="nueva", dateline_on=dt.date(2024, 3, 1))

    assert titles(client.get("/es/noticias/2022/")) == ["vieja"]
    assert titles(client.get("/es/noticias/?year=2022")) == ["vieja"]


def test_year_without_texts_is_no_page(client):
    make.published()

    assert client.get("/es/noticias/1999/").status_code == 404


def test_filters_narrow_together(client):
    water, snm = make.topic(key="water"), make.institution(key="snm")
    make.published(title_es="ambos", topics=[water], institutions=[snm])
    make.published(title_es="agua", topics=[water])
    make.published(title_es="servicio", institutions=[snm])

    both = client.get("/es/noticias/?topic=water&institution=snm")
    assert titles(both) == ["ambos"]
    assert sorted(titles(client.get("/es/noticias/?topic=water"))) == ["agua", "ambos"]


def test_choices_count_what_they_would_leave(client):
    water, health = make.topic(key="water"), make.topic(key="health")
    snm = make.institution(key="snm")
    make.published(topics=[water], institutions=[snm])
    make.published(topics=[water, health])
    make.scheduled(topics=[water], institutions=[snm])
    filters = client.get("/es/noticias/?topic=health").context["filters"]

    topics = {choice.value: choice.count for choice in filters.choices["topic"]}
    assert topics == {"water": 2, "health": 1}
    assert filters.choices["institution"] == []


def test_chosen_filter_can_be_taken_away(client):
    topic = make.topic(key="water", name_es="Agua")
    make.published(topics=[topic], institutions=[make.institution(key="snm")])
    filters = client.get("/es/noticias/?topic=water&institution=snm").context["filters"]

    removable = {choice["name"]: choice["address"] for choice in filters.removable}
    assert removable["Agua"] == "/es/noticias/?institution=snm"


def test_unknown_filter_is_answered_in_words(client):
    make.published()
    answer = client.get("/es/noticias/?topic=nothing")

    assert answer.status_code == 200
    assert "No hay noticias con estos filtros." in text_of(answer)


def test_pages_keep_the_filters(client):
    topic = make.topic(key="water")
    for _ in range(13):
        make.published(topics=[topic])
    page = text_of(client.get("/es/noticias/?topic=water"))

    assert "1–12 de 13" in page
    assert "?topic=water&amp;page=2" in page


def test_filtered_list_is_not_for_search_engines(client):
    make.published(topics=[make.topic(key="water")])

    assert "noindex" in text_of(client.get("/es/noticias/?topic=water"))
    assert "noindex" not in text_of(client.get("/es/noticias/"))


def test_list_leaves_out_what_is_not_in_the_language(client):
    make.only_in("en", make.published)
    with override("es"):
        address = reverse("news:list")

    assert list(client.get(address).context["page_obj"]) == []
