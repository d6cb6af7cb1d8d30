"""Parts of factions: what a faction said besides its questions, and whom it joins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.reading.drafts import DraftPart
from generator.reading.factions import FactionNames, heading_factions, member_askers, named_asker
from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.records import FactionPart, Question

_JOINS = re.compile(
    r"\bsluiten zich\b.{0,40}\baan bij\b(?P<rest>.{0,200})|\bsluit zich\b.{0,40}\baan bij\b(?P<also>.{0,200})"
)
#: Before those who are joined; ``named_asker`` takes it as a sign that they are only mentioned.
_JOINED_LEAD = re.compile(r"\b(?:gesteld )?(?:door|van)\s+(?=de leden|het lid)")


def faction_part(
    rows: Sequence[Row],
    part: DraftPart,
    questions: Sequence[Question],
    section_keys: dict[int, str | None],
    counts: Counter[int | None],
    spelled: FactionNames,
) -> FactionPart:
    """Return a part as it is stored, with the keys of the questions that its context follows."""
    heading = rows[part.heading].text if part.heading is not None else None
    members = member_askers(heading) if heading else None
    names = members.factions if members else heading_factions(heading) if heading else ()
    return FactionPart(
        name=", ".join(names) or None,
        section=section_keys.get(part.section) if part.section is not None else None,
        heading=heading,
        lines=(part.first, max(part.last, part.first)),
        introduction=tuple(paragraph.paragraph() for paragraph in part.introduction),
        context=tuple((questions[number].key, paragraph.paragraph()) for number, paragraph in part.context),
        joins=_joined_factions(" ".join(p.text for p in part.introduction), spelled),
        questions=counts[part.heading],
    )


def _joined_factions(introduction: str, names: FactionNames) -> tuple[str, ...]:
    """Return the factions whose questions a faction joins ("sluiten zich aan bij de vragen van …")."""
    join = _JOINS.search(introduction)
    text = _JOINED_LEAD.sub("", join["rest"] or join["also"] or "") if join else ""
    joined = named_asker(text, names)
    return joined.factions if joined else ()


SPECIMENS = (
    Specimens(
        "joins",
        _JOINS,
        (
            "sluiten zich aan bij de vragen van de leden van de ABC-fractie",
            "sluit zich graag aan bij de opmerkingen",
        ),
        ("sluiten niet uit",),
    ),
    Specimens(
        "who is joined",
        _JOINED_LEAD,
        ("de vragen gesteld door de leden van de ABC-fractie",),
        ("van de minister",),
    ),
)
