"""Names of the countries institutions are in; any other shows its code."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "AR": _("Argentina"),
    "BO": _("Bolivia"),
    "BR": _("Brazil"),
    "CA": _("Canada"),
    "CH": _("Switzerland"),
    "CL": _("Chile"),
    "CO": _("Colombia"),
    "CR": _("Costa Rica"),
    "CU": _("Cuba"),
    "DE": _("Germany"),
    "DO": _("Dominican Republic"),
    "EC": _("Ecuador"),
    "ES": _("Spain"),
    "FR": _("France"),
    "GT": _("Guatemala"),
    "HN": _("Honduras"),
    "HT": _("Haiti"),
    "IT": _("Italy"),
    "JP": _("Japan"),
    "MX": _("Mexico"),
    "NI": _("Nicaragua"),
    "NO": _("Norway"),
    "PA": _("Panama"),
    "PE": _("Peru"),
    "PY": _("Paraguay"),
    "SE": _("Sweden"),
    "SV": _("El Salvador"),
    "US": _("United States"),
    "UY": _("Uruguay"),
    "VE": _("Venezuela"),
}


def name(code):
    return NAMES.get(code, code)
