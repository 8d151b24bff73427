"""What XML 1.0 can hold: of the characters that texts may have, all but two, which are shown as missing."""

import re

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
