"""ro-crate-metadata.json: what makes a folder with files an RO-Crate 1.2, which archives read."""

import json
from collections.abc import Mapping
from hashlib import sha256

from evidence import about

NAME = "ro-crate-metadata.json"
_MEDIA = {"parquet": "application/vnd.apache.parquet", "json": "application/json", "md": "text/markdown",
          "txt": "text/plain", "cff": "application/yaml"}  # fmt: skip


def crate(version: str, day: str, credit: str, parts: Mapping[str, bytes], said: Mapping[str, str]) -> bytes:
    """The description of a folder with these files; `said` tells what each is, `credit` how the whole is cited."""
    root = {
        "@id": "./", "@type": "Dataset", "name": about.TITLE, "description": about.ABSTRACT, "version": version,
        "datePublished": day, "keywords": list(about.KEYWORDS), "license": {"@id": "#terms"},
        "author": {"@id": "#project"}, "publisher": {"@id": "#project"}, "creditText": credit,
        "hasPart": [{"@id": name} for name in parts],
    }  # fmt: skip
    graph = [
        {"@id": NAME, "@type": "CreativeWork", "about": {"@id": "./"},
         "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"}},
        root,
        {"@id": "#terms", "@type": "CreativeWork", "name": "Terms of use", "description": about.TERMS},
        {"@id": "#project", "@type": "Organization", "name": about.AUTHOR},
        *(_file(name, body, said[name]) for name, body in parts.items()),
    ]  # fmt: skip
    whole = {"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _file(name: str, body: bytes, said: str) -> dict[str, object]:
    media = _MEDIA[name.rpartition(".")[2]]
    return {"@id": name, "@type": "File", "name": name, "description": said, "encodingFormat": media,
            "contentSize": str(len(body)), "sha256": sha256(body).hexdigest()}  # fmt: skip
