"""One object at its address: in the language asked for, or a plain word why not."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.generic import DetailView

from .languages import codes, current, localized, other_than
from .readers import reader_of


class BilingualDetail(DetailView):
    """Finds an object by its slug in the language of the address.

    ``get_queryset`` says what the reader may see in any language. A slug of another
    language leads on to this one; an object that is not in this language says so.
    """

    def get(self, request, *args, **kwargs):
        slug = kwargs["slug"]
        self.object = self.named(slug, current())
        if self.object is None:
            return self.get_elsewhere(slug)
        if current() not in self.object.languages():
            return self.missing_here(self.object)
        response = self.render_to_response(self.get_context_data(object=self.object))
        if reader_of(request).is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def named(self, slug, code):
        return self.get_queryset().filter(**{localized("slug", code): slug}).first()

    def get_elsewhere(self, slug):
        """The answer when nothing has this slug in this language."""
        for code in other_than(current()):
            if found := self.named(slug, code):
                if current() in found.languages():
                    return redirect(found.url_in(current()), permanent=True)
                return self.missing_here(found)
        raise Http404

    def missing_here(self, found):
        there = [code for code in codes() if code in found.languages()]
        if not there:
            raise Http404
        return render(
            self.request,
            "missing_language.html",
            {
                "object": found,
                "in_language": {
                    "code": there[0],
                    "url": found.url_in(there[0]),
                    "name": found.name_in(there[0]),
                },
            },
            status=404,
        )
