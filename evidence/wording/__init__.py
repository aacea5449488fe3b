"""Every number-to-text form, every sentence, every label; one module a topic, numbers.py for all."""
