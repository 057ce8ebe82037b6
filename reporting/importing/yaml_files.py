"""Reading YAML so that every complaint can name the file and the line."""

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from reporting.exceptions import FilesRefused


class Node(dict[str, Any]):
    """A mapping of a YAML file that knows where it and each of its keys stand."""

    place: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, str] = {}

    def at(self, key: str) -> str:
        """File and line of `key`, or of the mapping when it has no such key."""
        return self.places.get(key, self.place)


class _PlacedLoader(yaml.SafeLoader):
    """Safe YAML whose mappings are `Node`s and which refuses a key written twice.

    Dates stay text: whoever reads one says what is wrong with it.
    """

    file_name = ""
    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _construct_node(loader: _PlacedLoader, node: yaml.MappingNode) -> Node:
    loader.flatten_mapping(node)
    made = Node()
    made.place = _place(loader.file_name, node.start_mark.line)
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in made:
            raise yaml.constructor.ConstructorError(
                None, None, _("“%(key)s” stands twice") % {"key": key}, key_node.start_mark
            )
        made.places[key] = _place(loader.file_name, key_node.start_mark.line)
        made[key] = loader.construct_object(value_node, deep=True)
    return made


_PlacedLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_node)


def read_file(directory: Path, name: str) -> Node:
    """The mapping that `directory/name` holds.

    Raises `FilesRefused` when the file is missing, is no YAML, or is no mapping.
    """
    text = _read_text(directory / name, name)
    try:
        loader = _PlacedLoader(text)
        loader.file_name = name
        found = loader.get_single_data()
    except yaml.YAMLError as error:
        raise FilesRefused([_complaint(name, text, error)]) from error
    except (ValueError, RecursionError) as error:
        # A number or a tagged value Python cannot hold; brackets nested without end.
        raise FilesRefused([f"{name}: " + _("not readable as YAML")]) from error
    if not isinstance(found, Node):
        raise FilesRefused([f"{name}: " + _("expected a mapping of keys to values")])
    return found


def _read_text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FilesRefused([f"{name}: " + _("the file is missing")]) from error
    except UnicodeDecodeError as error:
        raise FilesRefused([f"{name}: " + _("the file is not UTF-8 text")]) from error
    except OSError as error:
        why = _("the file cannot be read: %(why)s") % {"why": error.strerror}
        raise FilesRefused([f"{name}: {why}"]) from error


def _complaint(name: str, text: str, error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position)
        return f"{_place(name, line)}: " + _("a control character, which no text may hold")
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or _("not readable as YAML")
    return f"{_place(name, mark.line if mark else 0)}: {problem}"


def _place(name: str, line: int) -> str:
    """File and line as editors show them; `line` counts from 0."""
    return f"{name}:{line + 1}"
