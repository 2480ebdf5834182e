"""What each document or group emphasises as shares of themes: who is like whom, and who moved."""
