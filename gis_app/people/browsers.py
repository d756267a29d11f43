"""What people call the program that a `User-Agent` names. Only for lists of sessions: a browser says what it likes."""

import re

# The first that fits: the later ones' names stand in the earlier ones' lines too.
BROWSERS = {
    "Edge": r"Edg(?:A|iOS)?/(\d+)",
    "Opera": r"OPR/(\d+)",
    "Yandex Browser": r"YaBrowser/(\d+)",
    "Firefox": r"(?:Firefox|FxiOS)/(\d+)",
    "Chrome": r"(?:Chrome|Chromium|CriOS|HeadlessChrome)/(\d+)",
    "Safari": r"Version/(\d+)[.\d]* .*Safari/",
    "QGIS": r"QGIS/(\d)",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iOS": "iPhone|iPad",
    "macOS": "Mac OS X",
    "ChromeOS": "CrOS",
    "Linux": "Linux|X11",
}


def called(program: str) -> str:
    """Name and version of the browser, and its system; the line itself, shortened, for another program.

    >>> called("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0")
    'Firefox 128, Windows'
    >>> called("curl/8.5.0"), called("")
    ('curl/8.5.0', '')
    """
    browser = next((f"{name} {seen[1]}" for name, line in BROWSERS.items() if (seen := re.search(line, program))), "")
    system = next((name for name, line in SYSTEMS.items() if re.search(line, program)), "")
    return ", ".join(filter(None, (browser, system))) if browser else program[:60]
