"""An installed package whose names are its own."""

VENDOR = {
    "site/lib/python3.11/site-packages/vendor/__init__.py": """
        from typing import Any

        class Client:
            session_id: str

            def __init__(self, session_id: str) -> None:
                self.session_id = session_id

            def send(self, *, session_id: str) -> None: ...

        class Plugin:
            def on_event(self, session_id: str, payload: Any) -> None: ...

            def on_start(self, **options: Any) -> None: ...

        def read_config(config: dict[str, Any]) -> str:
            return config["configurable"]["session_id"]
        """,
    "site/lib/python3.11/site-packages/vendor/py.typed": "",
    "site/pyvenv.cfg": "version = 3.11.7\n",
    "site/bin/python": "",
}
