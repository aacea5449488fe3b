"""The images of deploy/ tried without Docker."""
