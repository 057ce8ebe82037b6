"""Background tasks without a second process: in a thread of the server that was asked."""

from threading import Thread
from typing import Any

from django.db import connections
from django_tasks.backends.immediate import ImmediateBackend

from config.request_context import RequestContext, current, set_current


class ThreadBackend(ImmediateBackend):
    """Begins a task at once and does not wait for it.

    For one server and its SQLite file. A task ends with the server; what it was doing is asked for
    again. A portal with several servers has a queue in the database, which outlives them.
    """

    def _execute_task(self, task_result: Any) -> None:
        Thread(
            target=self._run,
            args=[task_result, current().request_id],
            name=f"task-{task_result.id}",
        ).start()

    def _run(self, task_result: Any, request_id: str) -> None:
        set_current(RequestContext(request_id, address=f"task {task_result.task.module_path}"))
        try:
            super()._execute_task(task_result)
        finally:
            connections.close_all()
