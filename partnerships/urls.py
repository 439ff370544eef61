from django.urls import URLPattern, path

from partnerships.views import interests

app_name = "partnerships"

GOVERNMENT = "desk/governments/<slug:slug>"

urlpatterns: list[URLPattern] = [
    path(f"{GOVERNMENT}/interests/", interests.interests, name="interests"),
    path(f"{GOVERNMENT}/partners/", interests.partners, name="partners"),
]
