"""Where text names a file or module that moves: dotted names, paths, names of files without suffix, imports of scripts."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from flowcodemod.readers.change import Change
from flowcodemod.readers.example_imports import example_imports
from flowcodemod.readers.relocation import Relocation, stem
from flowcodemod.readers.script_modules import SCRIPTS

_SPECIFIER = re.compile(r"(?P<quote>[\"'`])(?P<path>(?:\.{1,2}|@|~)/[^\"'`\s]+)(?P=quote)")
_RELATIVE = re.compile(r"(?<![\w./-])(?P<path>\.{1,2}/[\w./-]*\w)(?![\w/-])")
_DYNAMIC = re.compile(
    r"import_module\(\s*[\"'](?P<dots>\.+)(?P<rest>[\w.]+)[\"']\s*,\s*(?:package\s*=\s*)?"
    r"(?:[\"'](?P<package>[\w.]+)[\"']|__package__|__name__)"
)
_CALLS = r"(?<=[\"'])(?:{})(?=[\"']|\.[^\W\d])"
_LOADERS = re.compile(r"(?:patch|import_module|setattr|delattr|run_module|getLogger|find_spec|dict)\(\s*[rf]?[\"']$")


class Mentions:
    """Finds what text says of the places that move."""

    def __init__(self, paths: Sequence[str], relocation: Relocation) -> None:
        self._relocation = relocation
        self._paths = frozenset(paths)
        self._names = {
            name: place for place in relocation.moved() for name in relocation.layout.names(place) if "." in name
        }
        self._single = {name: place for place in relocation.moved() for name in relocation.layout.names(place)}

    def changes(self, path: str, text: str) -> Iterator[Change]:
        """Every change in a text, some of them twice; in Python also in code, which is read elsewhere."""
        found = [*self._dotted(text), *self._whole_paths(text), *self._relative_paths(path, text)]
        found += [*self._bare_names(text), *example_imports(text, self._moved)]
        if path.endswith((".py", ".pyi")):
            found += [*self._loaded(text), *self._dynamic(path, text)]
        if path.endswith(SCRIPTS):
            found += self._specifiers(path, text)
        yield from found

    def _dotted(self, text: str) -> Iterator[Change]:
        for match in self._dotted_pattern.finditer(text) if self._names else ():
            place = self._names[match[0]]
            yield from _parts(match.start(), match[0], self._relocation.dotted(match[0], place), ".", place)

    def _moved(self, dotted: str) -> tuple[str, str] | None:
        place = self._names.get(dotted)
        return (self._relocation.dotted(dotted, place), place) if place is not None else None

    def _loaded(self, text: str) -> Iterator[Change]:
        """A top-level module that a string names, as the first argument of what loads or patches modules."""
        single = [name for name in self._single if "." not in name]
        pattern = _CALLS.format("|".join(map(re.escape, sorted(single, key=len, reverse=True))))
        for match in re.finditer(pattern, text) if single else ():
            if _LOADERS.search(text[max(0, match.start() - 60) : match.start()]):
                place = self._single[match[0]]
                yield Change(*match.span(), self._relocation.dotted(match[0], place), place)

    def _dynamic(self, path: str, text: str) -> Iterator[Change]:
        """`import_module(".name", package)`."""
        layout = self._relocation.layout
        for match in _DYNAMIC.finditer(text):
            base = layout.resolve(match["package"], path) if match["package"] else layout.package_of(path)
            up = len(match["dots"]) - 1
            folder = base.split("/")[: len(base.split("/")) - up] if base else []
            place = layout.at("/".join([*folder, *match["rest"].split(".")])) if folder else None
            if place and self._relocation.place(place) != place:
                after = stem(self._relocation.place(place))
                count = match["rest"].count(".") + 1
                if after[:-count] == folder:
                    yield from _parts(match.start("rest"), match["rest"], ".".join(after[-count:]), ".", place)
                else:
                    message = f"{path} imports it by a relative name that no longer reaches it"
                    yield Change(*match.span("rest"), match["rest"], place, message)

    def _whole_paths(self, text: str) -> Iterator[Change]:
        for match in self._path_pattern.finditer(text):
            place = self._targets[match["path"]]
            new = self._written(match["path"], place)
            yield from _parts(match.start("path"), match["path"], new, "/", place)

    def _bare_names(self, text: str) -> Iterator[Change]:
        """A file by its name without the suffix, where no code could be called so: `theme="long-session-page"`."""
        for match in self._bare_pattern.finditer(text):
            place = self._bare_files[match[0]]
            yield Change(*match.span(), _stem(self._relocation.place(place)), place)

    def _relative_paths(self, path: str, text: str) -> Iterator[Change]:
        folder = posixpath.dirname(path)
        for match in _RELATIVE.finditer(text):
            target = posixpath.normpath(posixpath.join(folder, match["path"]))
            yield from self._retold(path, match.start("path"), match["path"], target, target)

    def _specifiers(self, path: str, text: str) -> Iterator[Change]:
        """The modules that a script imports by a path without its suffix."""
        folder = posixpath.dirname(path)
        for match in _SPECIFIER.finditer(text):
            written = match["path"]
            if written[0] == ".":
                target = posixpath.normpath(posixpath.join(folder, written))
                found = self._script(target)
                if found:
                    yield from self._retold(path, match.start("path"), written, target, found)
                continue
            ends = [one for one in self._paths if one.endswith(SCRIPTS) and _bare(one).endswith(written[1:])]
            if len(ends) == 1 and ends[0] in self._relocation.moves:
                new = _bare(self._relocation.path(ends[0]))
                parts = new.split("/")[-written.count("/") :]
                yield from _parts(match.start("path"), written, f"{written[0]}/{'/'.join(parts)}", "/", ends[0])

    def _script(self, target: str) -> str:
        candidates = (
            target,
            *(f"{target}{suffix}" for suffix in SCRIPTS),
            *(f"{target}/index{one}" for one in SCRIPTS),
        )
        return next((one for one in candidates if one in self._paths), "")

    def _retold(self, path: str, start: int, written: str, target: str, found: str) -> Iterator[Change]:
        """A path that is written relative to its file, when either of them moves."""
        place = found if found in self._relocation.moved() else ""
        after, here = self._relocation.place(found), self._relocation.path(path)
        if (found not in self._paths and not place) or (
            after == found and posixpath.dirname(here) == posixpath.dirname(path)
        ):
            return
        after = (
            after[: len(after) - (len(found) - len(target))] if found.startswith(target) and found != target else after
        )
        new = posixpath.relpath(after, posixpath.dirname(here) or ".")
        new = new if new.startswith(".") else f"./{new}"
        if posixpath.normpath(written) != posixpath.normpath(new):
            yield from _parts(start, written, new, "/", place or path)

    def _written(self, written: str, place: str) -> str:
        """A path as it is written, its last parts changed to those of the new place."""
        count = written.count("/") + 1
        old, new = place.split("/"), self._relocation.place(place).split("/")
        return (
            "/".join(new[len(old) - count :]) if old[: len(old) - count] == new[: len(old) - count] else "/".join(new)
        )

    @cached_property
    def _dotted_pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(name) for name in sorted(self._names, key=len, reverse=True))
        return re.compile(rf"(?<![\w./@])(?:{names})(?!\w|-\w)")

    @cached_property
    def _targets(self) -> dict[str, str]:
        """How a moved place may be written, from the root or by its last parts where nothing else ends in them."""
        targets: dict[str, str] = {}
        for place in self._relocation.moved():
            is_file = place in self._paths
            parts = place.split("/")
            for first in range(len(parts) if is_file else 1):
                ending = "/".join(parts[first:])
                others = (one for one in self._paths if one != place and f"/{one}".endswith(f"/{ending}"))
                if (is_file or "/" in ending) and (not first or not any(others)):
                    targets.setdefault(ending, place)
        return targets

    @cached_property
    def _bare_files(self) -> dict[str, str]:
        """Names with hyphens that a moved file alone has, and more words in them than those that are renamed."""
        moved = {_stem(one): one for one in self._relocation.moved() if one in self._paths and "-" in _stem(one)}
        several = Counter(_stem(one) for one in self._paths)
        return {
            name: place
            for name, place in moved.items()
            if several[name] == 1 and set(name.split("-")) & set(_stem(self._relocation.place(place)).split("-"))
        }

    @cached_property
    def _bare_pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(name) for name in sorted(self._bare_files, key=len, reverse=True)) or r"(?!)"
        return re.compile(rf"(?<![\w/.\-@#])(?:{names})(?![\w\-/=(]|\.\w)")

    @cached_property
    def _path_pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(name) for name in sorted(self._targets, key=len, reverse=True)) or r"(?!)"
        return re.compile(rf"(?<![\w/.\-@])(?:\./)?(?P<path>{names})(?![\w-]|\.\w)")


def _stem(path: str) -> str:
    return posixpath.basename(path).partition(".")[0]


def _bare(path: str) -> str:
    """A script's path without its suffix, and without `index`."""
    return path[: path.rindex(".")].removesuffix("/index")


def _parts(start: int, old: str, new: str, sign: str, place: str) -> Iterator[Change]:
    """Rename the parts that differ one by one, or all at once where their number does."""
    before, after = old.split(sign), new.split(sign)
    if len(before) != len(after):
        yield Change(start, start + len(old), new, place)
        return
    for one, other in zip(before, after, strict=True):
        shared = _suffix(one, other) if sign == "/" else 0
        if one != other:
            yield Change(start, start + len(one) - shared, other[: len(other) - shared], place)
        start += len(one) + 1


def _suffix(one: str, other: str) -> int:
    """How long the file suffix is that two names share."""
    suffix = posixpath.splitext(one)[1]
    return len(suffix) if suffix and suffix == posixpath.splitext(other)[1] else 0
