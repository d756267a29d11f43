"""Several sealers and writers at once still make one chain."""

import threading

import pytest
from django.db import connection, transaction

from gis_app.people import audit
from gis_app.people.models import AuditEvent

WRITERS, EACH = 4, 25


def write() -> None:
    for number in range(EACH):
        with transaction.atomic():
            audit.record(action="a", subject="b", subject_id=number, old=None, new=None, actor=None)
    connection.close()


def sealing(end: threading.Event) -> None:
    while not end.is_set():
        audit.seal()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_every_row_is_sealed_once():
    end = threading.Event()
    sealers = [threading.Thread(target=sealing, args=(end,)) for _ in range(2)]
    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in (*sealers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    end.set()
    for thread in sealers:
        thread.join()
    audit.seal()
    chain = audit.verify()
    assert (chain.sealed, chain.unsealed, chain.broken) == (WRITERS * EACH, 0, "")
    assert AuditEvent.objects.count() == WRITERS * EACH
