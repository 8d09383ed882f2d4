"""Members of what others make: the options of their classes, the properties of their elements, what they declare."""

from pathlib import Path

import pytest

from pipeline import renamed

OWN = "export interface Flow { sessionId: string; }\n"
IMPORTS = (
    "import { Chat, Client, ask } from 'vendor';\n"
    "import { Own, own } from './own';\n"
    "import type { Flow } from './flow';\n"
)
DECLARATION = {"node_modules/vendor/index.d.ts": "export interface Options { sessionId: string; }\n"}
SILENT = {"node_modules/vendor/index.d.ts": "export function ask(options: object): void;\n"}


def one(folder: Path, line: str, installed: dict[str, str]) -> str:
    """A line after `apply`, beside a type of ours that has the member."""
    files = {
        "package.json": '{"dependencies": {"vendor": "1"}}\n',
        ".gitignore": "node_modules\n",
        "src/flow.ts": OWN,
        "src/own.tsx": "export const Own = (flow: object) => null;\nexport const own = Own;\n",
        "src/app.tsx": f"{IMPORTS}{line}\n",
    }
    return renamed(folder, files | installed)["src/app.tsx"].removeprefix(IMPORTS).rstrip("\n")


@pytest.mark.parametrize("installed", [{}, DECLARATION], ids=["missing", "declares"])
@pytest.mark.parametrize(
    "line",
    [
        "export const a = (flow: Flow) => <Chat sessionId={flow.name} />;",
        "export const a = new Client({ sessionId: 'x' });",
        "export const a = new Client('x', { sessionId: 'x' });",
    ],
)
def test_what_is_given_to_others_is_theirs(tmp_path: Path, line: str, installed: dict[str, str]) -> None:
    assert one(tmp_path, line, installed) == line


@pytest.mark.parametrize(
    "line",
    [
        "export const a = ask({ sessionId: 'x' });",
        "export const { sessionId } = ask();",
        "export const a = ask.sessionId;",
        "export const a = (await ask()).sessionId;",
    ],
)
def test_what_they_declare_is_theirs(tmp_path: Path, line: str) -> None:
    assert one(tmp_path, line, DECLARATION) == line


@pytest.mark.parametrize(
    "line",
    [
        "export const a = (flow: Flow) => <Own sessionId={flow.sessionId} />;",
        "export const a = ask({ sessionId: 'x' });",
        "export const a = own({ sessionId: 'x' });",
        "export const a = <Chat x={{ sessionId: 'x' }} />;",
        "export const a = new Client({ sessionId: 'x' });",
    ],
)
def test_what_a_package_does_not_declare_is_ours(tmp_path: Path, line: str) -> None:
    assert one(tmp_path, line, SILENT) == line.replace("sessionId", "flowId")


def test_a_member_that_both_have_is_asked_about(tmp_path: Path) -> None:
    line = "export const a = (flow: Flow) => flow.sessionId;"
    assert one(tmp_path, line, DECLARATION) == line
