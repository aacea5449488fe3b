"""The curators' bench: bring a file, read it, read it a second time blind, decide. It writes the files of the repository."""
