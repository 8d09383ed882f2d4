"""The rename codemods make exactly the edits of the plan, from a plan file and alone."""

from collections.abc import Callable
from pathlib import Path

import libcst as cst
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libcst.codemod import CodemodContext
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

from flowcodemod.bridges.codemods import RenameCommand
from flowcodemod.bridges.module_plan import plan_module
from flowcodemod.bridges.transformer import TokenRenamer
from flowcodemod.codemods.rename_definitions import RenameDefinitionsCommand
from flowcodemod.codemods.rename_parameters import RenameParametersCommand
from flowcodemod.codemods.rename_paths import RenamePathsCommand
from flowcodemod.codemods.rename_schema_fields import RenameSchemaFieldsCommand
from flowcodemod.codemods.rename_storage_keys import RenameStorageKeysCommand
from flowcodemod.model.concept import Concept
from flowcodemod.model.errors import FlowcodemodError, PlanError, RepositoryError
from flowcodemod.model.plan import Edit, Group, Plan, Reach
from flowcodemod.model.reference import Role
from flowcodemod.model.source import Source
from flowcodemod.model.splice import splice
from flowcodemod.model.words import Term
from flowcodemod.readers.read import read
from flowcodemod.repo.plans import write_plan
from flowcodemod.repo.settings import load_campaign
from flowcodemod.repo.sources import decode
from flowcodemod.stages.choose import choose

CAMPAIGN = load_campaign(None, "session_id", "flow_id")
CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"))
COMMANDS = (
    RenameDefinitionsCommand,
    RenameParametersCommand,
    RenamePathsCommand,
    RenameSchemaFieldsCommand,
    RenameStorageKeysCommand,
)
MODULE = '''\
# coding: {encoding}
"""Sitzungen für session_id."""
from app.store import load_session_id, SessionIdStore as Store


class Event(Base):
    session_id: str = Field(alias="sessionId")  # the session_id

    def key(self, session_id, *, import_session_id=None):
        cache[f"import_session_id_{{session_id!r:>{{self.session_id}}}}"] = {{"session_id": session_id}}
        return load_session_id(session_id=self.session_id, other=import_session_id)


@route("/flows/{{session_id}}")
def get_session_id(session_id: "SessionId") -> str:
    ü = lambda session_id: session_id
    match ü(session_id):
        case Event(session_id=found) if (session_id := found):
            return rf"/tmp/session_ids/{{session_id}}\\d.json" "session_id:latest"
    return """
      SELECT session_id FROM events  -- session_ids
    """
'''
FILES = {
    "plain": MODULE.format(encoding="utf-8").encode(),
    "crlf": MODULE.format(encoding="utf-8").replace("\n", "\r\n").encode(),
    "mixed": MODULE.format(encoding="utf-8").replace("\n", "\r\n", 7).encode(),
    "bom": b"\xef\xbb\xbf" + MODULE.format(encoding="utf-8").encode(),
    "bom-crlf": b"\xef\xbb\xbf" + MODULE.format(encoding="utf-8").replace("\n", "\r\n").encode(),
    "latin-1": MODULE.format(encoding="latin-1").encode("latin-1"),
    "no-newline": MODULE.format(encoding="utf-8").encode() + b"session_id = '\xf0\x9f\x98\x80'; session_id",
    "nothing": b"session = obsession_idea = sessionid = 1\r\n",
}


def source_of(data: bytes, path: str = "app/event.py") -> Source:
    source = decode(path, data)
    assert isinstance(source, Source)
    return source


def spliced(source: Source, plan: Plan, command: type[RenameCommand], min_confidence: float) -> bytes:
    slices = ["role=" + ",".join(command.ROLES)]
    return source.encode(splice(source.text, choose(plan, min_confidence, slices).plan.edits()))


def run(command: type[RenameCommand], data: bytes, folder: Path, **options: object) -> bytes:
    context = CodemodContext(filename=str(folder / "app/event.py"))
    arguments: dict[str, object] = {"root": str(folder)} | options
    return command(context, **arguments).transform_module(cst.parse_module(data)).bytes  # type: ignore[arg-type]


