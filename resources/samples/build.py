"""Damages the clean samples the way mirror sites do, always the same way.

    python resources/samples/build.py            writes the samples beside their clean sources
    python resources/samples/build.py --check    only says which of them differ

The reports are ours: places, people and companies in them do not exist.
"""

from __future__ import annotations

import html
import json
import string
import sys
from pathlib import Path

from reviewer.repair.channel import Channel, by_character, damage

FOLDER = Path(__file__).resolve().parent

OWN_FORMS = dict(zip("峰钟准", "峰鐘准", strict=True))
"""Where these samples show another form than most mirror pages."""

CHANNELS = {
    "grain-depots": Channel(
        glosses={
            "監": "jiān",
            "業": "yè",
            "項": "xiàng",
            "農": "nóng",
            "負": "fù",
            "聯": "lián",
            "導": "dǎo",
        },
        delimiters="！；？",
        flatten=True,
    ),
    "waterworks": Channel(
        glosses={
            "區": "qū",
            "節": "jié",
            "產": "chǎn",
            "應": "yīng",
            "協": "xié",
            "優": "yōu",
            "監": "jiān",
            "聯": "lián",
            "業": "yè",
        },
        delimiters="！；？",
        flatten=True,
    ),
}


def samples() -> dict[str, bytes]:
    """The shipped samples by file name."""
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    return {entry["file"]: _sample(entry) for entry in index["samples"]}


def _sample(entry: dict[str, str]) -> bytes:
    path = Path(entry["file"])
    text = (FOLDER / entry["clean"]).read_text(encoding="utf-8")
    channel = CHANNELS.get(path.stem)
    if channel:
        text = damage("".join(OWN_FORMS.get(c) or by_character(c) for c in text), channel)
    return (_page(text) if path.suffix == ".html" else text).encode(entry["encoding"])


def _page(text: str) -> str:
    """The report as a mirror site's page; its title is the first line."""
    title, *paragraphs = map(html.escape, text.splitlines())
    shell = string.Template((FOLDER / "page.html").read_text(encoding="utf-8"))
    return shell.substitute(title=title, paragraphs="\n".join(f"<p>{line}</p>" for line in paragraphs))


def main() -> int:
    """Write the samples, or check them. Exit status 1 when a checked one differs."""
    built = samples()
    differing = [
        name for name, data in built.items() if not (FOLDER / name).exists() or (FOLDER / name).read_bytes() != data
    ]
    if "--check" in sys.argv[1:]:
        print("\n".join(differing) or "as built")
        return int(bool(differing))
    for name, data in built.items():
        (FOLDER / name).write_bytes(data)
        print(f"{name}\t{len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
