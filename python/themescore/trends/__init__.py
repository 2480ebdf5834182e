"""Themes over time: slopes and breaks."""
