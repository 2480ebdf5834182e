"""Files that were saved, changed as somebody would who knows their format."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path


def with_right_checksum(path: Path, change: Callable[[dict], object], version: object = 1) -> None:
    """Write a file again, with what `change` makes of its data, and the checksum of that."""
    head, body = path.read_bytes().split(b"\n")[:2]
    data = json.loads(body)
    data = change(data) or data
    body = json.dumps(data).encode()
    head = json.loads(head) | {"version": version, "sha256": hashlib.sha256(body).hexdigest()}
    path.write_bytes(json.dumps(head).encode() + b"\n" + body)
