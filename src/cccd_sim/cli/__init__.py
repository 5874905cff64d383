"""The command line: options, one call, one sentence, an exit code."""
