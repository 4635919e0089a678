"""What holds of every repair of any text: used on the cases, on generated damage and on random Unicode."""

from __future__ import annotations

import tarmim

#: Characters whose origins are asked one by one; of longer texts an even sample is asked.
_ASKED = 400


#: Random strings, which nobody writes, come to rest within two repairs; everything else at once. Of 9,000 random texts
#: five need the second: a line of random letters is read in another order once its strokes are taken out.
HOSTILE = 2


def assert_lawful(text: str, *, options: tarmim.Options | None = None, settles: int = 1) -> tarmim.Repair:
    """Return the repair of the text, having checked every law of repairs on it.

    settles  the outcome is repaired so often at most until nothing changes any more
    """
    repair = tarmim.repair(text, options=options)
    assert repair.source is text
    if not repair.changed:
        assert repair.text is text, "an unchanged text is the same object"
    else:
        assert repair.text != text, f"edits that undo each other, by {[step.rule for step in _applied(repair)]}"
    assert repair.replay() == repair.text, "the edits make the text"
    _assert_settled(repair.text, options, settles)
    assert_origins(repair)
    assert_changes(repair)
    return repair


def _assert_settled(text: str, options: tarmim.Options | None, times: int) -> None:
    again = tarmim.repair(text, options=options)
    for _ in range(times - 1):
        if again.text == text:
            return
        text = again.text
        again = tarmim.repair(text, options=options)
    assert again.text == text, f"a further repair changes it again, by {[step.rule for step in _applied(again)]}"


def assert_origins(repair: tarmim.Repair) -> None:
    """Check that every character of the text came from a place in the source."""
    size = len(repair.text)
    for i in range(0, size, 1 + size // _ASKED):
        start, end = repair.origin(i)
        assert 0 <= start <= end <= len(repair.source), f"character {i} came from {start}:{end}"
        if start + 1 == end and not repair.changed:
            assert start == i


def assert_changes(repair: tarmim.Repair) -> None:
    """Check that every edit, as reported, lies within what came in and what went out."""
    count = 0
    for change in repair.explain():
        count += 1
        for (start, end), size in ((change.input, len(repair.source)), (change.output, len(repair.text))):
            assert 0 <= start <= end <= size, f"{change.rule}: {start}:{end} of {size}"
        assert 0 <= change.edit.confidence <= 1
        assert change.edit.reason
        assert not change.applied or change.before != change.edit.text, f"{change.rule}: an edit that changes nothing"
        sources = change.edit.sources
        assert sources is None or len(sources) == len(change.edit.text), f"{change.rule}: sources do not fit the text"
        for start, end in sources or ():
            assert change.edit.start <= start <= end <= change.edit.end, f"{change.rule}: a source outside its edit"
    assert count == len(repair.edits) + len(repair.held)


def _applied(repair: tarmim.Repair) -> list[tarmim.Step]:
    return [step for step in repair.steps if len(step.edits)]
