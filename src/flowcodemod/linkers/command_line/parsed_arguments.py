"""`add_argument("--name")`, `dest="name"`: what argparse declares is an attribute of what it parses."""

import re
from collections.abc import Iterator, Mapping

from flowcodemod.inventory.file import File
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program

_DECLARES = frozenset({"add_argument", "set_defaults"})
_PARSED = re.compile(
    r"^[ \t]*(\w+)(?:[ \t]*:[^=\n]+|[ \t]*,[ \t]*\w+)?[ \t]*=[^\n]*\.parse_(?:known_)?args\(", re.MULTILINE
)
_KEPT = re.compile(r"^[ \t]*self\.(\w+)[^=\n]*=[^\n]*\.parse_(?:known_)?args\(", re.MULTILINE)
_NAMESPACE = re.compile(r"(\w+)[ \t]*:[ \t]*[\"']?(?:argparse\.)?Namespace\b")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie declarations of arguments to the attributes of that name in the same file, and to each other.

    What a class keeps as `self.args` is asked in the files of its heirs, too, which may declare more.
    """
    for file in program.index.python:
        kept = _kept(program, file)
        known = {**_declared_above(program, kept), **declared(file)}
        parsed = _parsed(file) | kept.keys() if known else set()
        for reference, site in zip(file.references, file.sites, strict=True) if known else ():
            first = known.get(_declared(site, reference))
            if first is not None and first != (reference.path, reference.start):
                evidence = Evidence(Kind.SHOWN_FLOW, "two declarations of one argument")
                yield Link((reference.path, reference.start), first, evidence)
            if reference.text in known and _is_asked(site, parsed):
                evidence = Evidence(Kind.SHOWN_FLOW, f"an argument that {known[reference.text][0]} declares")
                yield Link((reference.path, reference.start), known[reference.text], evidence)


def declared(file: File) -> Mapping[str, Key]:
    """The arguments that a file declares, by the attribute that holds each, and where it is declared first."""
    found: dict[str, Key] = {}
    for reference, site in zip(file.references, file.sites, strict=True):
        name = _declared(site, reference)
        if name:
            found.setdefault(name, (reference.path, reference.start))
    return found


def _declared(site: Site, reference: Reference) -> str:
    """The attribute that a reference declares as an argument of a program; '' for any other."""
    if site.callee is None or site.callee.text not in _DECLARES:
        return ""
    if site.kind is SiteKind.LABEL:
        return reference.text if site.callee.text == "set_defaults" else ""
    named = site.argument == "dest" or isinstance(site.argument, int)
    return reference.text.replace("-", "_") if site.kind is SiteKind.STRING and named else ""


def _kept(program: Program, file: File) -> Mapping[str, set[str]]:
    """The attributes in which the classes of a file keep parsed arguments -> the files of theirs that say so."""
    found: dict[str, set[str]] = {}
    for one in program.definitions(file.source.path).classes.values():
        for path, outside, ancestor in program.ancestry(file.source.path, one):
            text = "" if outside else program.modules.text(path)
            for match in _KEPT.finditer(text, ancestor.start, ancestor.end) if "parse_" in text else ():
                found.setdefault(match[1], set()).add(path)
    return found


def _declared_above(program: Program, kept: Mapping[str, set[str]]) -> Mapping[str, Key]:
    """The arguments that the files declare whose classes keep what they parse."""
    files = sorted({path for several in kept.values() for path in several} & program.index.files.keys())
    return {name: key for path in files for name, key in declared(program.index.files[path]).items()}


def _parsed(file: File) -> set[str]:
    """The names that hold parsed arguments, by an assignment or by their annotation."""
    text = file.source.text
    return {*_PARSED.findall(text), *_NAMESPACE.findall(text)}


def _is_asked(site: Site, parsed: set[str]) -> bool:
    """Whether parsed arguments are asked for an attribute, also by `getattr` or as `vars(args)["name"]`."""
    if site.kind is SiteKind.ATTRIBUTE:
        receiver = site.receiver.text if site.receiver is not None else ""
        return receiver in parsed or "parse_args(" in site.chain
    subscript = site.kind is SiteKind.STRING and site.use in (StringUse.SUBSCRIPT, StringUse.METHOD)
    return subscript and any(site.chain.startswith(f"vars({name})") for name in parsed)