@pytest.mark.parametrize("min_confidence", [0.9, 0.1])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", FILES)
def test_equals_the_spliced_plan(
    name: str, command: type[RenameCommand], min_confidence: float, tmp_path: Path
) -> None:
    data = FILES[name]
    source = source_of(data)
    plan = plan_module(source, CAMPAIGN, tmp_path)
    (tmp_path / "plan.json").write_bytes(write_plan(plan))
    expected = spliced(source, plan, command, min_confidence)
    from_plan = run(command, data, tmp_path, plan=str(tmp_path / "plan.json"), min_confidence=min_confidence)
    alone = run(command, data, tmp_path, old="session_id", new="flow_id", min_confidence=min_confidence)
    assert from_plan == expected
    assert alone == expected


@pytest.mark.parametrize("command", COMMANDS)
def test_makes_the_edits_of_its_roles_and_no_others(command: type[RenameCommand], tmp_path: Path) -> None:
    data = FILES["bom-crlf"]
    source = source_of(data)
    groups = []
    for number, one in enumerate(read(source, CONCEPT).references):
        edit = Edit(source.path, one.start, one.end, one.line, one.text, CONCEPT.rename(one.text) or "")
        groups.append(Group(f"g{number}", 0.95, Reach.LOCAL, (), (edit,), (one.role,)))
    plan = Plan("test", ".", "session-to-flow", tuple(groups), (), (), {source.path: source.digest})
    (tmp_path / "plan.json").write_bytes(write_plan(plan))
    mine = [edit for group in groups if group.roles[0] in command.ROLES for edit in group.edits]
    assert 0 < len(mine) < len(groups)
    assert run(command, data, tmp_path, plan=str(tmp_path / "plan.json")) == source.encode(splice(source.text, mine))


def test_roles_are_shared_out_without_overlap() -> None:
    roles = [role for command in COMMANDS for role in command.ROLES]
    assert len(roles) == len(set(roles))


def test_alone_a_public_name_stays(tmp_path: Path) -> None:
    data = b"def load(session_id):\n    return [session_id for session_id in session_id if session_id]\n"
    changed = run(RenameParametersCommand, data, tmp_path, old="session_id", new="flow_id")
    assert changed == b"def load(session_id):\n    return [flow_id for flow_id in session_id if flow_id]\n"


def test_alone_a_name_that_the_new_one_would_meet_stays(tmp_path: Path) -> None:
    data = b"def load(flow_id):\n    session_id = 1\n    return flow_id, session_id\n"
    assert run(RenameParametersCommand, data, tmp_path, old="session_id", new="flow_id", min_confidence=0.1) == data


def test_a_plan_without_the_file_changes_nothing(tmp_path: Path) -> None:
    plan = plan_module(source_of(FILES["plain"], "app/other.py"), CAMPAIGN, tmp_path)
    (tmp_path / "plan.json").write_bytes(write_plan(plan))
    options = {"plan": str(tmp_path / "plan.json"), "min_confidence": 0.1}
    assert run(RenameParametersCommand, FILES["plain"], tmp_path, **options) == FILES["plain"]


def write_stale_plan(root: Path) -> dict[str, object]:
    plan = plan_module(source_of(FILES["plain"]), CAMPAIGN, root)
    (root / "plan.json").write_bytes(write_plan(plan))
    return {"plan": str(root / "plan.json")}


