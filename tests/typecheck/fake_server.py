"""A language server that misbehaves on request: `fake_server.py STATE MODE [FILE]`; STATE is a folder it may write to.

It answers every question with the place asked about, ten columns wide.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

STATE, MODE, *REST = sys.argv[1:]
FILE = REST[0] if REST else ""


def main() -> None:
    seen: dict[str, int] = {}
    if MODE == "stillborn":
        sys.exit(3)
    while True:
        message = receive()
        method, params = message.get("method"), message.get("params") or {}
        if method == "initialize":
            send({"id": message["id"], "result": {"capabilities": {}}})
        elif method == "initialized":
            if MODE != "mute":
                send({"id": "c", "method": "workspace/configuration", "params": {"items": [{"section": "python"}] * 2}})
                (Path(STATE) / "settings").write_text(json.dumps(receive()["result"]))
                send({"id": "r", "method": "client/registerCapability", "params": {}})
        elif method in ("textDocument/didOpen", "textDocument/didClose"):
            note(f"{method[13:]} {Path(params['textDocument']['uri']).name}")
            if MODE == "deaf":
                signal.pause()
        elif method:
            uri = params["textDocument"]["uri"]
            seen[uri] = seen.get(uri, 0) + 1
            answer(message["id"], uri, params["position"], seen[uri])


def answer(number: int, uri: str, position: dict[str, int], count: int) -> None:
    concerned = Path(uri).name == FILE
    if MODE == "crash" and concerned and position["line"] == 1:
        die()
    if MODE == "crash-once" and concerned and position["line"] == 1 and not (Path(STATE) / "crashed").exists():
        (Path(STATE) / "crashed").touch()
        die()
    if MODE == "hang" and concerned:
        return
    if MODE == "refuse" and concerned and count == 1:
        send({"id": number, "error": {"code": -32603, "message": "no idea"}})
        return
    end = {"line": position["line"], "character": position["character"] + 10}
    place = {"uri": uri, "range": {"start": position, "end": end}}
    link = {"targetUri": uri, "targetRange": {}, "targetSelectionRange": place["range"]}
    shapes = {
        "null": None,
        "nonsense": [{"uri": "file:///%00"}, 5],
        "list": [place, place],
        "link": [link],
        "hover": {"contents": {"value": "```python\nint\n```"}},
    }
    send({"id": number, "result": shapes.get(MODE, place)})


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def note(line: str) -> None:
    with (Path(STATE) / "notes").open("a") as notes:
        notes.write(line + "\n")


def receive() -> dict[str, Any]:
    length = 0
    while True:
        line = sys.stdin.buffer.readline()
        if not line:
            sys.exit(0)
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
        if line == b"\r\n":
            message: dict[str, Any] = json.loads(sys.stdin.buffer.read(length))
            return message


def send(message: dict[str, object]) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    sys.stdout.buffer.flush()


main()
