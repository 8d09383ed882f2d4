; What a token is in TOML. The conventions are those of python.scm.
(comment) @comment
(pair [(bare_key) (dotted_key)] @key)
(pair (quoted_key) @within.name)
(dotted_key (bare_key) @key)
(table [(bare_key) (dotted_key)] @key)
(table_array_element [(bare_key) (dotted_key)] @key)
(quoted_key) @string
(string) @string
