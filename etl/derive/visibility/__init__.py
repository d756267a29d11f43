"""What cameras see, computed anew when a camera or the buildings around it change, or for all of them."""

from etl.derive.visibility.compute import see
from etl.derive.visibility.put import put_all, put_due, put_for
from etl.derive.visibility.run import everything, work

__all__ = ["everything", "put_all", "put_due", "put_for", "see", "work"]
