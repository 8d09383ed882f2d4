; What a token is in JavaScript and TypeScript alike. The conventions are those of python.scm.
(comment) @comment

; imports and exports
(import_specifier name: (identifier) @import)
(import_specifier alias: (identifier) @import)
(import_clause (identifier) @import)
(namespace_import (identifier) @import)
(namespace_export (identifier) @import)
(export_specifier name: (identifier) @import)
(export_specifier alias: (identifier) @import)
(import_statement source: (string) @within.module)
(export_statement source: (string) @within.module)
(call_expression function: (import) arguments: (arguments . (string) @within.module))
(call_expression function: (identifier) @called arguments: (arguments . (string) @within.module) (#eq? @called "require"))

; definitions
(arrow_function parameter: (identifier) @parameter)
(class name: (_) @class)
(function_declaration name: (identifier) @function)
(generator_function_declaration name: (identifier) @function)
(function_expression name: (identifier) @function)
(method_definition name: [(property_identifier) (private_property_identifier)] @function)
(variable_declarator name: (identifier) @function value: [(arrow_function) (function_expression)])

; functions: what is called or decorates
(call_expression function: (identifier) @function)
(call_expression function: (member_expression property: [(property_identifier) (private_property_identifier)] @function))
(new_expression constructor: (identifier) @class)
(decorator (identifier) @function)
(decorator (member_expression property: (property_identifier) @function))

; process.env.NAME and import.meta.env.NAME
(member_expression object: (member_expression property: (property_identifier) @env) property: (property_identifier) @environment
  (#eq? @env "env"))
(subscript_expression object: (member_expression property: (property_identifier) @env) index: (string) @within.environment
  (#eq? @env "env"))
(variable_declarator
  name: (object_pattern (shorthand_property_identifier_pattern) @environment)
  value: (member_expression property: (property_identifier) @env) (#eq? @env "env"))

(member_expression property: [(property_identifier) (private_property_identifier)] @attribute)
(pair key: (property_identifier) @key)
(pair key: (string) @within.name)
(pair_pattern key: (property_identifier) @key)
(shorthand_property_identifier) @key
(shorthand_property_identifier_pattern) @variable

; strings that a call explains
(call_expression
  function: (identifier) @called
  arguments: (arguments) @within.column
  (#match? @called "^(Column|ForeignKey|Index|UniqueConstraint)$"))
(call_expression function: (identifier) @called arguments: (arguments . [(string) (template_string)] @within.route)
  (#match? @called "^(fetch|axios|request|useSWR|useFetch|apiFetch|apiCall)$"))
(call_expression function: (member_expression property: (property_identifier) @called)
  arguments: (arguments . [(string) (template_string)] @within.route)
  (#any-of? @called "get" "post" "put" "patch" "delete" "request" "fetch" "open" "route" "use"))
(call_expression function: (member_expression object: (identifier) @called) arguments: (arguments) @within.path
  (#eq? @called "path"))

(string) @string
(template_string) @string
(regex_pattern) @string
(template_substitution) @code
[(call_expression) (object) (arrow_function) (function_expression) (statement_block) (subscript_expression)] @apart
