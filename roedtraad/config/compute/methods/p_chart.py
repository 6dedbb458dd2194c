"""A p-chart for each facet."""

from __future__ import annotations

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.rate_answer import PARAMETERS, answer
from roedtraad.config.compute.table import Table
from roedtraad.foundation.statistics.rate_charts import RateKind

from .runchart import counted


def _run(table: Table, given: Given) -> Answer:
    return answer(table, given, RateKind.P, counted)


METHOD = Method(
    about="p-kort: andele med grænser efter hver periodes nævner.",
    row="én periode (i én facet). n tæller rækker.",
    parameters=PARAMETERS,
    run=_run,
    is_timed=True,
)
