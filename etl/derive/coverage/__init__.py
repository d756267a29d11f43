"""What matters, point by point, and how well the cameras see it; the gaps that are left: one run, one job."""

from etl.derive.coverage.run import KIND, compute, put, put_due, work

__all__ = ["KIND", "compute", "put", "put_due", "work"]
