"""One search over everything public, in both languages, accents aside."""

import pytest
from django.utils.translation import override

from iompanama.publishing.marking import marked
from tests import make

pytestmark = pytest.mark.django_db


def found(client, text, code="es", **more):
    path = {"es": "/es/buscar/", "en": "/en/search/"}[code]
    return client.get(path, {"q": text, **more})


def titles(response):
    return [str(result.title) for result in response.context["page"].results]


def test_every_kind_of_record_is_found(client):
    make.published(title_es="El manglar vuelve")
    make.agreement(title_es="Acuerdo del manglar")
    make.institution(name_es="Instituto del Manglar")
    make.official(name="Luz Manglar")
    make.topic(name_es="Manglar")
    make.page(title_es="El manglar y nosotros")
    page = found(client, "manglar").context["page"]

    assert {kind["count"] for kind in page.kinds} == {1}
    assert len(page.kinds) == 6


@pytest.mark.parametrize("typed", ["migración", "migracion", "MIGRACION", "Migracíon"])
def test_accents_and_case_do_not_matter(client, typed):
    make.published(title_es="La migración ordenada")

    assert len(titles(found(client, typed))) == 1


def test_both_languages_are_asked(client):
    make.published(title_es="La Defensoría", title_en="The Ombudsman")

    assert titles(found(client, "ombudsman", "es")) == ["La Defensoría"]
    assert titles(found(client, "defensoría", "en")) == ["The Ombudsman"]


def test_text_in_the_other_language_says_so(client):
    make.only_in("es", make.published, title_es="El manglar")
    page = found(client, "manglar", "en").content.decode()

    assert "Only in Spanish" in page
    assert '<h3 class="story-title" lang="es">' in page


def test_held_back_language_is_not_searched(client):
    make.published(title_es="Agua", title_en="Unspoken matter", released_en=False)

    assert titles(found(client, "unspoken", "es")) == []


def test_what_a_visitor_may_not_see_is_neither_found_nor_counted(client):
    make.press_release(title_es="manglar borrador")
    make.scheduled(title_es="manglar futuro")
    make.withdrawn(title_es="manglar retirado")
    make.agreement(title_es="manglar interno", access="internal")
    make.page(title_es="manglar oculto", is_public=False)
    page = found(client, "manglar").context["page"]

    assert (page.found.total, page.results, page.kinds) == (0, [], [])


def test_staff_find_internal_agreements(client):
    make.agreement(title_es="Acuerdo del manglar", access="internal")
    client.force_login(make.staff("Staff readers"))
    answer = found(client, "manglar")

    assert len(titles(answer)) == 1
    assert "private" in answer.headers["Cache-Control"]


def test_confidential_text_is_not_found_by_those_it_is_closed_to(client):
    make.agreement(title_es="Acuerdo", body_es="<p>manglar</p>", access="confidential")
    client.force_login(make.staff("Staff readers"))

    assert titles(found(client, "manglar")) == []


def test_titles_come_before_texts(client):
    title = make.published(title_es="El retorno")
    make.published(body_es="<p>Habla del retorno.</p>")

    first = found(client, "retorno").context["page"].results[0]
    assert first.address == title.url_in("es")


def test_kind_narrows_the_results(client):
    make.published(title_es="El manglar vuelve")
    make.topic(name_es="Manglar")
    answer = found(client, "manglar", kind="topics")

    assert titles(answer) == ["<mark>Manglar</mark>"]
    assert [kind["is_chosen"] for kind in answer.context["page"].kinds] == [True]


def test_results_come_ten_a_page(client):
    for _ in range(11):
        make.topic(name_es="Manglar")
    second = found(client, "manglar", page=2)

    assert len(titles(found(client, "manglar"))) == 10
    assert len(titles(second)) == 1


def test_nothing_found_says_what_to_try(client):
    page = found(client, "xyzzy").content.decode()

    assert "Nada con esas palabras" in page
    assert "xyzzy" in page


def test_empty_question_is_only_the_form(client):
    page = found(client, "  ").content.decode()

    assert "Nada con esas palabras" not in page
    assert "noindex" in page


def test_words_are_marked_with_other_endings_and_accents():
    assert marked("Los cruces por Darién", "cruce darien") == (
        "Los <mark>cruces</mark> por <mark>Darién</mark>"
    )


def test_words_are_marked_as_whole_words_wherever_they_stand():
    assert marked("ÁGUILA\náguila, subáguila (OIM)", ["aguila", "(OIM)"]) == (
        "<mark>ÁGUILA</mark>\n<mark>águila</mark>, subáguila (<mark>OIM</mark>)"
    )


def test_marked_text_stays_text():
    assert marked("<b>agua</b> & sal", "agua") == (
        "&lt;b&gt;<mark>agua</mark>&lt;/b&gt; &amp; sal"
    )


def test_kinds_and_days_in_the_question_act_as_filters_that_can_be_taken_back(client):
    make.term(term_es="Acuerdo", term_en="Agreement")
    pact = make.agreement(access="public", signed_on="2023-05-01")
    make.agreement(access="public", signed_on="2022-05-01")
    make.published(title_es="El acuerdo de 2023", dateline_on="2023-05-01")
    page = found(client, "acuerdos 2023").context["page"]

    assert [(hit.kind.name, hit.id) for hit in page.found.hits] == [
        ("AGREEMENT", pact.pk)
    ]
    assert [chip["name"] for chip in page.chosen] == ["Acuerdos", "2023"]
    assert page.none_address == "?q="


def test_what_was_left_out_is_not_offered_for_itself(client):
    make.published(body_es="<p>agua</p>")
    page = found(client, "zzzqqq xxxqqq -agua").content.decode()

    assert "Nada con esas palabras" in page
    assert "?q=agua" not in page


def test_a_phrase_is_marked_as_a_phrase():
    text = "En marcha: el acuerdo marco. Acuerdan más."

    assert marked(text, ["acuerdo marco"]) == (
        "En marcha: el <mark>acuerdo marco</mark>. Acuerdan más."
    )


def test_heading_does_not_run_into_the_text_below_it(client):
    make.published(
        body_es="<h2>Fecha</h2><p>La firma fue ayer.</p><h2>¿Qué?</h2><p>Agua</p>"
    )
    [result] = found(client, "firma").context["page"].results

    shown = "Fecha: La <mark>firma</mark> fue ayer. ¿Qué? Agua"
    assert str(result.snippet).endswith(shown)


def test_another_name_is_told_in_the_readers_language(client):
    make.term(
        term_es="Memorando de entendimiento",
        term_en="Memorandum of understanding",
        acronym_en="MOU",
    )
    make.published(
        body_es="<p>Un memorando de entendimiento.</p>",
        body_en="<p>A memorandum of understanding.</p>",
    )
    [result] = client.get("/en/search/?q=MOU").context["page"].results

    with override("en"):
        assert result.why == "Also known as Memorandum of understanding"
