"""Objects that a client makes of a mapping by its keys: what their constructors take stays; callers' keywords move."""

from pathlib import Path

import pytest

from pipeline import renamed

CLIENT = """
import requests


class Base:
    @classmethod
    def load(cls, {given}):
        {made}


class Run(Base):
    def __init__(self, name, session_id=None):
        self.name = name
        self.session_id = session_id


def shown(run: Run):
    return run.session_id
"""
MAPPED = [
    ("data", "return cls(**data)"),
    ("data", "known = {k: v for k, v in data.items() if k in cls.NAMES}\n        return cls(**known)"),
    ("data", "return cls(**{k: v for k, v in data.items()})"),
    ("data, http", "return cls(http, **data)"),
]
CALLED = [
    ("**data", "return cls(**data)"),
    ("data", "return cls(data)"),
    ("data", "return cls(**self.__dict__)"),
    ("data", "return cls(**vars(data))"),
    ("data", 'return cls(**{"name": data})'),
]


@pytest.mark.parametrize(("given", "made"), MAPPED)
def test_what_a_mapping_fills_stays(tmp_path: Path, given: str, made: str) -> None:
    text = CLIENT.lstrip().format(given=given, made=made)
    assert renamed(tmp_path, {"ours.py": text})["ours.py"] == text


@pytest.mark.parametrize(("given", "made"), CALLED)
def test_what_callers_of_ours_give_moves(tmp_path: Path, given: str, made: str) -> None:
    text = CLIENT.lstrip().format(given=given, made=made)
    assert "session_id" not in renamed(tmp_path, {"ours.py": text})["ours.py"]


def test_what_a_class_keeps_in_mappings_of_its_own_moves(tmp_path: Path) -> None:
    """It writes the key that it is made by; only a client of an API would tell a server of it."""
    made = 'known = {"name": data["name"], "session_id": data.get("session_id")}\n        return cls(**known)'
    text = CLIENT.lstrip().format(given="data", made=made)
    saved = '\n    def saved(self):\n        return {"session_id": self.session_id}\n'
    whole = text.replace("        self.session_id = session_id\n", f"        self.session_id = session_id\n{saved}")
    assert "session_id" not in renamed(tmp_path, {"ours.py": whole})["ours.py"]


def test_what_the_constructor_does_not_take_moves(tmp_path: Path) -> None:
    text = CLIENT.lstrip().format(given="data", made="return cls(**data)").replace(", session_id=None", "")
    text = text.replace("= session_id", "= None")
    assert "session_id" not in renamed(tmp_path, {"ours.py": text})["ours.py"]


FIELDS = """
import requests
from dataclasses import dataclass, fields


@dataclass
class Run:
    name: str = ""
    session_id: str = ""

    @classmethod
    def load(cls, data):
        made = cls()
        for one in fields(cls):
            setattr(made, {key}, data.get(one.name))
        return made
"""


def test_the_fields_that_are_filled_one_by_one_stay(tmp_path: Path) -> None:
    text = FIELDS.lstrip().format(key="one.name")
    assert renamed(tmp_path, {"ours.py": text})["ours.py"] == text


def test_fields_of_which_only_one_is_filled_move(tmp_path: Path) -> None:
    text = FIELDS.lstrip().format(key='"name"')
    assert "session_id" not in renamed(tmp_path, {"ours.py": text})["ours.py"]


def test_they_move_in_a_program_that_speaks_to_no_server(tmp_path: Path) -> None:
    text = CLIENT.lstrip().format(given="data", made="return cls(**data)").replace("import requests", "import json")
    assert "session_id" not in renamed(tmp_path, {"ours.py": text})["ours.py"]


def test_settings_are_nobodys_answer(tmp_path: Path) -> None:
    text = CLIENT.lstrip().format(given="data", made="return cls(**data)").replace("Run", "RunSettings")
    assert "session_id" not in renamed(tmp_path, {"ours.py": text})["ours.py"]


DUMPS = """
import requests
from pydantic import BaseModel


class Body(BaseModel):
    def {name}(self):
        return {dumped}


class Run(Body):
    session_id: str


def start(http, run: Run):
    return http.post("/runs", run.{name}()), run.session_id
"""


@pytest.mark.parametrize("dumped", ["self.model_dump(exclude_none=True)", "drop(vars(self))", "dict(self.__dict__)"])
def test_the_fields_of_what_makes_a_mapping_of_itself_stay(tmp_path: Path, dumped: str) -> None:
    text = DUMPS.lstrip().format(name="to_request", dumped=dumped)
    assert renamed(tmp_path, {"ours.py": text})["ours.py"] == text


@pytest.mark.parametrize(
    ("name", "dumped"),
    [("to_request", "{}"), ("copy_of", "vars(self)"), ("as_dict", "vars(self)"), ("__repr__", "vars(self)")],
)
def test_the_fields_of_what_makes_none_move(tmp_path: Path, name: str, dumped: str) -> None:
    text = DUMPS.lstrip().format(name=name, dumped=dumped)
    assert "session_id" not in renamed(tmp_path, {"ours.py": text})["ours.py"]


@pytest.mark.parametrize(
    "init",
    [
        "    def __init__(self, session_id):\n        self.session_id = session_id\n\n",
        "    def load(self, other):\n        self.__dict__.update(other)\n        self.session_id = 1\n\n",
    ],
)
def test_what_a_class_of_ours_sets_itself_moves(tmp_path: Path, init: str) -> None:
    shown = "    def shown(self):\n        return vars(self)\n" if "__init__" in init else ""
    text = f"import requests\n\n\nclass Run:\n{init}{shown}\n\ndef read(run: Run):\n    return run.session_id\n"
    text = text.replace("other)\n", "OTHER)\n") if "load" in init else text
    assert "session_id" not in renamed(tmp_path, {"ours.py": text})["ours.py"]
