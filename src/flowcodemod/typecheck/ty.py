"""ty as a stand-in: `ty server`. Faster than pyrefly and resolves fewer constructor keywords."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.spec import ServerSpec, Surroundings


def configure(project: Project, around: Surroundings) -> Mapping[str, Any]:
    """Write our configuration and an environment that leads to the project's packages and to no interpreter."""
    folder = around.folder
    library = folder / "environment" / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    library.mkdir(parents=True, exist_ok=True)
    (library / "packages.pth").write_text("".join(f"{one}\n" for one in project.packages), "utf-8")
    (folder / "environment" / "pyvenv.cfg").write_text(f"home = {folder}\n", "utf-8")
    version = project.environment.version or f"3.{sys.version_info.minor}"
    values = {
        "python": str(folder / "environment"),
        "python-version": ".".join(version.split(".")[:2]),
        "python-platform": sys.platform,
        "root": [str(one) for one in project.search_path],
    }
    file = folder / "ty.toml"
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    file.write_text("[environment]\n" + "".join(lines), "utf-8")
    return {"configurationFile": str(file), "diagnosticMode": "off"}


TY = ServerSpec("ty", ("server",), configure)
