; What a token is in a shell script. The conventions are those of python.scm; SCREAMING names are the reader's affair.
(comment) @comment
(function_definition name: (word) @function)
((command_name (word) @function) (#match? @function "^[A-Za-z0-9_-]+$"))
((variable_name) @environment (#match? @environment "^[A-Z0-9_]+$"))
(variable_name) @variable

[(string) (raw_string) (ansi_c_string) (translated_string) (heredoc_body) (concatenation) (word) (extglob_pattern) (regex)] @string
[(expansion) (simple_expansion) (command_substitution) (process_substitution) (arithmetic_expansion)] @code
(command) @apart
