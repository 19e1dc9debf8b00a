"""The terminal: see `foedus.cli.main`."""
