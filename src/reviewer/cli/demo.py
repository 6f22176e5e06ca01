"""`reviewer demo`: the bundled samples start to end, without a screen and without leaving anything behind."""

from __future__ import annotations

from reviewer.cli.arguments import Arguments
from reviewer.cli.output import as_text, deliver
from reviewer.cli.status import Status
from reviewer.cli.table import table
from reviewer.language.wording import say
from reviewer.services.demo import DemoDocument
from reviewer.services.demo import run as run_demo
from reviewer.text.message import Message


def run(arguments: Arguments, locale: str) -> Status:
    """Run the demo and print what it did."""
    demo = run_demo(locale)
    parts = [_document(document, locale) for document in demo.documents]
    parts.append(_say("demo-report", locale, count=len(demo.documents), bytes=len(demo.report)))
    deliver(arguments, as_text("\n".join(parts)))
    return Status.DONE


def _document(document: DemoDocument, locale: str) -> str:
    lines = [
        f"{document.title} ({document.name}, {document.encoding})\n",
        _say(
            "demo-repairs",
            locale,
            characters=document.characters,
            repairs=sum(count for _, count in document.repairs),
            open=document.open,
            losses=document.losses,
        ),
        *(f"    {kind.value}: {count}\n" for kind, count in document.repairs),
    ]
    if document.before != document.after:
        lines += [f"  - {document.before}\n", f"  + {document.after}\n"]
    lines.append(_say("demo-figures", locale, figures=document.figures, damaged=len(document.damaged)))
    lines += ["    " + line + "\n" for line in _examples(document).splitlines()]
    return "".join(lines)


def _examples(document: DemoDocument) -> str:
    rows = [*document.examples, *((text, "?", "") for text in document.damaged)]
    return table(("figure", "value", "measured"), rows) if rows else ""


def _say(name: str, locale: str, **values: object) -> str:
    return say(Message.of(f"cli.{name}", **values), locale) + "\n"
