"""traitlets: decorators and tables of options name the traits of a class, its own or a base's."""

from pathlib import Path

import pytest

from pipeline import renamed

CLASSES = """
from traitlets import Unicode, default, observe, validate
from traitlets.config import Configurable


class Base(Configurable):
    session_id = Unicode()


class Child(Base):
    @{name}("session_id")
    def _changed(self, change):
        return change
"""


@pytest.mark.parametrize("name", ["observe", "default", "validate"])
def test_a_decorator_names_a_trait_of_a_base(tmp_path: Path, name: str) -> None:
    made = renamed(tmp_path, {"app.py": CLASSES.format(name=name)})["app.py"]
    assert f'@{name}("flow_id")' in made
    assert "flow_id = Unicode()" in made


def test_a_table_of_options_names_it_with_its_class(tmp_path: Path) -> None:
    table = 'import traitlets\n\naliases = {"flow": "Child.session_id"}\n'
    made = renamed(tmp_path, {"app.py": CLASSES.format(name="observe"), "options.py": table})
    assert '"Child.flow_id"' in made["options.py"]


@pytest.mark.parametrize(
    "table", ['aliases = {"flow": "Other.session_id"}', 'aliases = {"flow": "Child.session_id.x"}']
)
def test_a_name_of_no_such_class_or_trait_stays(tmp_path: Path, table: str) -> None:
    text = f"import traitlets\n\n{table}\n"
    made = renamed(tmp_path, {"app.py": CLASSES.format(name="observe"), "options.py": text})
    assert made["options.py"] == text
