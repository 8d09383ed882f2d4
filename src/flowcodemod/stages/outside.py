"""What a program is told of the packages installed beside it: which names they have, and which of them build on it."""

from flowcodemod.program.program import Program
from flowcodemod.typecheck.distributions import companion_files
from flowcodemod.typecheck.installed import Installed
from flowcodemod.typecheck.node_packages import NodePackages
from flowcodemod.typecheck.project import Project


def know_outside(program: Program, project: Project) -> None:
    """Fill in what is installed; nothing is read of the packages before the first question."""
    installed = Installed.of(project, program.index.names)
    program.mentions = installed.mentions if installed is not None else None
    program.definers = installed.definers if installed is not None else None
    program.node_declares = NodePackages(program.root).declares
    program.companions = companion_files(project.root, project.environment.site_packages)
