"""Whether others install what a repository holds: then one side of what it speaks may run here, and the other anywhere."""

import re

from flowcodemod.program.modules import Modules

_METADATA = ("pyproject.toml", "setup.cfg", "setup.py")
_CLASSIFIER = re.compile(
    r"^[ \t]*[\"']?(?:Development Status|Intended Audience|Programming Language) :: ", re.MULTILINE
)
_PRIVATE = "Private :: "


def is_distributed(modules: Modules) -> bool:
    """Whether the metadata of the repository classify it for an index of packages, and do not keep it out of there."""
    texts = [modules.text(name) for name in _METADATA]
    return any(_CLASSIFIER.search(text) for text in texts) and not any(_PRIVATE in text for text in texts)
