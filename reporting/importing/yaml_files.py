"""Reading YAML files, with the file and line of each value for messages."""

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from reporting.exceptions import FilesRefused


class Node(dict[str, Any]):
    """A mapping in a YAML file, with the locations ("file:line") of the mapping and its keys."""

    location: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locations: dict[str, str] = {}

    def at(self, key: str) -> str:
        """The location of `key`, or of the mapping if it has no such key."""
        return self.locations.get(key, self.location)


class _LocatingLoader(yaml.SafeLoader):
    """A safe YAML loader that makes mappings a `Node` and refuses a key that is repeated.

    Dates stay text, so that an invalid date is reported with its location.
    """

    file_name = ""
    yaml_implicit_resolvers = {
        character: [
            (tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"
        ]
        for character, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _construct_node(loader: _LocatingLoader, node: yaml.MappingNode) -> Node:
    loader.flatten_mapping(node)
    mapping = Node()
    mapping.location = _location(loader.file_name, node.start_mark.line)
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in mapping:
            raise yaml.constructor.ConstructorError(
                None, None, _("“%(key)s” is repeated") % {"key": key}, key_node.start_mark
            )
        mapping.locations[key] = _location(loader.file_name, key_node.start_mark.line)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_LocatingLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_node)


def read_file(directory: Path, name: str) -> Node:
    """The mapping in the file `directory/name`.

    Raises `FilesRefused` when the file is missing, is not YAML, or is not a mapping.
    """
    text = _read_text(directory / name, name)
    try:
        loader = _LocatingLoader(text)
        loader.file_name = name
        data = loader.get_single_data()
    except yaml.YAMLError as error:
        raise FilesRefused([_error_message(name, text, error)]) from error
    except (ValueError, RecursionError) as error:
        # A number or tagged value that Python cannot represent, or brackets nested too deep.
        raise FilesRefused([f"{name}: " + _("not readable as YAML")]) from error
    if not isinstance(data, Node):
        raise FilesRefused([f"{name}: " + _("expected a mapping of keys to values")])
    return data


def _read_text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FilesRefused([f"{name}: " + _("the file is missing")]) from error
    except UnicodeDecodeError as error:
        raise FilesRefused([f"{name}: " + _("the file is not UTF-8 text")]) from error
    except OSError as error:
        reason = _("the file cannot be read: %(why)s") % {"why": error.strerror}
        raise FilesRefused([f"{name}: {reason}"]) from error


def _error_message(name: str, text: str, error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position)
        return f"{_location(name, line)}: " + _("a control character, which no text may hold")
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or _("not readable as YAML")
    return f"{_location(name, mark.line if mark else 0)}: {problem}"


def _location(name: str, line: int) -> str:
    """File and line in the form that editors use; `line` counts from 0."""
    return f"{name}:{line + 1}"
