"""One screen a step: bring, read, read blind, decide."""
