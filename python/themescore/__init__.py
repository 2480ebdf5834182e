"""What a set of reports emphasises, how groups differ, how sure one can be, and which sentences show it."""
