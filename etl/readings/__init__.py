"""Readings of figures by people who did not see each other's: blind forms, comparison, decisions, and what must hold."""
