"""What a rule may consult besides the passage."""

from __future__ import annotations

from dataclasses import dataclass

from tarmim.language.models import Models, load, load_from
from tarmim.model.profile import Profile
from tarmim.options import Options

__all__ = ["Evidence"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The document's profile, the caller's choices, and the language models that fit both."""

    profile: Profile
    options: Options

    @property
    def models(self) -> Models | None:
        """Return the models of the document's language, None where there are none.

        Each part of them is read when it is first asked for. A caller's own models are for their language alone.
        """
        language = self.profile.language
        if self.options.model is not None:
            own = load_from(self.options.model)
            if own.language == language:
                return own
        return load(language) if language is not None else None
