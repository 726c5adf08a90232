"""Each cue is found by its words, in both languages, and not by words that only look like it."""

from __future__ import annotations

import pytest

from kb.evidence.relation_cues import Cues, cue_patterns, cues_in

FOUND = [
    ("failure", "State did not track the equipment.", "did not"),
    ("failure", "Progress had still not been assessed.", "had still not"),
    ("failure", "The audit found weaknesses.", "weaknesses"),
    ("failure", "El programa fracasó por falta de datos.", "fracasó"),
    ("success", "Deaths fell by half and the network was dismantled.", "fell by"),
    ("success", "El número de homicidios disminuyó.", "disminuyó"),
    ("harm", "Killings of leaders backfired.", "backfired"),
    ("harm", "Aumentó la violencia tras la captura.", "Aumentó la violencia"),
    ("finding", "GAO estimated that 70 percent came from dealers.", "estimated"),
    (
        "demand",
        "The commission asked on 8 February 2022 for one body.",
        "asked on 8 February 2022 for",
    ),
    ("demand", "El Congreso debería auditar los fondos.", "debería"),
    ("grant", "The Secretary is authorized to provide support.", "is authorized"),
    ("grant", "La ley autoriza el envío de equipo.", "autoriza"),
    ("limit", "None of the funds may be spent there.", "None of the funds"),
    ("limit", "Support requires the concurrence of the Secretary.", "requires the concurrence"),
    ("hedge", "However, results remain unclear.", "However"),
    ("hedge", "Sin embargo, depende de los jueces.", "Sin embargo"),
    ("opposition", "Mexico rejected the plan.", "rejected"),
    ("affront", "A strike would violate sovereignty.", "sovereignty"),
    ("unknown", "The law does not name the body.", "does not name"),
    ("undertaken", "Both governments agreed to deepen the work.", "agreed to"),
    ("undertaken", "Los dos gobiernos acordaron más intercambio.", "acordaron"),
    ("unmeasured", "Overall progress has not been assessed.", "not been assessed"),
    ("unmeasured", "The strategy had no measures of outcome.", "no measures"),
    ("gives", "The act created a body.", "created"),
]
NOT_FOUND = [
    ("failure", "It was not only a success but a model.", "not only"),
    ("failure", "Agents seized rifles.", "nothing failed"),
    ("limit", "The programme had limited effect.", "a weak effect is no condition"),
    ("demand", "The answer was asked.", "asked for nothing"),
    ("grant", "Authors wrote of it.", "author is not authorise"),
    ("harm", "Trade rose in 2022.", "more trade is no harm"),
    ("undertaken", "The office was announced on 3 September 2025.", "a date, nothing done"),
    ("unmeasured", "Results were measured twice.", "they were"),
]


@pytest.mark.parametrize(("cue", "text", "shown"), FOUND)
def test_a_cue_gives_the_words_that_show_it(cue: str, text: str, shown: str) -> None:
    assert getattr(cues_in(text), cue) == shown


@pytest.mark.parametrize(("cue", "text", "why"), NOT_FOUND)
def test_a_cue_is_not_found_where_words_only_look_like_it(cue: str, text: str, why: str) -> None:
    assert getattr(cues_in(text), cue) == "", why


def test_a_text_without_cues_has_none() -> None:
    cues = cues_in("The office is in Mexico City.")
    assert {getattr(cues, name) for name in cues.__dataclass_fields__} == {""}


def test_the_words_of_a_cue_are_on_one_line() -> None:
    assert "\n" not in cues_in("Congress asked on\nthe 8th\nfor a plan.").demand
    assert cues_in("Congress asked on\nthe 8th\nfor a plan.").demand.endswith("for")


def test_every_cue_has_a_pattern_that_needs_words() -> None:
    assert set(cue_patterns()) == set(Cues.__dataclass_fields__)
    assert [name for name, pattern in cue_patterns().items() if pattern.search("")] == []
