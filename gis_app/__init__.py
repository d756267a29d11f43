"""What the city is and what happened: models, rules, API."""

import zoneinfo

__version__ = "0.1.0"

# The machine's own tables may be years old (Kazakhstan moved in 2024): zones come from the pinned tzdata package.
zoneinfo.reset_tzpath(to=())
