"""The shelf of rules -> Rules. A shelf that does not load whole must not pass for one that found nothing."""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.rule import Rule

SHELF = "flowcodemod.rules"


def load_rules(shelf: str = SHELF) -> tuple[Rule, ...]:
    """Every rule of a package, sorted by code: each of its modules names its own in `RULE` or `RULES`.

    Raises FlowcodemodError when a module cannot be imported, names no rule, or two rules share a code or a name.
    """
    package = _import(shelf)
    found: list[Rule] = []
    for module in sorted(one.name for one in iter_modules(package.__path__)):
        found += _rules_of(f"{shelf}.{module}")
    if not found:
        raise FlowcodemodError(f"{shelf} holds no rule: a gate without rules checks nothing")
    for kind in ("code", "name"):
        twice = [key for key, count in Counter(getattr(rule, kind) for rule in found).items() if count > 1]
        if twice:
            raise FlowcodemodError(f"{shelf}: two rules have the {kind} {twice[0]}")
    return tuple(sorted(found, key=lambda rule: rule.code))


def _rules_of(name: str) -> tuple[Rule, ...]:
    module = _import(name)
    rules = getattr(module, "RULES", None) or (getattr(module, "RULE", None),)
    if not isinstance(rules, tuple) or not all(isinstance(rule, Rule) for rule in rules):
        raise FlowcodemodError(f"{name} names no rule: give it a RULE, or move it off the shelf")
    return tuple(rules)


def _import(name: str) -> ModuleType:
    try:
        return import_module(name)
    except Exception as error:
        raise FlowcodemodError(f"{name} cannot be loaded: {type(error).__name__}: {error}") from error
