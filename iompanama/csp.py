"""Content-Security-Policy under the names of Django 6.0, until we run on it.

On Django 6 delete this file: ``django.middleware.csp`` and ``django.utils.csp``.
"""

import secrets

from django.conf import settings
from django.utils.functional import SimpleLazyObject

HEADER = "Content-Security-Policy"


class CSP:
    NONCE = "<CSP_NONCE_SENTINEL>"
    NONE = "'none'"
    SELF = "'self'"


class Nonce(SimpleLazyObject):
    """Made when a template first prints it; a page without one announces none."""

    def __init__(self):
        self.__dict__["made"] = None
        super().__init__(self._make)

    def _make(self):
        self.__dict__["made"] = secrets.token_urlsafe(16)
        return self.made


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.csp_nonce = Nonce()
        response = self.get_response(request)
        if HEADER not in response.headers:
            response.headers[HEADER] = policy(request.csp_nonce.made)
        return response


def policy(nonce):
    """The header's text; a nonce nobody used is left out."""
    return "; ".join(
        " ".join([directive, *sources_of(sources, nonce)])
        for directive, sources in settings.SECURE_CSP.items()
    )


def sources_of(sources, nonce):
    if nonce is None:
        return [source for source in sources if source != CSP.NONCE]
    return [f"'nonce-{nonce}'" if source == CSP.NONCE else source for source in sources]
