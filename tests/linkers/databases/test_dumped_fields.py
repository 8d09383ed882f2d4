"""Keys of what Django makes of a model's objects move with its fields; keys of other dictionaries do not."""

from pathlib import Path

import pytest

from pipeline import renamed

# Beside stored columns of that name, nothing but a tie moves a key.
HEAD = """
    from django.core import serializers
    from django.db import models
    from django.forms.models import model_to_dict

    QUERY = "SELECT session_id FROM nodes"

    class Node(models.Model):
        session_id = models.IntegerField()

    """
DUMPED = "    def f(node):\n        row = serializers.serialize('python', [node])[0]\n        fields = row['fields']\n"
MOVES = {
    "deleted": DUMPED + "        del fields['session_id']\n",
    "popped": DUMPED + "        fields.pop('session_id')\n",
    "asked at once": "    def f(node):\n        return model_to_dict(node)['session_id']\n",
    "by a name": "    def f(node):\n        told = model_to_dict(node)\n        return told['session_id']\n",
}
STAYS = {
    "another dictionary": DUMPED + "        other = {}\n        return other['session_id']\n",
    "beside the fields": DUMPED + "        del row['session_id']\n",
    "fields of a request": "    def f(request):\n        fields = request['fields']\n        return fields['session_id']\n",
    "another function": DUMPED
    + "    def g(request):\n        fields = request['fields']\n        return fields['session_id']\n",
    "as XML": DUMPED.replace("'python'", "'xml'") + "        del fields['session_id']\n",
}


def _after(root: Path, text: str) -> str:
    return renamed(root, {"app.py": HEAD.rstrip(" ") + text})["app.py"]


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_keys_of_dumped_objects_move(tmp_path: Path, text: str) -> None:
    assert "'flow_id'" in _after(tmp_path, text)


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_keys_of_others_stay(tmp_path: Path, text: str) -> None:
    assert "'session_id'" in _after(tmp_path, text)
