"""The commands, a file each: what a command is asked, what it does, and what it shows."""
