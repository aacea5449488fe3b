"""Processes of their own for what takes long: they know how to be asked, not what they make."""
