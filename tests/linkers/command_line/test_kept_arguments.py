"""Parsed arguments that a class keeps go with what declares them, also in the files of its heirs; other attributes stay."""

from pathlib import Path

import pytest

from pipeline import renamed

BASE = """
    import argparse

    class Tool:
        def __init__(self, argv=None):
            self.parser = argparse.ArgumentParser()
            self.parser.add_argument("--OLD-KEBAB")
            self.add_arguments()
            self.args = self.parser.parse_args(argv)

        def add_arguments(self):
            raise NotImplementedError

        def skip(self):
            return self.args.OLD
    """
NO_TOOL = BASE.replace("self.args = self.parser.parse_args(argv)", "self.args = argv").replace("OLD-KEBAB", "name")
MOVES = {
    "a method of an heir": "class Sort(Tool):\n    def main(self):\n        print(self.args.OLD, self.args.OLD + 1)\n",
    "a function that is handed them": "def skip(args):\n    return args.OLD\n\n\n"
    "class Sort(Tool):\n    def main(self):\n        skip(self.args)\n",
    "an heir that declares it again": "class Sort(Tool):\n    def add_arguments(self):\n"
    '        self.parser.add_argument("-s", dest="OLD")\n\n    def main(self):\n        print(self.args.OLD)\n',
    "an heir's keyword for somebody else": "import vendor\n\nclass Sort(Tool):\n    def main(self):\n"
    "        vendor.read(session_id=self.args.OLD)\n",
}
STAYS = {
    "another object": "class Sort(Tool):\n    def main(self, thing):\n        print(self.args.name, thing.session_id)\n",
    "another attribute of an heir": "import vendor\n\nclass Sort(Tool):\n    def main(self):\n"
    "        self.job = vendor.job()\n        print(self.job.session_id)\n",
}


def _written(text: str, name: str) -> str:
    return text.replace("OLD-KEBAB", name.replace("_", "-")).replace("OLD", name)


def _after(root: Path, base: str, text: str) -> dict[str, str]:
    heir = "from app.tool import Tool\n\n\n" + _written(text, "session_id")
    files = {"app/__init__.py": "", "app/tool.py": _written(base, "session_id"), "app/sort.py": heir}
    return renamed(root, files)


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_what_a_class_keeps_moves_in_its_heirs(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, BASE, text)
    assert after["app/sort.py"] == "from app.tool import Tool\n\n\n" + _written(text, "flow_id")
    assert "self.args.flow_id" in after["app/tool.py"]


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_other_attributes_stay(tmp_path: Path, text: str) -> None:
    assert _after(tmp_path, BASE, text)["app/sort.py"].endswith(text)


def test_what_is_handed_in_is_not_parsed(tmp_path: Path) -> None:
    text = MOVES["a method of an heir"]
    assert _after(tmp_path, NO_TOOL, text)["app/sort.py"].endswith(_written(text, "session_id"))
