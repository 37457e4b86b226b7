"""Who reads: visitors carry no session, and their pages vary on nothing."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.cache import patch_cache_control


def reader_of(request):
    """The user of a request. Without a session cookie the session is not touched, so
    that a visitor's page needs neither a cookie nor ``Vary: Cookie``."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return request.user
    return AnonymousUser()


def private_to_staff(view):
    """What somebody signed in was answered is kept by no cache on the way."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if reader_of(request).is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answer
