; What a token is in JSON. The conventions are those of python.scm.
(comment) @comment
(pair key: (string) @within.name)
(string) @string
[(object) (array)] @apart
