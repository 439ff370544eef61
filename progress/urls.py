from django.urls import URLPattern, path

from progress.views import methods

app_name = "progress"

urlpatterns: list[URLPattern] = [
    path("desk/method/", methods.methods, name="methods"),
    path("desk/method/propose/", methods.propose, name="method-propose"),
    path("desk/method/<str:label>/", methods.method, name="method"),
    path("desk/method/<str:label>/changes.csv", methods.changes, name="method-changes"),
    path("desk/method/<str:label>/try/", methods.try_out, name="method-try"),
    path("desk/method/<str:label>/adoption/", methods.adoption, name="method-adoption"),
    path("desk/method/<str:label>/adopt/", methods.adopt, name="method-adopt"),
    path("desk/method/<str:label>/drop/", methods.drop, name="method-drop"),
]
