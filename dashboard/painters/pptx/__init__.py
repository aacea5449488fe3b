"""Slides from values: native charts and tables that say where each number comes from."""
