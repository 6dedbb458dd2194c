"""All pages, and one with nothing in it but the frame."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from roedtraad.config.urls import urlpatterns as pages


def empty_page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/page.html")


urlpatterns = [*pages, path("tom-side/", empty_page, name="empty_page")]
