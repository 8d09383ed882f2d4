"""Names in query strings and URLs asked for by name go with what the handler of that path takes, and with no other."""

from pathlib import Path

import pytest

from pipeline import renamed

FASTAPI = """
from fastapi import APIRouter

router = APIRouter(prefix="/api")


@router.get("/runs")
def runs(session_id: str) -> str:
    return session_id


@router.get("/jobs/{job}/parts")
def parts(job: str, session_id: str) -> str:
    return session_id


@router.post("/start")
def start(name: str) -> str:
    return name
"""
FLASK = """
from flask import Flask, redirect, request, url_for

app = Flask(__name__)


@app.route("/runs")
def runs():
    return request.args.get("session_id", "")


@app.route("/runs/<int:session_id>")
def run(session_id):
    return redirect(url_for("run", session_id=session_id))


@app.route("/jobs")
def jobs():
    return "all"
"""
DJANGO = """
from django.urls import path


def run(request, session_id):
    return session_id


urlpatterns = [path("runs/<int:session_id>/", run, name="run-detail")]
"""

MOVES = [
    (FASTAPI, 'client.get("/api/runs?session_id=1")'),
    (FASTAPI, 'client.get(f"/api/runs?a={1}&session_id={2}")'),
    (FASTAPI, 'client.get("http://testserver/api/runs?session_id=" + one)'),
    (FASTAPI, 'client.get(f"/api/jobs/{job}/parts?session_id=1")'),
    (FASTAPI, 'client.get("/api/jobs/7/parts?session_id=1")'),
    (FLASK, 'client.get("/runs?session_id=1")'),
    (FLASK, 'client.get(url_for("runs", session_id=1))'),
    (FLASK, 'client.get(url_for("main.run", _external=True, session_id=len("a")))'),
    (DJANGO, 'client.get(reverse("run-detail", kwargs={"session_id": 1}))'),
    (DJANGO, 'client.get(reverse("app:run-detail", kwargs=dict(session_id=1)))'),
]
STAYS = [
    (FASTAPI, 'client.get("/api/other?session_id=1")'),
    (FASTAPI, 'client.get("/api/start?session_id=1")'),
    (FASTAPI, 'client.post("/api/runs?session_id=1")'),
    (FASTAPI, 'client.get("https://vendor.example/v1/jobs?session_id=1")'),
    (FASTAPI, 'client.get("/runs/latest?session_id=1")'),
    (FLASK, 'client.get(url_for("jobs", session_id=1))'),
    (FLASK, 'client.get(url_for("elsewhere", session_id=1))'),
    (DJANGO, 'client.get(reverse("job-detail", kwargs={"a": thing(session_id=1)}))'),
]


@pytest.mark.parametrize(("app", "call"), MOVES)
def test_moves_with_the_handler(tmp_path: Path, app: str, call: str) -> None:
    files = {"app.py": app, "test_app.py": f"def test_it(client, one, job):\n    {call}\n"}
    after = renamed(tmp_path, files)
    assert call.replace("session_id", "flow_id") in after["test_app.py"]
    assert "session_id" not in after["app.py"]


@pytest.mark.parametrize(("app", "call"), STAYS)
def test_stays(tmp_path: Path, app: str, call: str) -> None:
    files = {"app.py": app, "test_app.py": f"def test_it(client):\n    {call}\n"}
    assert call in renamed(tmp_path, files)["test_app.py"]


def test_templates_ask_by_name_too(tmp_path: Path) -> None:
    files = {"app.py": FLASK, "web/a.html": "<a href=\"{{ url_for('run', session_id=1) }}\">a</a>\n"}
    assert "url_for('run', flow_id=1)" in renamed(tmp_path / "flask", files)["web/a.html"]
    files = {"app.py": DJANGO, "web/a.html": "<a href=\"{% url 'run-detail' session_id=1 %}\">a</a>\n"}
    assert "{% url 'run-detail' flow_id=1 %}" in renamed(tmp_path / "django", files)["web/a.html"]
    files = {"app.py": FLASK, "web/a.html": "<a href=\"{{ url_for('other', session_id=1) }}\">a</a>\n"}
    assert renamed(tmp_path / "other", files)["web/a.html"] == files["web/a.html"]
