"""Inputs drawn without templates are the ones that Django's templates draw."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from iompanama.publishing.drawing import DRAWN, Renderer

SHARP = "A \"sharp\" <b>&amp;</b> 'pen'"
CHOICES = [
    ("", "---"),
    ("es", gettext_lazy("Spanish")),
    (SHARP, [(1, SHARP), (2, mark_safe("<i>two</i>"))]),
]
ATTRS = {"id": SHARP, "required": True, "disabled": False, "maxlength": 12}


def tight(html):
    """Without the line breaks that templates leave between and inside of tags."""
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize(
    "widget",
    [
        forms.CheckboxInput(),
        forms.DateInput(),
        forms.EmailInput(),
        forms.HiddenInput(),
        forms.NumberInput(),
        forms.Select(choices=CHOICES),
        forms.SelectMultiple(choices=CHOICES),
        forms.Textarea({"class": "wide"}),
        forms.TextInput(),
        forms.URLInput(),
    ],
)
@pytest.mark.parametrize("value", [None, "", 0, 1, "es", SHARP, mark_safe("&amp;")])
def test_input_is_drawn_as_the_template_draws_it(widget, value):
    ours, djangos = (
        widget.render(SHARP, value, ATTRS, renderer=renderer)
        for renderer in (Renderer(), DjangoTemplates())
    )

    assert widget.template_name in DRAWN
    assert tight(ours) == tight(djangos)
    assert hasattr(ours, "__html__")


def test_what_is_not_drawn_here_is_left_to_its_template():
    widget = forms.RadioSelect(choices=CHOICES)

    assert widget.render("one", "es", renderer=Renderer()) == (
        widget.render("one", "es", renderer=DjangoTemplates())
    )


def test_text_keeps_its_first_empty_line():
    drawn = forms.Textarea().render("text", "\none", renderer=Renderer())

    assert "\n\none</textarea>" in drawn
