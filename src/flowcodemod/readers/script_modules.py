"""Which file of a repository a script means by the module that it imports."""

import json
import posixpath
import re
from collections.abc import Callable, Iterable

SCRIPTS = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte")
_DECLARATIONS = ".d.ts"
_SIGIL = re.compile(r"[@~$#]")
_DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


class ScriptModules:
    """Resolves what scripts import. `text` gives the text of a path; only that of manifests is asked for."""

    def __init__(self, paths: Iterable[str], text: Callable[[str], str]) -> None:
        self._paths = tuple(one for one in paths if one.endswith(SCRIPTS))
        self._known = frozenset(self._paths)
        self._own: dict[str, str] = {}
        self._dependencies: set[str] = set()
        for path in paths:
            if posixpath.basename(path) == "package.json":
                self._note(posixpath.dirname(path), text(path))

    def files(self, module: str, path: str) -> tuple[str, ...]:
        """The files that a module named in the file at `path` may be: several for a package of this repository."""
        if module.startswith("."):
            found = self._script(posixpath.normpath(posixpath.join(posixpath.dirname(path), module)))
            return (found,) if found else ()
        package = package_of(module)
        if package in self._own:
            folder = self._own[package]
            return tuple(one for one in self._paths if not folder or one.startswith(f"{folder}/"))
        return () if package in self._dependencies else self._by_alias(module)

    def is_foreign(self, module: str, path: str) -> bool:
        """Whether a module is somebody else's package: a dependency, or a plain name that leads to no file here."""
        if module.startswith(".") or self.files(module, path):
            return False
        return package_of(module) in self._dependencies or not _SIGIL.match(module)

    def _script(self, target: str) -> str:
        """The script at a path that may lack its suffix, or bear that of what is built from it."""
        stems = (target, re.sub(r"\.([cm]?)jsx?$", "", target))
        ends = ("", *SCRIPTS, _DECLARATIONS, *(f"/index{one}" for one in SCRIPTS))
        return next((stem + end for stem in stems for end in ends if stem + end in self._known), "")

    def _by_alias(self, module: str) -> tuple[str, ...]:
        """What a project's own short form, such as `@/lib/flows` or `$lib/flows`, leads to, where that is certain."""
        first, _, rest = module.partition("/")
        for written in dict.fromkeys((f"{_SIGIL.sub('', first, count=1)}/{rest}".lstrip("/"), rest)):
            ends = {
                f"/{written}{end}" for suffix in ("", *SCRIPTS) for end in (suffix, f"/index{suffix}" if suffix else "")
            }
            found = [one for one in self._paths if written and any(f"/{one}".endswith(end) for end in ends)]
            if len(found) == 1:
                return tuple(found)
        return ()

    def _note(self, folder: str, manifest: str) -> None:
        try:
            data = json.loads(manifest)
        except ValueError:
            return
        if isinstance(data, dict):
            if isinstance(data.get("name"), str):
                self._own[data["name"]] = folder
            for kind in _DEPENDENCIES:
                names = data.get(kind)
                self._dependencies |= set(names) if isinstance(names, dict) else set()


def package_of(module: str) -> str:
    """The package that a module is of: `@scope/name` or the part before the first slash."""
    return "/".join(module.split("/")[: 2 if module.startswith("@") else 1])
