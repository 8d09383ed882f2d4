"""Any mixture of imports: a module renamed there and back restores every byte and path, and a second run does nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from flowcodemod.stages.apply import apply
from renaming import planned_again, renamed, texts
from worktree import RECORD, git

_THERE = '[names]\n"app/schemas/session.py" = "app/schemas/flow.py"\n'
_BACK = '[names]\n"app/schemas/flow.py" = "app/schemas/session.py"\n'
_LINES = st.sampled_from(
    [
        "import app.schemas.session\n",
        "import app.schemas.session as s\n",
        "from app.schemas import session\n",
        "from app.schemas import other, session  # both\n",
        "from app.schemas import session as s\n",
        "from app.schemas.session import *\n",
        "from app.schemas.session import Base\r\n",
        "from app import schemas\n",
        "print(app.schemas.session.Base, schemas.session.Base)\n",
        "print(session.Base, s.Base, 'app.schemas.session.Base', 'session')\n",
        "def f(session):\n    return session.Base\n",
        "def g():\n    from app.schemas import session\n    return session\n",
        "patch('app.schemas.session.Base')  # see app/schemas/session.py\n",
        "x = 'é'\n",
    ]
)


@settings(max_examples=12)
@given(st.lists(_LINES, min_size=1, max_size=8).map("".join), st.sampled_from(["", "\n", "from . import session\n"]))
def test_there_and_back(text: str, package: str) -> None:
    files = {
        "app/__init__.py": "",
        "app/schemas/__init__.py": package,
        "app/schemas/other.py": "from .session import Base\n",
        "app/schemas/session.py": "class Base: ...\n",
        "use.py": text,
    }
    with TemporaryDirectory() as folder:
        root = Path(folder) / "repository"
        after = renamed(root, files, _THERE)
        assert "app/schemas/flow.py" in after
        assert "app/schemas/session.py" not in after
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "there")
        assert planned_again(root, _THERE).plan.operations == ()
        back = planned_again(root, _BACK)
        apply(back.repository, back.chosen(0.9, ()), RECORD)
        assert texts(root) == files
