; What a token is in a shell script. The conventions are those of python.scm.
(comment) @comment
(function_definition name: (word) @function)
(command_name (word) @function)
((variable_name) @environment (#match? @environment "^[A-Z0-9_]+$"))
(variable_name) @variable
(command name: (command_name) argument: (word) @string)
(string) @string
(raw_string) @string
(heredoc_body) @string
(expansion) @code
(simple_expansion) @code
(command_substitution) @code
(word) @string
