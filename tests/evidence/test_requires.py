"""What a slice takes in: the other halves of what it renames, and nothing that can stand without it."""

import pytest

from flowcodemod.model.plan import Plan
from flowcodemod.stages.choose import choose
from pipeline import lay, make_plan
from worktree import git

# Each folder has a name of its own, so that the halves of one never meet those of another.
FILES = {
    "key/write.py": 'def write(flow):\n    return {"key_session_id": flow}\n',
    "key/read.py": 'def read(data):\n    return data["key_session_id"]\n',
    "store/write.py": 'def write(cache, flow):\n    cache.set(f"store_session_id:{flow}", 1)\n',
    "store/read.py": 'def read(cache, flow):\n    return cache.get("store_session_id:{}:x".format(flow))\n',
    "header/send.py": 'def send(flow):\n    return {"X-Header-Session-Id": flow}\n',
    "header/take.py": 'def take(request):\n    return request.headers["X-Header-Session-Id"]\n',
    "message/say.py": """
        def say(message_session_id):
            if not message_session_id:
                raise ValueError("message_session_id is required")
        """,
    "message/test_say.py": """
        import pytest

        from message.say import say

        def test_say():
            with pytest.raises(ValueError, match="message_session_id is required"):
                say("")
        """,
    "call/made.py": "def produce_it(call_session_id):\n    return call_session_id\n",
    "call/use.py": "def use(maker):\n    return maker.produce_it(call_session_id=1)\n",
    "route/serve.py": """
        from web import app

        @app.get("/things")
        def things(route_session_id: str) -> str:
            return route_session_id
        """,
    "route/test_serve.py": """
        def test_things(client):
            client.get("/things", params={"route_session_id": "1"})

        def also(data):
            return {"route_session_id": data["route_session_id"]}
        """,
    "local/one.py": "def one():\n    local_session_id = 1\n    return local_session_id\n",
    "local/two.py": "def two():\n    local_session_id = 2\n    return local_session_id\n",
    "own/one.py": "class One:\n    def __init__(self, own_session_id):\n        self.own_session_id = own_session_id\n",
    "own/two.py": "class Two:\n    def __init__(self, own_session_id):\n        self.own_session_id = own_session_id\n",
    "shown/made.py": "def make_it(shown_session_id):\n    return shown_session_id\n",
    "shown/use.py": "from shown.made import make_it\n\nVALUE = make_it(shown_session_id=1)\n",
    "prose/code.py": "def code():\n    prose_session_id = 1\n    return prose_session_id\n",
    "prose/guide.md": "Set `prose_session_id` first.\n",
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    root = tmp_path_factory.mktemp("halves")
    git(root, "init", "-q")
    lay(root, FILES)
    git(root, "add", "-A")
    return make_plan(root)


def sliced(plan: Plan, path: str) -> set[str]:
    """The files that a slice of one file changes."""
    chosen = choose(plan, 0.9, [f"path={path}"]).plan
    assert chosen.groups, f"nothing of {path} is confident"
    return {edit.path for edit in chosen.edits()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("key/write.py", "key/read.py"),
        ("store/write.py", "store/read.py"),
        ("header/send.py", "header/take.py"),
        ("message/say.py", "message/test_say.py"),
        ("call/made.py", "call/use.py"),
        ("route/serve.py", "route/test_serve.py"),
    ],
)
def test_a_slice_takes_in_the_other_half(plan: Plan, one: str, other: str) -> None:
    assert sliced(plan, one) == sliced(plan, other) == {one, other}


@pytest.mark.parametrize(
    "path", ["local/one.py", "local/two.py", "own/one.py", "own/two.py", "prose/code.py", "prose/guide.md"]
)
def test_what_stands_alone_takes_nothing_in(plan: Plan, path: str) -> None:
    assert sliced(plan, path) == {path}


def test_what_is_one_group_requires_nothing(plan: Plan) -> None:
    (group,) = (one for one in plan.groups if any(edit.path == "shown/use.py" for edit in one.edits))
    assert {edit.path for edit in group.edits} == {"shown/made.py", "shown/use.py"}
    assert group.requires == ()


def test_what_is_taken_in_is_told_from_what_was_asked_for(plan: Plan) -> None:
    choice = choose(plan, 0.9, ["path=key/write.py"])
    paths = {group.id: group.edits[0].path for group in choice.plan.groups}
    assert {paths[group_id] for group_id in choice.taken_in} == {"key/read.py"}


def test_without_a_slice_nothing_is_taken_in_and_nothing_waits(plan: Plan) -> None:
    choice = choose(plan, 0.9, [])
    assert (choice.taken_in, choice.held) == (frozenset(), {})
    assert {group.id for group in choice.plan.groups} == {one.id for one in plan.groups if one.confidence >= 0.9}