@pytest.mark.parametrize(
    ("data", "options", "error", "message"),
    [
        (FILES["crlf"], write_stale_plan, PlanError, "app/event.py is not the file the plan was made for"),
        (
            b"# coding: raw_unicode_escape\nsession_id = 1\n",
            lambda _: {"old": "session_id", "new": "flow_id"},
            RepositoryError,
            "app/event.py: cannot be decoded",
        ),
        (b"session_id = 1\n", lambda _: {"plan": "missing.json"}, PlanError, "missing.json: cannot be read: No such"),
        (b"session_id = 1\n", lambda _: {"plan": "p", "old": "a", "new": "b"}, PlanError, "not several of them"),
        (b"session_id = 1\n", lambda root: {"root": str(root / "x")}, RepositoryError, "lies outside"),
        (b"session_id = 1\n", lambda _: {}, FlowcodemodError, "no campaign"),
        (b"session_id = 1\n", lambda _: {"old": "session_id"}, FlowcodemodError, "--new is missing"),
    ],
)
def test_refuses(
    data: bytes,
    options: Callable[[Path], dict[str, object]],
    error: type[Exception],
    message: str,
    tmp_path: Path,
) -> None:
    with pytest.raises(error, match=message):
        run(RenameParametersCommand, data, tmp_path, **options(tmp_path))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("load(session_id=1, flow_id=1)", "load(flow_id=1)"),
        ("session_id: Mapped[str] = column()", 'flow_id: Mapped[str] = column("session_id")'),
        ("column()", 'column("session_id")'),
        ("session_id or flow_id", "flow_id"),
        ("", "import flow\n"),
        ("session_id", "flow.id"),
    ],
)
def test_edits_that_are_more_than_a_token(old: str, new: str, tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + f"{old}\r\nx = '\u00e9'\r\n".encode()
    source = source_of(data)
    edit = Edit(source.path, 0, len(old), 1, old, new)
    plan = Plan("test", ".", "x", (Group("g", 0.95, Reach.LOCAL, (), (edit,), (Role.FIELD,)),), (), (), {})
    (tmp_path / "plan.json").write_bytes(write_plan(plan))
    expected = source.encode(splice(source.text, [edit]))
    assert run(RenameSchemaFieldsCommand, data, tmp_path, plan=str(tmp_path / "plan.json")) == expected
    assert run(RenameParametersCommand, data, tmp_path, plan=str(tmp_path / "plan.json")) == data


SNIPPETS = (
    "session_id = 1",
    "global session_id; sessionIds = session_id",
    "from a.session_id.b import session_id as s, SessionId",
    "import a.session_id",
    'x = f"{session_id!r:>{session_id}} {{session_id}} {session_id=}"',
    "x = rb'session_id\\session_id' b'session_id'",
    "'''session_id\n  session_id'''",
    'f"""a session_id {\nsession_id} session_id\n"""',
    "def session_id(session_id: session_id = session_id, *session_ids, **session_id_map) -> session_id: pass",
    "@session_id.session_id(session_id)\nclass SessionId(a=session_id): session_id: int = session_id # session_id",
    "if session_id: # session_id\n    pass\n        # session_id\nelse: # é session_id\n\n    # session_id\n    pass",
    "match session_id:\n    case SessionId(session_id=session_id) | {'session_id': session_id, **session_ids}: pass",
    "(session_id := [session_id for session_id in session_id if session_id])",
    "try:\n    pass\nexcept* SessionId as session_id:\n    raise session_id from session_id",
    "async def f():\n    async with session_id as x: await session_id\n    del session_id.session_id[session_id]",
    "x: 'session_id' = lambda session_id, /, *, import_session_id: (session_id, \\\n  session_id)",
    "é = 'é😀' + session_id # ü session_id",
    "# session_id -*- session_id",
    "print(session_id, # session_id\n  # session_id\n  *session_id, **session_id,)",
    "type SessionId[session_id] = session_id",
)


@given(st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_tokens_of_any_module(snippets: list[str], newline: str, closed: bool) -> None:
    text = newline.join(snippets).replace("\n", newline).replace("\r\r", "\r") + (newline if closed else "")
    hits = CONCEPT.hits(text)
    edits = [Edit("a.py", hit.start, hit.end, 1, hit.text, CONCEPT.rename(hit.text) or "") for hit in hits]
    wrapper = MetadataWrapper(cst.parse_module(text))
    renamer = TokenRenamer(edits, wrapper.resolve(ByteSpanPositionProvider), text)
    renamed = renamer.rename(wrapper.module)
    assert renamed is not None
    assert renamed.code == splice(text, edits)
