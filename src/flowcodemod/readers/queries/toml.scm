; What a token is in TOML. The conventions are those of python.scm.
(comment) @comment
(bare_key) @key
(quoted_key) @within.name
(quoted_key) @string
(string) @string
[(array) (inline_table)] @apart
