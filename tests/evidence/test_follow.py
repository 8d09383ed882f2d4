"""Comments and docstrings follow the code they stand at, not the code elsewhere that has the same name."""

from pathlib import Path

import pytest

from pipeline import lay, renamed
from renaming import renamed as run

OURS = "def load(session_id):\n    # the session_id of ours\n    return session_id\n"
THEIRS = """
def ask(payload):
    if payload.get("is_shared") or "authorizations" in payload:
        return None
    {text}
    return payload["session_id"]
"""


def test_comments_of_one_function_move_together(tmp_path: Path) -> None:
    text = THEIRS.format(text="# their session_id").replace("def ask(payload):", "def ask(payload, session_id=1):")
    assert "# their flow_id" in renamed(tmp_path, {"theirs.py": text})["theirs.py"]


def test_a_comment_beside_code_that_stays_stays(tmp_path: Path) -> None:
    made = renamed(tmp_path, {"ours.py": OURS, "theirs.py": THEIRS.format(text="# their session_id")})
    assert "# their session_id" in made["theirs.py"]
    assert "# the flow_id of ours" in made["ours.py"]


def test_a_comment_in_a_function_whose_code_stays_stays(tmp_path: Path) -> None:
    theirs = THEIRS.format(text="\n" * 6).replace("    return None", "    return None  # their session_id")
    assert "# their session_id" in renamed(tmp_path, {"ours.py": OURS, "theirs.py": theirs})["theirs.py"]


def test_a_docstring_of_a_function_whose_code_stays_stays(tmp_path: Path) -> None:
    text = THEIRS.replace("def ask(payload):", 'def ask(payload):\n    """Read their session_id."""').format(text="")
    assert "their session_id" in renamed(tmp_path, {"ours.py": OURS, "theirs.py": text})["theirs.py"]


@pytest.mark.parametrize("gap", [0, 2, 8])
def test_a_comment_far_from_any_code_follows_what_moves(tmp_path: Path, gap: int) -> None:
    text = OURS + "\n" * gap + "# Every session_id is a number.\n"
    assert "# Every flow_id is a number." in renamed(tmp_path, {"ours.py": text})["ours.py"]


def test_a_local_name_that_is_not_meant_holds_no_comment(tmp_path: Path) -> None:
    files = {
        "core.py": "class Core:\n    def load_session(self):\n        return 1\n",
        "use.py": "def use(load_session):\n    # load_session must work\n    return load_session\n",
    }
    campaign = '[names]\n"core.Core.load_session" = "load_flow"\n'
    after = run(tmp_path / "repository", files, campaign)
    assert after["use.py"] == "def use(load_session):\n    # load_flow must work\n    return load_session\n"


def test_a_docstring_follows_its_parameter(tmp_path: Path) -> None:
    text = 'def load(session_id):\n    """Load by session_id."""\n    return session_id\n'
    assert "Load by flow_id." in renamed(tmp_path, {"ours.py": text})["ours.py"]


@pytest.mark.parametrize("word", ["server-side", "sidecar", "a site"])
def test_a_longer_word_is_not_the_new_name(tmp_path: Path, word: str) -> None:
    files = {"app.py": "def load(session_id):\n    return session_id\n", "a.md": f"The `session_id`, {word}.\n"}
    made = renamed(tmp_path, files, new="sid")
    assert made["a.md"] == f"The `sid`, {word}.\n"


@pytest.mark.parametrize("word", ["the sid", "several sids", "`sid_factory`"])
def test_the_new_name_itself_makes_it_a_question(tmp_path: Path, word: str) -> None:
    files = {"app.py": "def load(session_id):\n    return session_id\n", "a.md": f"The `session_id`, {word}.\n"}
    assert renamed(tmp_path, files, new="sid")["a.md"] == files["a.md"]


CALLS = "class Data:\n    def session_id(self):\n        raise TypeError('it has to have {} and session_id()')\n"


def test_a_message_about_methods_that_nobody_here_defines_is_about_others(tmp_path: Path) -> None:
    assert "and session_id()" in renamed(tmp_path, {"app.py": CALLS.format("count()")})["app.py"]


