"""Every answer carries the policy; only a page that uses a nonce announces one."""

import pytest
from django.http import HttpResponse

from iompanama.csp import ContentSecurityPolicyMiddleware


def policy_of(rf, view):
    return ContentSecurityPolicyMiddleware(view)(rf.get("/")).headers[
        "Content-Security-Policy"
    ]


def test_page_without_nonce_announces_none(rf):
    policy = policy_of(rf, lambda request: HttpResponse("plain"))

    assert "script-src 'self';" in policy
    assert "nonce" not in policy


def test_nonce_of_the_page_is_the_one_announced(rf):
    pages = []

    def view(request):
        pages.append(f"{request.csp_nonce} {request.csp_nonce}")
        return HttpResponse(pages[0])

    policy = policy_of(rf, view)
    first, second = pages[0].split()
    assert first == second
    assert f"script-src 'self' 'nonce-{first}'" in policy


def test_every_request_has_its_own_nonce(rf):
    view = ContentSecurityPolicyMiddleware(
        lambda request: HttpResponse(str(request.csp_nonce))
    )
    assert view(rf.get("/")).content != view(rf.get("/")).content


def test_answer_that_brings_its_own_policy_keeps_it(rf):
    own = {"Content-Security-Policy": "sandbox"}

    assert policy_of(rf, lambda request: HttpResponse(headers=own)) == "sandbox"


@pytest.mark.parametrize("word", ["unsafe-inline", "unsafe-eval", "*"])
def test_policy_lets_nothing_unsafe_through(rf, word):
    assert word not in policy_of(rf, lambda request: HttpResponse())
