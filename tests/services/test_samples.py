"""The bundled samples, and the whole job done on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.language.wording import LOCALES
from reviewer.services import demo, importing, reading
from reviewer.services.library import Library
from reviewer.services.samples import sample_paths, samples


def test_the_samples_are_there_with_titles() -> None:
    found = samples()
    assert len(found) == 3
    assert [sample.damaged for sample in found].count(False) == 1
    assert sample_paths() == [sample.path for sample in found]
    for sample in found:
        assert sample.path.is_file()
        assert all(sample.title(locale) for locale in LOCALES)


def test_the_samples_import_as_said(library: Library) -> None:
    for sample in samples():
        document = importing.store_prepared(library, importing.prepare(sample.path)).document
        state = reading.review(library, document)
        assert state.figures
        assert (len(state.repairs) + len(state.losses) > 0) == sample.damaged, sample.path.name


@pytest.mark.parametrize("locale", ["zh_TW", "en"])
def test_the_demo_shows_the_job_and_leaves_nothing(
    locale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    result = demo.run(locale)
    assert list(tmp_path.iterdir()) == []
    assert len(result.documents) == 3
    assert result.report.startswith(b"<!")
    damaged, clean = result.documents[0], result.documents[2]
    assert sum(count for _, count in damaged.repairs) > 20
    assert damaged.before != damaged.after
    assert damaged.damaged
    assert clean.repairs == ()
    assert all(document.examples for document in result.documents)
