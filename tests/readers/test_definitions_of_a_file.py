import textwrap

import pytest

from flowcodemod.readers.definitions import Class, Definitions, definitions
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.syntax import Syntax

TEXT = """
class Outer:
    held: int = 0

    class Meta:
        model = Outer

    def fill(self, first, /, second=None, *, third=3, **rest):
        self.given = made = [lambda value: value]
        if first:
            self.later, other.foreign = {"self.no": 1}, call(self.argument == 2)

            def inner(alone):
                self.within = alone


class Meta: ...
"""


def known(text: str) -> Definitions:
    return definitions(Syntax(textwrap.dedent(text), PYTHON))


def class_called(name: str, *, last: bool = False) -> Class:
    return [one for one in known(TEXT).classes.values() if one.name == name][-1 if last else 0]


def test_attributes_are_set_anywhere_in_a_class_and_nowhere_else() -> None:
    assert set(class_called("Outer").attributes) == {"given", "later", "within"}
    assert set(class_called("Outer").members) == {"held"}
    assert not class_called("Meta").attributes


def test_attributes_are_found_in_what_does_not_parse() -> None:
    text = "class B:\n    def f(self):\n        x = {1:\n        self.lost = 1\n        if x:\n            self.given = 2\n"
    (one,) = known(text).classes.values()
    assert set(one.attributes) == {"given"}


def test_the_class_outside_another() -> None:
    outside = known(TEXT).class_outside(class_called("Meta"))
    assert outside is not None
    assert outside.name == "Outer"


def test_no_class_is_outside_one_of_the_module() -> None:
    assert known(TEXT).class_outside(class_called("Meta", last=True)) is None
    assert known(TEXT).class_outside(class_called("Outer")) is None


@pytest.mark.parametrize(
    ("argument", "parameter"),
    [
        (0, "first"),
        (1, "second"),
        ("third", "third"),
        ("rest", "rest"),
        (9, ""),
        ("self", ""),
        ("fourth", ""),
        (None, ""),
    ],
)
def test_the_parameter_that_takes_an_argument(argument: int | str | None, parameter: str) -> None:
    (fill,) = class_called("Outer").methods["fill"]
    assert fill.taking(argument) == parameter
