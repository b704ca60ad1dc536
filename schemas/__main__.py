"""`python -m schemas` writes the published JSON Schemas and index templates; a test keeps them current."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from schemas.article import EnrichedArticle, RawArticle
from schemas.dead_letter import DeadLetter
from schemas.index_templates import component_templates, index_templates

HERE = Path(__file__).parent

MODELS: dict[str, type[BaseModel]] = {
    "raw-article": RawArticle,
    "enriched-article": EnrichedArticle,
    "dead-letter": DeadLetter,
}


def published_files() -> dict[Path, str]:
    """Every published file under schemas/ with the text it should have."""
    contents: dict[Path, Any] = {}
    for name, model in MODELS.items():
        schema = model.model_json_schema(mode="validation" if model is RawArticle else "serialization")
        _allow_fields_of_newer_versions(schema)
        if model is RawArticle:
            schema["additionalProperties"] = True  # unknown fields are kept in `extra`
        contents[HERE / "json" / f"{name}.schema.json"] = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **schema,
        }
    for name, template in component_templates("news").items():
        contents[HERE / "elasticsearch" / f"component-{name}.json"] = template
    for name, template in index_templates("news").items():
        contents[HERE / "elasticsearch" / f"index-{name}.json"] = template
    return {path: json.dumps(content, indent=2, ensure_ascii=False) + "\n" for path, content in contents.items()}


def _allow_fields_of_newer_versions(schema: dict[str, Any]) -> None:
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("additionalProperties", None)


def main() -> None:
    """Writes the files."""
    for path, text in published_files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
