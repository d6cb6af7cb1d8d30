"""Names of factions as printed, brought to the factions of the register; one it does not know is added."""

from __future__ import annotations

import re

from generator.keys import slug
from generator.registers import Faction, FactionRegister, fold_name

#: Words around the name of a group or a one-member faction that are not its name.
_AROUND = re.compile(
    r"^(?:(?:de|het|leden|lid|van|fractie|fractieleden|groep|gr\.)\s+)+|(?:\s*-\s*|\s+)fractie(?:leden)?$",
    re.IGNORECASE,
)


class FactionNames:
    """Resolves printed names; remembers those that the register does not know."""

    def __init__(self, register: FactionRegister) -> None:
        self.register = register
        #: Made from the text: faction by id.
        self.added: dict[str, Faction] = {}
        self._seen: dict[str, str] = {}

    def resolve(self, name: str) -> str:
        """Return the id of the faction with this printed name; an unknown one gets the slug of its name."""
        found = self._seen.get(name)
        if found is None:
            found = self._seen[name] = self._find(name)
        return found

    def _find(self, name: str) -> str:
        core = _AROUND.sub("", " ".join(name.split())) or name
        for spelling in (name, core, f"Lid {core}", f"Groep {core}", f"Fractie {core}"):
            faction = self.register.find(spelling)
            if faction is not None:
                return faction.id
        for faction in self.added.values():
            if fold_name(_AROUND.sub("", faction.name)) == fold_name(core):
                return faction.id
        made = slug(name) or "onbekend"
        if made in self.register.by_id:
            made = f"{made}-2"
        self.added.setdefault(made, Faction(id=made, name=" ".join(name.split())))
        return made

    def name(self, faction: str) -> str:
        """Return the name of a faction as the site shows it."""
        return self.get(faction).name

    def get(self, faction: str) -> Faction:
        return self.added.get(faction) or self.register.by_id[faction]
