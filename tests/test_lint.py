"""What the lint notices: nothing in texts that agree, each fault that is planted."""

import json

import pytest
from django.conf import settings
from django.utils.translation import override

from iompanama.publishing.lint import Known, findings

SAMPLE = json.loads((settings.BASE_DIR / "iompanama/sample/sample.json").read_text())
OFFICIALS = {official["id"]: official for official in SAMPLE["officials"]}
BOTH = [item for item in SAMPLE["press_releases"] if len(item["languages"]) == 2]
FORMS = ("term", "acronym")


def html(blocks):
    return "".join(map(block, blocks))


def block(each):
    if each["type"] == "ul":
        return "<ul>" + "".join(f"<li>{item}</li>" for item in each["items"]) + "</ul>"
    tag = {"quote": "blockquote"}.get(each["type"], each["type"])
    return f"<{tag}>{each['text']}</{tag}>"


def texts_of(item):
    body = {code: html(blocks) for code, blocks in item["body"].items()}
    return {"title": item["title"], "lead": item["lead"], "body": body}


def forms(names, acronym, others):
    return tuple(form for form in (names, acronym, *others) if form)


TERMS = (
    *(
        {
            code: forms(
                term[code]["term"], term[code]["acronym"], term[code]["synonyms"]
            )
            for code in ("es", "en")
        }
        for term in SAMPLE["glossary"]
    ),
    *(
        {
            code: forms(
                each["name"][code], each["acronym"][code], each["aliases"][code]
            )
            for code in ("es", "en")
        }
        for each in SAMPLE["institutions"]
    ),
)


def known_of(item):
    people = [OFFICIALS[mention["official"]] for mention in item["officials"]]
    names = tuple(
        (each["full_name"], each["family_name"], *each["aliases"]) for each in people
    )
    return Known(TERMS, names, int(item["dateline"]["date"][:4]))


@pytest.mark.parametrize("item", BOTH, ids=lambda item: item["id"])
def test_sample_texts_that_agree_raise_nothing(item):
    assert findings(texts_of(item), known_of(item)) == []


# A sample text, what is changed in its English body, and the rule that must notice.
PLANTED = [
    ("rel-defensoria-2023", "348,000", "384,000", "numbers"),
    ("rel-defensoria-2023", "348,000", "348.000", "number form"),
    ("rel-defensoria-2023", "6 September", "7 September", "days"),
    ("rel-defensoria-2023", "Wednesday, 6", "Tuesday, 6", "weekdays"),
    ("rel-defensoria-2023", "Giuseppe Loprete, Chief", "the Chief", None),
    ("rel-defensoria-2023", "Leblanc González", "the Ombudsman", "names"),
    ("rel-defensoria-2023", "<h2>What IOM will contribute</h2>", "", "headings"),
    ("rel-defensoria-2023", "<blockquote>", "<p>", "quotations"),
    ("rel-100mil-2023", "(UNHCR)", "(UNICEF)", "acronyms"),
    ("rel-100mil-2023", "China (3,855)", "China (3,585)", "numbers"),
    ("rel-100mil-2023", "Monthly", '<a href="/x">Monthly</a>', "links"),
    ("rel-100mil-2023", "Monthly surveys", "Surveys of illegal migrants", "words"),
    ("rel-100mil-2023", "Monthly surveys", "Maria, 23, said surveys", "private name"),
    ("rel-100mil-2023", "Monthly", "8-123-4567 monthly", "identity"),
    ("rel-100mil-2023", "Monthly", "At 8.5312, -77.9871 monthly", "position"),
    ("rel-100mil-2023", "Monthly", "<h3>Monthly</h3><h2>x</h2>", "subheadings"),
    ("rel-uio-2023", "18 October 2028", "18 October 2029", "days"),
]


@pytest.mark.parametrize(("key", "right", "wrong", "rule"), PLANTED)
def test_planted_fault_is_found(key, right, wrong, rule):
    item = next(each for each in BOTH if each["id"] == key)
    texts = texts_of(item)
    assert right in texts["body"]["en"]
    texts["body"]["en"] = texts["body"]["en"].replace(right, wrong)

    found = {finding.rule for finding in findings(texts, known_of(item))}

    # Somebody still named by the surname is still named.
    assert (rule in found) if rule else found == set()


def test_number_of_a_document_is_told_once():
    texts = {"lead": {"es": "Su cédula es 8-123-4567.", "en": "Her card."}}

    assert [each.rule for each in findings(texts, Known())] == ["identity"]


def test_better_words_are_in_the_language_of_the_text():
    texts = {"lead": {"es": "Hay migrantes.", "en": "There are illegal migrants."}}

    with override("es"):
        [finding] = findings(texts, Known())
        assert str(finding) == (
            "«illegal migrants»: de una persona se dice «in an irregular situation»."
        )


def test_number_word_stands_for_a_figure():
    texts = {"lead": {"es": "Son 12 cursos y sesenta personas", "en": "Twelve, and 60"}}

    assert findings(texts, Known()) == []


def test_square_named_after_a_day_is_no_day():
    texts = {
        "lead": {
            "es": "En el parque 28 de Noviembre",
            "en": "At the 28 de Noviembre park",
        }
    }

    assert findings(texts, Known()) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('Lea <a href="/x">aquí</a>.', "links"),
        ('Lea <a href="/x"></a>.', "links"),
        ("<h3>Uno</h3>", "heading order"),
        ("El martes 6 de septiembre de 2023", "weekdays"),
        ("Llegaron 348,000 personas", "number form"),
        ("Los migrantes ilegales", "words"),
    ],
)
def test_fault_in_one_text_is_found_before_the_other_exists(text, rule):
    found = findings({"body": {"es": text, "en": ""}}, Known(year=2023))

    assert [finding.rule for finding in found] == [rule]


def test_finding_says_its_place_in_words():
    [finding] = findings({"lead": {"es": "Son 5", "en": "They are six"}}, Known())

    assert (finding.field, finding.language, finding.what) == ("lead", "es", "5")
    assert "5" in str(finding)
