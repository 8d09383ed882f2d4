"""Names of TypeScript and JavaScript go by scopes and imports; what each case leaves must be left byte for byte."""

from pathlib import Path

import pytest

from pipeline import renamed


def one(folder: Path, text: str, name: str = "app.ts") -> str:
    """A script after `apply`."""
    return renamed(folder, {name: text}, checker=False)[name]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("export function f(sessionId: string) { return sessionId; }\n",) * 2,
        ("const sessionId = 1;\nconst g = () => sessionId;\n",) * 2,
        ("const f = sessionId => sessionId + 1;\n",) * 2,
        ("for (const sessionId of all) { use(sessionId); }\n",) * 2,
        ("try { run(); } catch (sessionId) { log(sessionId); }\n",) * 2,
        ("function f({ a: sessionId }: { a: string }) { return sessionId; }\n",) * 2,
        ("type SessionId = string;\nlet one: SessionId;\n",) * 2,
        ("function f<SessionId>(x: SessionId): SessionId { return x; }\n",) * 2,
        ("import { x as sessionId } from 'elsewhere';\nsessionId();\n",) * 2,
        ("import sessionId from 'elsewhere';\nsessionId();\n",) * 2,
        ("export const f = (g: (sessionId: string) => void) => g('x');\n",) * 2,
        ("type M = { [sessionId: string]: number };\n",) * 2,
    ],
)
def test_what_a_scope_binds_moves_whole(tmp_path: Path, before: str, after: str) -> None:
    assert one(tmp_path, before) == after.replace("sessionId", "flowId").replace("SessionId", "FlowId")


@pytest.mark.parametrize(
    "text",
    [
        "import { sessionId } from 'elsewhere';\nsessionId();\n",
        "import { sessionId } from '@elsewhere/package';\nexport const x = sessionId();\n",
        "import { sessionId as s } from 'elsewhere';\ns();\n",
        "import * as api from 'elsewhere';\napi.sessionId();\n",
        "export { sessionId } from 'elsewhere';\n",
        "import { sessionId } from './missing';\nsessionId();\n",
        "console.log(sessionId);\n",
        "declare const window: any;\nwindow.go(thing.sessionId);\n",
        "import { Options } from 'elsewhere';\nexport const ask = (o: Options) => o.sessionId;\n",
        "const { sessionId } = require('elsewhere').current();\nuse(sessionId);\n",
        "export const a = 1;\nconst broken = (sessionId => ;\n",
        "export type P = Pick<Theirs, 'sessionId'>;\n",
    ],
)
def test_what_nothing_shows_to_be_ours_stays(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, text) == text


def test_a_shadow_is_a_name_of_its_own(tmp_path: Path) -> None:
    text = "import { sessionId } from 'elsewhere';\nexport const f = (sessionId: string) => sessionId;\nsessionId();\n"
    assert one(tmp_path, text) == text.replace("(sessionId: string) => sessionId", "(flowId: string) => flowId")


def test_a_member_of_ours_moves_with_all_that_ask_for_it(tmp_path: Path) -> None:
    text = (
        "export interface Flow { sessionId: string; }\n"
        "export const a = (flow: Flow) => flow.sessionId;\n"
        "export const b = ({ sessionId }: Flow): Flow => ({ sessionId });\n"
        "export type C = Flow['sessionId'] | Pick<Flow, 'sessionId'>;\n"
        "export const d = (flow: object) => 'sessionId' in flow;\n"
        "export class E { constructor(private sessionId: string) {} get() { return this.sessionId; } }\n"
    )
    assert one(tmp_path, text) == text.replace("sessionId", "flowId")


FILES = {
    "src/flows.ts": "export const sessionId = 1;\nexport type SessionId = string;\n",
    "src/index.ts": "export * from './flows';\n",
    "src/renamed.ts": "import { own } from './own';\nexport { own as sessionId };\n",
    "src/own.ts": "export const own = 2;\n",
    "src/app.tsx": "import { sessionId, type SessionId } from '@/index';\nlet one: SessionId = sessionId;\n",
    "src/other.tsx": "import { sessionId } from './renamed.js';\nexport const g = sessionId;\n",
    "src/all.ts": "import * as flows from './flows';\nexport const h = flows.sessionId;\n",
}


def test_imports_follow_what_is_exported(tmp_path: Path) -> None:
    made = renamed(tmp_path, FILES, checker=False)
    assert made == {
        name: text.replace("sessionId", "flowId").replace("SessionId", "FlowId") for name, text in FILES.items()
    }


def test_a_package_of_the_repository_is_ours_and_a_dependency_is_not(tmp_path: Path) -> None:
    files = {
        "packages/core/package.json": '{"name": "@team/core"}\n',
        "packages/core/src/index.ts": "export const sessionId = 1;\n",
        "packages/app/package.json": '{"name": "@team/app", "dependencies": {"@theirs/core": "1"}}\n',
        "packages/app/src/one.ts": "import { sessionId } from '@team/core';\nexport const a = sessionId;\n",
        "packages/app/src/two.ts": "import { sessionId } from '@theirs/core';\nexport const b = sessionId;\n",
    }
    made = renamed(tmp_path, files, checker=False)
    assert "flowId" in made["packages/core/src/index.ts"]
    assert made["packages/app/src/one.ts"] == files["packages/app/src/one.ts"].replace("sessionId", "flowId")
    assert made["packages/app/src/two.ts"] == files["packages/app/src/two.ts"]


def test_what_a_file_that_cannot_be_read_may_use_is_asked_about(tmp_path: Path) -> None:
    files = {
        "src/flows.ts": "export const sessionId = 1;\nexport const f = (x: { sessionId: string }) => x.sessionId;\n",
        "src/broken.ts": "import { sessionId } from './flows';\nconst x = ( => sessionId;\n",
        "src/local.ts": "export const g = () => { const sessionId = 2; return sessionId; };\n",
    }
    made = renamed(tmp_path, files, checker=False)
    assert made["src/flows.ts"] == files["src/flows.ts"]
    assert made["src/broken.ts"] == files["src/broken.ts"]
    assert made["src/local.ts"] == files["src/local.ts"].replace("sessionId", "flowId")


def test_a_script_asks_for_the_key_that_python_writes(tmp_path: Path) -> None:
    files = {
        "app.py": 'def handler(flow):\n    return {"session_id": flow}\n',
        "src/app.ts": "export const f = async (r: any) => (await r.json()).session_id;\n",
    }
    made = renamed(tmp_path, files)
    assert ("flow_id" in made["app.py"]) == ("flow_id" in made["src/app.ts"])


def test_a_model_of_python_decides_what_a_script_asks_for(tmp_path: Path) -> None:
    """What else Python calls so, such as a stored column, says nothing of what is sent."""
    files = {
        "app.py": (
            "from pydantic import BaseModel\n\n\nclass Flow(BaseModel):\n    session_id: str\n\n\n"
            'def stored(connection):\n    rows = connection.execute("SELECT session_id FROM flows")\n'
            '    return [row["session_id"] for row in rows]\n'
        ),
        "src/app.ts": "export interface Flow { session_id: string; }\nexport const f = (flow: Flow) => flow.session_id;\n",
    }
    made = renamed(tmp_path, files)
    assert "    flow_id: str" in made["app.py"]
    assert made["src/app.ts"] == files["src/app.ts"].replace("session_id", "flow_id")
