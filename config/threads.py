"""Background tasks in a thread of the server that enqueued them, without a second process."""

from threading import Thread
from typing import Any

from django.db import connections
from django_tasks.backends.immediate import ImmediateBackend

from config.request_context import RequestContext, current, set_current


class ThreadBackend(ImmediateBackend):
    """Starts a task at once, without waiting for it.

    It is for one server with an SQLite file. A task ends with the server and has to be requested
    again. A portal with several servers uses a queue in the database, which survives a restart.
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
