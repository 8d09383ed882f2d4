"""One running language server: requests go out without waiting, answers come back as futures.

Built on python-lsp-jsonrpc. pygls's client does not fit: with lsprotocol 2025.0.0 it cannot read pyrefly's answer to
`initialize`, drops it and waits for ever; it leaves the server's stderr in a pipe that nobody empties.
"""

import itertools
import logging
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pylsp_jsonrpc.endpoint import Endpoint
from pylsp_jsonrpc.exceptions import JsonRpcException
from pylsp_jsonrpc.streams import JsonRpcStreamReader, JsonRpcStreamWriter

# The library logs what goes wrong on the wire; what follows from it is told by ServerError.
logging.getLogger("pylsp_jsonrpc").addHandler(logging.NullHandler())
_CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {"hover": {"contentFormat": ["plaintext"]}},
}


_FAREWELL = 2.0


class ServerError(Exception):
    """The server died, hangs or cannot be started; the text says which."""


class RefusalError(Exception):
    """The server answered that it cannot answer."""


class _Handlers(dict[str, Callable[[Any], Any]]):
    """What the server may ask of us; everything not listed is answered with null."""

    def __missing__(self, method: str) -> Callable[[Any], Any]:
        return lambda _params: None


class LanguageServer:
    """A process. `settings` answers `workspace/configuration`; everything it prints on stderr goes to `folder`."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str], settings: Mapping[str, Any]
    ) -> None:
        self._log = folder / "server.log"
        self._settings = settings
        self._configured = threading.Event()
        self._pending: set[Future[Any]] = set()
        self._lock = threading.Lock()
        self._ended = False
        try:
            with self._log.open("wb") as log:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    cwd=folder,
                    env=environment,
                    start_new_session=True,
                )
        except OSError as error:
            raise ServerError(f"{command[0]} does not start: {error.strerror}") from error
        numbers = itertools.count(1)
        handlers = _Handlers({"workspace/configuration": self._configure})
        writer = JsonRpcStreamWriter(self._process.stdin)
        self._endpoint = Endpoint(handlers, writer.write, id_generator=lambda: next(numbers), max_workers=1)
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def start(self, root: Path, seconds: float) -> None:
        """Shake hands and hand over the settings. Raises ServerError."""
        uri = root.as_uri()
        options = {
            "processId": os.getpid(),
            "rootUri": uri,
            "workspaceFolders": [{"uri": uri, "name": root.name}],
            "capabilities": _CAPABILITIES,
            "initializationOptions": self._settings,
        }
        try:
            self.result(self.request("initialize", options), seconds)
        except RefusalError as error:
            raise ServerError(f"it cannot be initialized: {error}") from error
        self.notify("initialized", {})
        # A file opened earlier might be read with the target's own configuration.
        if not self._configured.wait(seconds):
            raise ServerError(f"it did not ask for its settings within {seconds:g} seconds")
        if self._ended:
            raise ServerError(self._last_words())

    def request(self, method: str, params: Mapping[str, Any]) -> Future[Any]:
        """Send a request; `result` waits for the answer. Raises ServerError when the server has ended."""
        with self._lock:
            if self._ended:
                raise ServerError(self._last_words())
            future: Future[Any] = self._endpoint.request(method, params)
            self._pending.add(future)
        future.add_done_callback(self._pending.discard)
        return future

    def result(self, future: Future[Any], seconds: float) -> Any:
        """The answer to a request. Raises ServerError, or RefusalError when the server cannot answer it."""
        try:
            return future.result(max(seconds, 0.0))
        except TimeoutError as error:
            raise ServerError(f"no answer within {max(seconds, 0.0):g} seconds") from error
        except JsonRpcException as error:
            raise RefusalError(str(error.message)) from error

    def notify(self, method: str, params: Mapping[str, Any]) -> None:
        """Tell the server something."""
        self._endpoint.notify(method, params)

    @contextmanager
    def sending(self, seconds: float) -> Iterator[None]:
        """End the server when the messages of this block cannot be written in time: nobody reads them."""
        watchdog = threading.Timer(seconds, self._kill)
        watchdog.start()
        try:
            yield
        finally:
            watchdog.cancel()

    def _kill(self) -> None:
        # A process that has been waited for has lost its number, which may be another's by now.
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the process and whatever it started."""
        self._kill()
        self._process.wait()
        self._reader.join()
        self._endpoint.shutdown()
        for stream in (self._process.stdin, self._process.stdout):
            # What could not be written any more is of no use to anybody.
            with suppress(OSError):
                if stream is not None:
                    stream.close()

    def _configure(self, params: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        self._configured.set()
        return [self._settings for _ in params["items"]]

    def _listen(self) -> None:
        """Take in messages until the server ends, then fail what is still waiting."""
        with suppress(OSError, ValueError):
            JsonRpcStreamReader(self._process.stdout).listen(self._endpoint.consume)
        with self._lock:
            self._ended = True
            waiting = list(self._pending)
        self._configured.set()
        for future in waiting:
            future.set_exception(ServerError(self._last_words()))

    def _last_words(self) -> str:
        try:
            code = self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            return "it closed its output"
        with suppress(OSError):
            lines = self._log.read_text("utf-8", "replace").split("\n")
            said = next((line.strip() for line in lines if "panicked at" in line or "ERROR" in line), "")
            return f"it ended with code {code}" + (f": {said[:200]}" if said else "")
        return f"it ended with code {code}"
