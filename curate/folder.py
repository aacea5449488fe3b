"""Where the bench finds and puts what it works on: the folder `data` of a repository."""

import os
from dataclasses import dataclass
from pathlib import Path

#: Another folder of data than the repository's own, as tests have one.
SETTING = "EVIDENCE_DATA"


@dataclass(frozen=True)
class Folder:
    """A folder of data: studies and readings that git keeps, drafts and brought files that it does not."""

    data: Path

    @property
    def studies(self) -> Path:
        return self.data / "studies"

    @property
    def readings(self) -> Path:
        return self.data / "readings"

    @property
    def drafts(self) -> Path:
        return self.data / "drafts"

    @property
    def files(self) -> Path:
        """The files that people brought, as they are."""
        return self.drafts / "files"

    @property
    def forms(self) -> Path:
        return self.drafts / "readings"

    def study(self, name: str) -> Path:
        return self.studies / f"{name}.yaml"

    def draft(self, name: str) -> Path:
        return self.drafts / f"{name}.yaml"

    def form(self, name: str, reader: str) -> Path:
        return self.forms / f"{name}.{reader}.yaml"

    def reading(self, name: str) -> Path:
        return self.readings / f"{name}.yaml"

    def names(self) -> list[str]:
        """Every study, published or a draft."""
        found = {path.stem for path in (*self.studies.glob("*.yaml"), *self.drafts.glob("*.yaml"))}
        return sorted(name for name in found if not name.endswith(".map") and not name.endswith(".names"))


@dataclass(frozen=True)
class Seat:
    """Where somebody sits: the folder, their initials, whether they are a person or a program, their study."""

    folder: Folder
    reader: str
    kind: str
    study: str


def here() -> Folder:
    """The folder of this repository, or the one that the setting names."""
    return Folder(Path(os.environ.get(SETTING) or Path(__file__).parent.parent / "data"))
