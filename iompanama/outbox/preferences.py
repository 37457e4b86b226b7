"""“My mail”: how somebody wants to hear from the site."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from .models import Preference


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ["frequency", "language"]
        widgets = {"frequency": forms.RadioSelect, "language": forms.RadioSelect}


@csrf_protect
def my_mail(request, site):
    """Everybody who may enter the admin chooses for herself alone."""
    wish = Preference.of(request.user)
    form = PreferenceForm(request.POST or None, instance=wish)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your mail is set."))
        return redirect("admin:my_mail")
    context = {**site.each_context(request), "form": form, "title": _("My mail")}
    return TemplateResponse(request, "admin/my_mail.html", context)
