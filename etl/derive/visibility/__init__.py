"""What cameras see, computed anew when a camera or the buildings around it change, or for all of them."""

from etl.derive.visibility.put import put_after, put_all, put_for
from etl.derive.visibility.run import everything, work
from etl.derive.visibility.see import see

__all__ = ["everything", "put_after", "put_all", "put_for", "see", "work"]
