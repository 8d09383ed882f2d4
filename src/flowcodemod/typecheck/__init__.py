"""The language-server client that answers 'where is this defined?'."""