@pytest.mark.parametrize("text", ["a count", "size()"])
def test_any_other_message_goes_with_our_method(tmp_path: Path, text: str) -> None:
    code = CALLS.format(text) + "\n    def size(self):\n        return 1\n"
    assert "and flow_id()" in renamed(tmp_path, {"app.py": code})["app.py"]


def test_a_docstring_of_a_module_whose_keys_all_stay_stays(tmp_path: Path) -> None:
    theirs = 'def ask(payload):\n    """Ask; their session_id."""\n    return payload.get("session_id")\n'
    made = renamed(tmp_path, {"ours.py": OURS, "theirs.py": theirs})
    assert "their session_id" in made["theirs.py"]
    assert "# the flow_id of ours" in made["ours.py"]


def test_a_message_that_quotes_a_name_that_stays_in_its_file_stays(tmp_path: Path) -> None:
    text = 'def test_it(ask):\n    with raises(KeyError, match="no NewSessionId here"):\n        ask("NewSessionId")\n'
    assert renamed(tmp_path, {"ours.py": OURS, "test_it.py": text})["test_it.py"] == text


@pytest.mark.parametrize("line", ['"[main]\\nsession_id = 1"', '"session_id = 1"'])
def test_a_line_of_settings_in_a_test_stays_with_the_key(tmp_path: Path, line: str) -> None:
    reads = 'def read(section):\n    return section["session_id"]\n'
    test = f"def test_it(file):\n    session_id = 1\n    file.write({line})\n    return session_id\n"
    made = renamed(tmp_path, {"ours.py": OURS, "reads.py": reads, "test_it.py": test})
    assert line in made["test_it.py"]
    assert "flow_id = 1" in made["test_it.py"]


@pytest.mark.parametrize("name", ["README.md", "docs/settings.rst"])
def test_prose_about_a_setting_that_stays_stays(tmp_path: Path, name: str) -> None:
    reads = 'def read(settings):\n    return getattr(settings, "APP_SESSION_ID", 1), settings.get("APP_SESSION_ID")\n'
    files = {"ours.py": OURS, "reads.py": reads, name: "Set ``APP_SESSION_ID``, a session id.\n"}
    assert renamed(tmp_path, files)[name] == "Set ``APP_SESSION_ID``, a flow id.\n"


def test_two_words_of_code_one_of_which_is_given_a_value_are_no_name(tmp_path: Path) -> None:
    text = OURS + '\n\ndef shown(session):\n    return f"<Session id={session.id} of session ids>"\n'
    assert "<Session id={session.id} of flow ids>" in renamed(tmp_path, {"ours.py": text})["ours.py"]


SETTINGS = 'def {name}(path, session_id=1):\n    path.write(dedent("""\n        [tool]\n        {said}\n        """))\n'


@pytest.mark.parametrize("imported", ["from textwrap import dedent\n\n\n", "from vendor import dedent\n\n\n"])
def test_a_setting_in_a_text_is_no_keyword_of_what_takes_the_text(tmp_path: Path, imported: str) -> None:
    text = imported + SETTINGS.format(name="write", said="session_id=false")
    assert renamed(tmp_path, {"app.py": text})["app.py"] == text.replace("session_id", "flow_id")


@pytest.mark.parametrize("said", ["vendor.make(session_id=1)", "make(session_id=1)"])
def test_a_keyword_in_a_text_is_its_callee_s(tmp_path: Path, said: str) -> None:
    example = "from vendor import make\n\n\ndef load(session_id):\n    return session_id\n\n"
    example += f'DOC = """\nfrom vendor import make\n{said}\n"""\n'
    assert said in renamed(tmp_path, {"app.py": example})["app.py"]


LINKED = "def load(exit_code):\n    return exit_code\n"


@pytest.mark.parametrize(("title", "moves"), [("Every `exit_code`", True), ("Each exit code", False)])
def test_a_link_goes_where_its_heading_goes(tmp_path: Path, title: str, moves: bool) -> None:
    slug = title.lower().replace("`", "").replace(" ", "-")
    files = {"app.py": LINKED, "a.md": f"See [it](b.md#{slug}).\n", "b.md": f"# {title}\n\nText.\n"}
    made = renamed(tmp_path, files, old="exit_code", new="end_state")
    assert (made["b.md"] != files["b.md"]) is moves
    assert (made["a.md"] != files["a.md"]) is moves


