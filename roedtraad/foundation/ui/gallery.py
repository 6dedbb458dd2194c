"""Every component in every state, to look at while working. Not there in production."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from . import chart_series, charts, fields

LONG_WORD = "Kommunalbestyrelsesbeslutningsreferat"


class GalleryForm(forms.Form):
    """One field of each kind. Its words are examples, so they are in Danish only."""

    title = forms.CharField(label="Målets titel", help_text="Kort og konkret")
    text = fields.MarkdownField(label="Tekst", max_length=400, required=False)
    kind = forms.ChoiceField(label="Slags", choices=[("a", "Resultatmål"), ("b", "Effektmål")])
    audience = forms.ChoiceField(
        label="Rettet mod",
        choices=[("citizen", "Borgere"), ("own", "Organisationen")],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label="Målgrupper",
        choices=[("1", "Børn 0-6 år"), ("2", LONG_WORD)],
        widget=forms.CheckboxSelectMultiple,
    )
    due = fields.DanishDateField(label="Frist", help_text="For eksempel 30 06 2026")
    share = fields.DanishDecimalField(label="Andel", measured_in="%")
    period = fields.PeriodField(label="Periode", help_text="For eksempel 3. kvartal 2026")
    shown = forms.BooleanField(label="Vis på forsiden", required=False)


@require_http_methods(["GET", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    if settings.MODE not in ("demo", "test") and not settings.DEBUG:
        raise Http404
    form = GalleryForm(request.POST if request.method == "POST" else None, initial=_initial())
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "ui/gallery.html", _context() | {"form": form}, status=status)


def _initial() -> dict[str, Any]:
    return {"due": date(2026, 6, 30), "share": Decimal("1234.5"), "audience": "citizen"}


def _context() -> dict[str, Any]:
    return {
        "page_of_many": Paginator(range(200), 10).page(7),
        "values": [3, 5, None, 4, 6, 8, 7],
        "target": 9,
        "counts": {"reached": (3, "nået"), "good": (5, "på vej"), "bad": (1, "forværret")},
        "before": "Familien sætter målene sammen med en pædagog.",
        "after": "Familien sætter selv målene, sammen med en fast kontaktperson.",
        "long_word": LONG_WORD,
        "empty_bar": {},
        "chart": _chart(),
        "texts": "En tekst med **vægt**, en liste\n\n- ét\n- to\n",
    }


def _chart() -> charts.Chart:
    shares = [44, 47, 52, 58, 61, 68]
    ends = [date(2025 + n // 4, 3 * (n % 4) + 3, 28) for n in range(len(shares))]
    return charts.series_chart(
        chart_series.Series(
            finding="Flere familier med egne mål",
            measure="Andel af familier, der selv har sat mål, procent",
            points=tuple(
                chart_series.Point(on, Decimal(share))
                for on, share in zip(ends, shares, strict=True)
            ),
            targets=(chart_series.TargetStep(date(2025, 1, 1), date(2026, 12, 31), Decimal(80)),),
            measured_in="%",
        )
    )
