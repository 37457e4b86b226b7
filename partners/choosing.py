"""All choices of one filter, by their names: the list shows the most frequent alone.

Everything is in the address: ``?choices=party`` beside what else is asked, ``called``
for a part of the name. Counted is this filter alone, over all that is found without it.
"""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import render

from iompanama.publishing.marking import folded

from .counting import every_choice
from .facets import choices, chosen
from .showing import address, kept

CHOICES_ON_A_PAGE = 100
MOST_LETTERS = 100


def all_choices(request, found, name):
    parameters = request.GET
    called = parameters.get("called", "").replace("\x00", "").strip()[:MOST_LETTERS]
    rows = [(folded(row[1]), *row) for row in every_choice(found, name)]
    rows = sorted(row for row in rows if folded(called) in row[0])
    try:
        page = Paginator(rows, CHOICES_ON_A_PAGE).page(parameters.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
    there = parameters.copy()
    for each in ("choices", "called"):
        there.pop(each, None)
    context = {
        "section": "agreements",
        "filter": found.filters[name],
        "called": called,
        "kept": kept(parameters, "called"),
        "choices": choices(
            found.asked, there, name, [row for _folded, *row in page.object_list]
        ),
        "chosen": chosen(found, parameters),
        "back": address(there),
        "none_address": address(parameters, **dict.fromkeys(found.asked.filters)),
        "page_obj": page,
    }
    return render(request, "partners/agreement_choices.html", context)
