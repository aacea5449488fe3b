"""Benches: what each measures and what it does not show is in bench/README.md. Nothing imports them."""
