"""No way of writing leaves the index behind: each changes something and searches."""

import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from iompanama.finding.keys import Kind
from iompanama.finding.rebuilding import rebuild
from iompanama.finding.searching import Search
from iompanama.finding.sight import Sight
from iompanama.vocabulary.models import Term
from news.models import PressRelease
from partners.merging.joining import merge
from partners.models import Agreement, Institution
from tests import make

pytestmark = pytest.mark.django_db


def found(text, user=None, code="es"):
    sight = Sight.of(user or AnonymousUser(), timezone.now())
    search = Search(text, sight, code, is_literal=True)
    return {(hit.kind, hit.id) for hit in search.found.hits}


def release(item):
    return (Kind.RELEASE, item.pk)


def agreement(item):
    return (Kind.AGREEMENT, item.pk)


def test_a_saved_text_is_found_by_its_new_words_and_not_by_the_old():
    item = make.published(title_es="Manglar")
    item.title_es = "Guacamaya"
    item.save()

    assert found("guacamaya") == {release(item)}
    assert found("manglar") == set()


def test_a_bulk_update_is_followed():
    item, other = make.published(), make.published()
    PressRelease.objects.filter(pk__in=[item.pk, other.pk]).update(title_es="Guacamaya")

    assert found("guacamaya") == {release(item), release(other)}


def test_raw_sql_is_followed():
    item = make.agreement()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partners_agreement SET title_es = 'Guacamaya'")

    assert found("guacamaya") == {agreement(item)}


def test_bulk_create_is_followed():
    other = make.institution()
    Institution.objects.bulk_create(
        Institution(
            key=f"guacamaya-{n}",
            name_es=f"Guacamaya {n}",
            slug_es=f"guacamaya-{n}",
            kind=other.kind,
        )
        for n in range(3)
    )

    assert len(found("guacamaya")) == 3


def test_what_is_deleted_is_gone():
    item = make.agreement(title_es="Guacamaya")
    item.delete()

    assert found("guacamaya") == set()


def test_a_renamed_institution_finds_its_texts_by_the_new_name():
    ministry = make.institution(name_es="Ministerio del Manglar")
    text = make.published(institutions=[ministry])
    paper = make.party(institution=ministry).agreement
    ministry.name_es = "Ministerio de la Guacamaya"
    ministry.save()

    tied = {release(text), agreement(paper), (Kind.INSTITUTION, ministry.pk)}
    assert found("guacamaya") == tied
    assert found("manglar") == set()


def test_a_renamed_person_finds_where_she_is_named():
    person = make.official(name="Luz Manglar")
    text = make.mention(make.published(), official=person).release
    paper = make.signature(official=person).agreement
    person.name = "Luz Guacamaya"
    person.save()

    tied = {release(text), agreement(paper), (Kind.OFFICIAL, person.pk)}
    assert found("guacamaya") == tied


def test_a_new_alias_counts_as_a_name_at_once():
    ministry = make.institution()
    paper = make.party(institution=ministry).agreement
    ministry.aliases_es = ["Casa Guacamaya"]
    ministry.save()

    assert agreement(paper) in found("casa guacamaya")


def test_an_edited_glossary_is_seen_at_once():
    text = make.published(body_es="<p>Se habla de la estación de recepción.</p>")
    term = make.term(term_es="Estación de recepción", term_en="Reception station")

    assert found("guacamaya") == set()
    term.synonyms_es = ["guacamaya"]
    term.save()
    assert found("guacamaya") == {release(text)}
    Term.objects.all().delete()
    assert found("guacamaya") == set()


def test_rows_inside_a_record_are_followed():
    paper = make.agreement()
    party = make.party(paper, name_es="Fundación Guacamaya")
    assert found("guacamaya") == {agreement(paper)}

    party.delete()
    assert found("guacamaya") == set()


def test_a_post_given_to_somebody_is_followed():
    post = make.appointment(post_es="Guardabosques")
    assert found("guardabosques") == {(Kind.OFFICIAL, post.official_id)}


def test_topics_given_in_bulk_are_followed():
    topic, text = make.topic(name_es="Guacamayas"), make.published()
    text.topics.set([topic])

    assert release(text) in found("guacamayas")


def test_a_page_read_from_a_paper_is_followed_and_a_newer_file_takes_its_place():
    paper = make.document(make.agreement(access="public"), access="public")
    page = make.page_text(make.version(paper, pages=2), text="Guacamaya roja.")
    assert found("guacamaya") == {(Kind.DOCUMENT, paper.pk)}

    page.text = "Manglar."
    page.save()
    assert found("guacamaya") == set()
    assert found("manglar") == {(Kind.DOCUMENT, paper.pk)}

    make.version(paper)
    assert found("manglar") == set()


def test_two_who_are_merged_are_one_in_the_index():
    kept, gone = make.institution(name_es="Guacamaya"), make.institution()
    paper = make.party(institution=gone).agreement
    text = make.published(institutions=[gone])
    merge(kept, gone, {}, make.staff("Partnerships"), "Es la misma.")

    tied = {agreement(paper), release(text), (Kind.INSTITUTION, kept.pk)}
    assert found("guacamaya") == tied


def test_a_text_appears_and_goes_by_the_clock_alone():
    soon = make.scheduled(title_es="Guacamaya")
    assert found("guacamaya") == set()

    later = Sight.of(AnonymousUser(), soon.published_at)
    search = Search("guacamaya", later, "es")
    assert [hit.id for hit in search.found.hits] == [soon.pk]


def test_a_language_that_is_held_back_goes_with_its_words():
    item = make.published(title_en="Macaw")
    assert found("macaw") == {release(item)}

    item.released_en = False
    item.save()
    assert found("macaw") == set()


def test_what_was_kept_from_the_triggers_is_written_by_reindex(capsys):
    item = make.agreement(title_es="Manglar")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE partners_agreement SET title_es = 'Guacamaya'")
        cursor.execute("SET session_replication_role = DEFAULT")
    assert found("guacamaya") == set()

    call_command("reindex")

    assert found("guacamaya") == {agreement(item)}
    assert found("manglar") == set()
    assert "MB with its indexes" in capsys.readouterr().out


def test_an_index_made_anew_is_the_same_as_the_one_that_was_kept():
    make.published(topics=[make.topic()], institutions=[make.institution()])
    make.party(make.agreement(access="confidential"))
    make.page_text(make.version(make.document(), pages=1))

    kept = entries()
    assert rebuild().entries == len(kept) == len(entries())
    assert entries() == kept


def entries():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, object_id, layer, access, keys, refs, head, words, readers"
            " FROM finding_entry ORDER BY kind, object_id, layer"
        )
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_two_who_change_one_record_at_once_are_both_found():
    paper = make.agreement()
    first_wrote, second_asked = threading.Event(), threading.Event()

    def second():
        first_wrote.wait(10)
        second_asked.set()
        try:
            make.party(paper, name_es="Fundación Guacamaya")
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with transaction.atomic():
        make.party(paper, name_es="Fundación Manglar")
        first_wrote.set()
        second_asked.wait(10)
        other.join(0.5)  # it waits for this transaction
    other.join(10)

    assert found("guacamaya") == found("manglar") == {agreement(paper)}
    assert Agreement.objects.count() == 1
