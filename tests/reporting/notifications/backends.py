"""Mail servers that misbehave, for tests: each keeps what it takes in Django's outbox."""

import time
from smtplib import SMTPRecipientsRefused
from typing import ClassVar

from django.core.mail.backends.locmem import EmailBackend as InMemory
from django.db import connection

REFUSED: set[str] = set()


class Picky(InMemory):
    """Refuses the addresses in `REFUSED`."""

    def send_messages(self, messages):
        for message in messages:
            if REFUSED & set(message.to):
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox")})
        return super().send_messages(messages)


class Down(InMemory):
    def open(self):
        raise ConnectionRefusedError("no mail server")

    def send_messages(self, messages):
        self.open()


class Slow(InMemory):
    """Takes its time, so that two runs meet."""

    def send_messages(self, messages):
        time.sleep(0.3)
        return super().send_messages(messages)


class Watching(InMemory):
    """Notes how many transactions are open, one within the other, when it is asked to send."""

    open_transactions: ClassVar[list[int]] = []

    def send_messages(self, messages):
        self.open_transactions.append(len(connection.savepoint_ids))
        return super().send_messages(messages)
