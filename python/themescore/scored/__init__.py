"""What scores can be asked for, and how they are kept in a file."""
