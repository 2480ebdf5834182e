"""How good themes are: what they find, what they all but find, and whether they hang together."""

from themescore.audit.audit import Audit, audit

__all__ = ["Audit", "audit"]
