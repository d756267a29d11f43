"""Each delivery of records that can be linked leaves a job behind, and the job links them."""

import pytest

from etl import jobs
from etl.run import deliver
from gis_app.jobs.models import Job
from tests.etl.files import crime, crimes_csv
from tests.etl.links.reports import states

pytestmark = pytest.mark.django_db


def test_a_delivery_is_linked_by_a_job_of_its_own(square_city, tmp_path):
    account = deliver(crimes_csv(tmp_path, crime(1), crime(2), crime(3, Primary_Type="ROBBERY")), "chicago_crimes")
    assert states() == {}
    job = Job.objects.get(kind="link")
    assert (job.key, job.state) == (str(account["delivery"]), "waiting")
    jobs.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    assert states() == {("1", "2"): "automatic"}


def test_a_delivery_that_brought_nothing_new_changes_no_link(square_city, tmp_path):
    rows = [crime(1), crime(2)]
    for name in ("first.csv", "again.csv"):
        deliver(crimes_csv(tmp_path, *rows, name=name), "chicago_crimes")
        for number in Job.objects.filter(kind="link", state="waiting").values_list("pk", flat=True):
            jobs.perform(number)
        assert states() == {("1", "2"): "automatic"}
