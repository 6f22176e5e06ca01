"""What the fields of a template stand for at the moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reviewer.annotations.template import Field
from reviewer.gui.at_hand import AtHand
from reviewer.gui.models.labels import figure_value, with_holes
from reviewer.gui.models.quoting import shown_title
from reviewer.language.dates import in_words

Naming = Callable[[str], str]


def template_values(
    session: AtHand, reviewer: str, locale: str, paragraph_of: Callable[[int], int], verdict: Naming, state: Naming
) -> dict[str, str]:
    """Every field of which something is known. `verdict` and `state` name a verdict and a figure's state."""
    values = {Field.DATE: in_words(date.today().isoformat(), locale), Field.REVIEWER: reviewer}
    if session.state is not None:
        values[Field.DOCUMENT] = shown_title(session.state)
    if session.current is not None:
        values[Field.PARAGRAPH] = str(paragraph_of(session.current.start))
    return {
        field.value: words for field, words in (values | _of_item(session, locale, verdict, state)).items() if words
    }


def _of_item(session: AtHand, locale: str, verdict: Naming, state: Naming) -> dict[Field, str]:
    claim, figure, repair = session.claim(), session.figure_meant(), session.repair()
    if claim is not None:
        quote = "…".join(anchor.quote.exact for anchor in claim.anchors)
        address = next((piece.address for piece in claim.evidence if piece.address), "")
        return {Field.QUOTE: with_holes(quote), Field.VERDICT: verdict(claim.verdict), Field.ADDRESS: address}
    if figure is not None:
        address = next((piece.address for piece in figure.evidence if piece.address), "")
        return {
            Field.QUOTE: with_holes(figure.reading.text),
            Field.VERDICT: state(figure.state),
            Field.VALUE: figure_value(figure.reading, locale),
            Field.ADDRESS: address,
        }
    return {Field.QUOTE: with_holes(repair.repair.original)} if repair is not None else {}