STATUS = "class Status:\n    session_id = 1\n\n\nprint(Status.session_id)\n"
THEIR_STATUS = "import wire\n\n\ndef load(server: wire.Server):\n    return server.session_id\n"


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("`Status.session_id` is set.", True),
        ("`Server.session_id` is set.", False),
        ("`server.session_id` is set.", False),
        ("`wire.session_id` is set.", False),
        ("`app.Status.session_id` is set.", True),
        ("The `session_id` is set.", True),
    ],
)
@pytest.mark.parametrize("kind", ["docstring", "prose"])
def test_a_text_says_whose_attribute_it_means(tmp_path: Path, text: str, moves: bool, kind: str) -> None:
    site = tmp_path / "site"
    wire = "class Server:\n    def __init__(self):\n        self.session_id = 1\n"
    lay(site / "lib/python3.11/site-packages/wire", {"__init__.py": wire, "py.typed": ""})
    lay(site, {"pyvenv.cfg": "version = 3.11.7\n", "bin/python": ""})
    files = {"app.py": STATUS, "use.py": THEIR_STATUS, "a.md": f"{text}\n", "other.py": f'"""{text}"""\n'}
    made = renamed(tmp_path / "repository", files, python=site)
    assert ("flow_id" in made["a.md" if kind == "prose" else "other.py"]) is moves


CLAIM = 'DEFAULTS = {"CLAIM": "session_id"}\n\n\ndef claim(session_id):\n    return session_id\n'


@pytest.mark.parametrize("said", ['a "session_id" claim', "a value of ``'session_id'`` there"])
def test_prose_that_writes_a_literal_stays_where_the_strings_do(tmp_path: Path, said: str) -> None:
    files = {"ours.py": CLAIM, "README.md": f"It makes {said}.\n"}
    assert renamed(tmp_path, files)["README.md"] == files["README.md"]


@pytest.mark.parametrize("said", ["a session_id", "the 'session_id' that it takes", '"""session_id"""'])
def test_prose_that_writes_no_literal_moves_with_the_code(tmp_path: Path, said: str) -> None:
    files = {"ours.py": CLAIM, "README.md": f"It takes {said}.\n"}
    assert renamed(tmp_path, files)["README.md"] == files["README.md"].replace("session_id", "flow_id")


def test_prose_that_writes_a_literal_moves_with_the_strings(tmp_path: Path) -> None:
    keyed = 'def fill(run, session_id):\n    run["session_id"] = session_id\n    return run["session_id"]\n'
    files = {"ours.py": keyed, "README.md": 'It has a "session_id" key.\n'}
    assert "session_id" not in renamed(tmp_path, files)["README.md"]


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("Not `Server.flow_id`, but `Status.session_id`.", True),
        ("Not `server.flow_id`, but `Status.session_id`.", True),
        ("Not `Status.flow_id`, but `Status.session_id`.", False),
        ("Not `one.flow_id`, but `one.session_id`.", False),
        ("Not `flow_id`, but `Status.session_id`.", False),
    ],
)
def test_the_new_name_of_something_else_is_no_question(tmp_path: Path, text: str, moves: bool) -> None:
    made = renamed(tmp_path, {"app.py": STATUS, "a.md": f"{text}\n"})["a.md"]
    assert (made == f"{text}\n".replace("session_id", "flow_id")) is moves


@pytest.mark.parametrize(("code", "moves"), [("server.flow_id", True), ("flow_id", False), ('"server.flow_id"', False)])
def test_the_new_name_that_code_of_the_file_asks_of_something(tmp_path: Path, code: str, moves: bool) -> None:
    text = '"""Copies flow_id into Status.session_id."""\n\nfrom app import Status\n\n\n'
    text += f"def a(server, flow_id):\n    return {code}\n"
    made = renamed(tmp_path, {"app.py": STATUS, "test_use.py": text})["test_use.py"]
    assert ("Status.flow_id." in made) is moves
