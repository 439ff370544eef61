from django.urls import URLPattern

app_name = "inventories"

urlpatterns: list[URLPattern] = []
