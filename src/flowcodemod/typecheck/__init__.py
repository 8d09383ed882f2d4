"""The language-server client that answers 'where is this defined?', and where a project's packages are installed."""
