"""Rebuilds `folding.json`: every Traditional and variant form with the Simplified character the data is written in.

Run from the project's root: `python resources/figures/build_folding.py`. Source: OpenCC's TSCharacters
(Apache-2.0), as shipped by opencc-python-reimplemented, and the few variants below.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
VARIANTS = {"羣": "群", "佈": "布", "〸": "十", "〹": "卅", "弌": "一", "弍": "二", "弎": "三", "叄": "叁", "叅": "叁"}
"""Forms that the table lacks or, as a financial numeral, reads otherwise."""


def table() -> dict[str, str]:
    """From each other form to the Simplified character the data is written in."""
    package = find_spec("opencc")
    assert package is not None and package.origin is not None, "opencc-python-reimplemented is needed"
    lines = (Path(package.origin).parent / "dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    found = {}
    for line in lines.splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == len(first) == 1 and traditional != first:
            found[traditional] = first
    return dict(sorted({**found, **VARIANTS}.items()))


def main() -> None:
    """Writes the table beside this script."""
    content = {"source": "OpenCC TSCharacters (Apache-2.0) and variants; see build_folding.py.", "map": table()}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (HERE / "folding.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
