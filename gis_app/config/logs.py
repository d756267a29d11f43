"""What the logs must not hold."""

import logging
import re

OPEN_LINK = re.compile(r"/(invite|reset)/[^\s/?]+")


class WithoutTokens(logging.Filter):
    """Takes the token out of a one-use link's address: who reads the log could still open it.

    >>> hidden("Bad Request: /reset/aBc-12 again")
    'Bad Request: /reset/… again'
    """

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if OPEN_LINK.search(text):
            record.msg, record.args = hidden(text), ()
        return True


def hidden(text: str) -> str:
    return OPEN_LINK.sub(r"/\1/…", text)
