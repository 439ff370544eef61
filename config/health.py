"""Is the web process able to answer from its database? It also says where nobody is judged."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from progress import methods


def healthz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    trouble = methods.standing_still()
    return HttpResponse(f"ok\n{trouble}\n" if trouble else "ok", content_type="text/plain; charset=utf-8")
