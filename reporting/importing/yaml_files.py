"""Reading YAML so that every complaint can name the file and the line."""

from pathlib import Path
from typing import Any

import yaml

from reporting.exceptions import FilesRefused


class Node(dict[str, Any]):
    """A mapping of a YAML file that knows where it stands."""

    place: str = ""


class _PlacedLoader(yaml.SafeLoader):
    """Safe YAML whose mappings are `Node`s and which refuses a key written twice."""

    file_name = ""


def _construct_node(loader: _PlacedLoader, node: yaml.MappingNode) -> Node:
    loader.flatten_mapping(node)
    made = Node()
    made.place = f"{loader.file_name}:{node.start_mark.line + 1}"
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in made:
            raise yaml.constructor.ConstructorError(
                None, None, f"“{key}” stands twice", key_node.start_mark
            )
        made[key] = loader.construct_object(value_node, deep=True)
    return made


_PlacedLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_node)


def read_file(directory: Path, name: str) -> Node:
    """The mapping that `directory/name` holds.

    Raises `FilesRefused` when the file is missing, is no YAML, or is no mapping.
    """
    path = directory / name
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FilesRefused([f"{name}: the file is missing"]) from error
    except UnicodeDecodeError as error:
        raise FilesRefused([f"{name}: the file is not UTF-8 text"]) from error
    loader = _PlacedLoader(text)
    loader.file_name = name
    try:
        found = loader.get_single_data()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "not readable as YAML"
        raise FilesRefused([f"{name}:{line}: {problem}"]) from error
    finally:
        loader.dispose()
    if not isinstance(found, Node):
        raise FilesRefused([f"{name}: expected a mapping of keys to values"])
    return found
