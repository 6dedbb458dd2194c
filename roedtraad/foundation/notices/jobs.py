"""The upkeep of background jobs themselves."""

from __future__ import annotations

import datetime

import structlog
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

ATTEMPTS = 3
KEPT = datetime.timedelta(days=14)

log = structlog.get_logger("roedtraad.jobs")


@transaction.atomic
def resume_interrupted(worker_id: str) -> int:
    """Queue again what this worker was doing when it was cut off; give up after three attempts."""
    resumed = 0
    for job in DBTaskResult.objects.running():
        if not job.worker_ids or job.worker_ids[-1] != worker_id:
            continue
        if len(job.worker_ids) < ATTEMPTS:
            job.status = "READY"
            job.save(update_fields=["status"])
            resumed += 1
        else:
            job.set_failed(InterruptedError("cut off three times"))
        log.warning("job was cut off", job=job.task_path, attempt=len(job.worker_ids))
    return resumed


def delete_old_results() -> None:
    """Results of jobs are of no use after a fortnight."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
