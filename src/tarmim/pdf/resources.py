"""Named resources of a page or form, each looked up once (ISO 32000-2 7.8.3)."""

from __future__ import annotations

from dataclasses import dataclass

from tarmim.model.geometry import IDENTITY, Box, Matrix
from tarmim.pdf.colours import components
from tarmim.pdf.objects import Dictionary, Name, Stream, Value

__all__ = ["FormXObject", "Resources"]


@dataclass(frozen=True, slots=True)
class FormXObject:
    """A form XObject, content that is drawn by name (ISO 32000-2 8.10).

    problem   what is wrong with its stream, "" where nothing is; waste: see `Decoded`
    identity  what tells it apart, to find cycles; None for a form that is no indirect object, which cannot recur
    group     the optional content it belongs to (/OC), None where to none
    """

    content: bytes
    problem: str
    waste: int
    matrix: Matrix
    box: Box | None
    resources: Dictionary | None
    identity: tuple[int, int] | None
    group: Value


class Resources:
    """The resources of a page or a form; what a form lacks it takes from whoever draws it, as viewers do.

    font_numbers  the interpreter's numbers of fonts met, by name as written
    """

    __slots__ = ("_dictionary", "_found", "_parent", "font_numbers")

    def __init__(self, dictionary: Dictionary | None, parent: Resources | None = None) -> None:
        self._dictionary = dictionary
        self._parent = parent
        self._found: dict[tuple[str, str], Value] = {}
        self.font_numbers: dict[bytes, int] = {}

    def dictionary(self, category: str, name: str) -> Dictionary | None:
        """Return the dictionary or stream of a category (Font, ExtGState, Properties …) by name."""
        value = self._get(category, name)
        return value if isinstance(value, Dictionary) else None

    def properties(self, name: str) -> Dictionary | None:
        """Return a property list of marked content by name."""
        return self.dictionary("Properties", name)

    def colour_kind(self, name: str) -> str:
        """Return how the numbers of a colour space are to be read: see `colours.components`."""
        own = self._get("ColorSpace", name)
        if own is not None:
            return components(own)
        return components(Name(name))

    def form(self, name: str) -> FormXObject | None:
        """Return a form XObject by name, None where it is an image or is missing."""
        key = ("form", name)
        if key not in self._found:
            stream = self._get("XObject", name)
            is_form = isinstance(stream, Stream) and stream.name("Subtype") == "Form"
            self._found[key] = _form(stream) if is_form else None
        found: FormXObject | None = self._found[key]
        return found

    def has_xobject(self, name: str) -> bool:
        """Tell whether there is an XObject of that name."""
        return self._get("XObject", name) is not None

    def _get(self, category: str, name: str) -> Value:
        key = (category, name)
        if key not in self._found:
            group = self._dictionary.dictionary(category) if self._dictionary else None
            value = group.find(name) if group else None
            if value is None and self._parent is not None:
                value = self._parent._get(category, name)
            self._found[key] = value
        return self._found[key]


def _form(stream: Stream) -> FormXObject:
    matrix, box = stream.numbers("Matrix"), stream.numbers("BBox")
    left, bottom, right, top = box[:4] if len(box) >= 4 else (0.0, 0.0, 0.0, 0.0)
    decoded = stream.decode()
    return FormXObject(
        content=decoded.content,
        problem=decoded.problem,
        waste=decoded.waste,
        matrix=(matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]) if len(matrix) == 6 else IDENTITY,
        box=(min(left, right), min(bottom, top), max(left, right), max(bottom, top)) if len(box) >= 4 else None,
        resources=stream.dictionary("Resources"),
        identity=stream.identity,
        group=stream.get("OC"),
    )
