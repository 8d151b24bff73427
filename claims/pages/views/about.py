"""Pages about the site: what it does and who stands behind it."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.formats import about
from claims.models import AboutText
from claims.pages.answering import page as answer
from claims.pages.heads import Head
from claims.pages.presenting import truth_table
from claims.vocabulary import AboutPage


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponseBase:
    if name not in AboutPage.values:
        raise Http404(_("There is no such page about this site."))
    language = get_language() or ""
    own = AboutText.objects.filter(page=name, language=language).values_list("text", flat=True).first()
    head = Head(str(AboutPage(name).label), view="about", arguments={"name": name}, section="about")
    context = {
        "text": about.as_html(own or about.default(name, language)),
        "pages": AboutPage,
        "name": name,
        "of_a_point": truth_table.of_a_point() if name == AboutPage.METHOD else (),
        "of_a_claim": truth_table.of_a_claim() if name == AboutPage.METHOD else (),
    }
    return answer(request, "claims/about.html", head, context)
