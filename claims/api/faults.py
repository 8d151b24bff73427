"""What is answered where something failed on our side: to programs in the shape of the address they asked, to readers a page.

Without a database, which may be what failed.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import server_error

from claims.api import problems
from claims.api.google.errors import Refused as GoogleRefused
from claims.api.refusals import Refused

_SENTENCE = "Something failed on our side; whoever runs this site finds it in the log. Try again in a moment."


def failed(request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``."""
    if request.path.startswith("/api/"):
        problem = problems.document(Refused("failed", _SENTENCE))
        return JsonResponse(problem, status=500, content_type=problems.MEDIA_TYPE)
    if request.path.startswith("/v1alpha1/"):
        return JsonResponse(GoogleRefused(500, "INTERNAL", _SENTENCE).document(), status=500)
    return server_error(request)
