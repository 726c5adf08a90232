"""The units of a law in ``corpus/lexicons/statute_units.yaml``."""

from __future__ import annotations

from kb.resources import LexiconModel, load_lexicon


class StatuteUnit(LexiconModel):
    """A unit of a law above its sections, such as a title."""

    name: str
    rank: int
    cited: str
    capitals_only: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The forms of the name with which a heading begins."""
        return (self.name.upper(),) if self.capitals_only else (self.name.upper(), self.name)


class _StatuteUnits(LexiconModel):
    units: tuple[StatuteUnit, ...]


UNITS = {unit.name: unit for unit in load_lexicon("statute_units", _StatuteUnits).units}
