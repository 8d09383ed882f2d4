"""The options that several commands share, declared once."""

from pathlib import Path
from typing import Annotated

import typer

Root = Annotated[Path, typer.Argument(help="The folder to work on; may lie inside a repository.", show_default=False)]
Campaign = Annotated[
    str | None, typer.Option("--campaign", metavar="NAME|FILE", help="A shipped campaign or a campaign file.")
]
Old = Annotated[str | None, typer.Option("--old", metavar="NAME", help="The old name, such as session_id.")]
New = Annotated[str | None, typer.Option("--new", metavar="NAME", help="The new name, such as flow_id.")]
Python = Annotated[
    Path | None,
    typer.Option(
        "--python",
        metavar="INTERPRETER",
        help="The environment whose packages resolve imports (default: the repository's .venv). Located, never run.",
    ),
]
Boundary = Annotated[
    list[str] | None,
    typer.Option("--boundary", metavar="NAME=POLICY", help="rename, pin or keep names at a boundary: database=pin."),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="KEY=VALUE", help="A slice: layer=, role=, path= or group=. May be repeated."),
]
NoChecker = Annotated[
    bool, typer.Option("--no-checker", help="Do without the type checker: faster, and far less can be proven.")
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Take groups at or above this confidence.")
]
