; What a token is in TypeScript and TSX. The conventions are those of python.scm.
(comment) @comment

; imports and exports
(import_specifier name: (identifier) @import)
(import_specifier alias: (identifier) @import)
(import_clause (identifier) @import)
(namespace_import (identifier) @import)
(export_specifier name: (identifier) @import)
(export_specifier alias: (identifier) @import)

; parameters
(required_parameter pattern: (identifier) @parameter)
(optional_parameter pattern: (identifier) @parameter)
(required_parameter pattern: (rest_pattern (identifier) @parameter))
(required_parameter pattern: (object_pattern (shorthand_property_identifier_pattern) @parameter))
(required_parameter pattern: (object_pattern (object_assignment_pattern left: (shorthand_property_identifier_pattern) @parameter)))
(type_parameter name: (type_identifier) @parameter)

; definitions
(class_declaration name: (type_identifier) @class)
(interface_declaration name: (type_identifier) @class)
(type_alias_declaration name: (type_identifier) @class)
(enum_declaration name: (identifier) @class)
(function_signature name: (identifier) @function)
(method_signature name: (property_identifier) @function)
(abstract_method_signature name: (property_identifier) @function)
(public_field_definition name: (property_identifier) @field)
(public_field_definition name: (private_property_identifier) @field)
(property_signature name: (property_identifier) @field)
(property_signature name: (string) @within.field)
(enum_body name: (property_identifier) @field)
(enum_assignment name: (property_identifier) @field)
(arrow_function parameter: (identifier) @parameter)
(catch_clause parameter: (identifier) @parameter)

(function_declaration name: (identifier) @function)
(generator_function_declaration name: (identifier) @function)
(function_expression name: (identifier) @function)
(method_definition name: (property_identifier) @function)
(variable_declarator name: (identifier) @function value: [(arrow_function) (function_expression)])
(call_expression function: (identifier) @function)
(call_expression function: (member_expression property: (property_identifier) @function))
(new_expression constructor: (identifier) @class)

; process.env.NAME and import.meta.env.NAME
(member_expression object: (member_expression property: (property_identifier) @env) property: (property_identifier) @environment
  (#eq? @env "env"))
(subscript_expression object: (member_expression property: (property_identifier) @env) index: (string) @within.environment
  (#eq? @env "env"))

(member_expression property: (property_identifier) @attribute)
(pair key: (property_identifier) @key)
(pair_pattern key: (property_identifier) @key)
(shorthand_property_identifier) @key
(shorthand_property_identifier_pattern) @variable

(call_expression function: (identifier) @called arguments: (arguments . [(string) (template_string)] @within.route)
  (#match? @called "^(fetch|axios|request|useSWR|useFetch|apiFetch|apiCall)$"))
(call_expression function: (member_expression property: (property_identifier) @called)
  arguments: (arguments . [(string) (template_string)] @within.route)
  (#any-of? @called "get" "post" "put" "patch" "delete" "request" "fetch" "open" "route" "use"))
(call_expression function: (member_expression object: (identifier) @called) arguments: (arguments) @within.path
  (#eq? @called "path"))

(string) @string
(template_string) @string
(template_substitution) @code
(regex_pattern) @string
