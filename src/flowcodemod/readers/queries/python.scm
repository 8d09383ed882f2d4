; What a token is in Python. A capture names a role (docs/references.md); where several patterns capture one node, the
; first pattern of this file wins. `@string` marks text whose role its shape decides, `@within.X` a place that lends its
; role to the strings in it, `@apart` where that ends, `@code` a hole inside a string.

(comment) @comment

; strings, not f-strings, that are statements of their own: code tells which of them are docstrings
((expression_statement . [(string) (concatenated_string)] @alone .) (#not-match? @alone "^[rRuU]?[fFbB]"))

; imports
(import_statement name: (dotted_name (identifier) @module))
(import_statement name: (aliased_import name: (dotted_name (identifier) @module)))
(import_from_statement module_name: (dotted_name (identifier) @module))
(import_from_statement module_name: (relative_import (dotted_name (identifier) @module)))
(import_from_statement name: (dotted_name (identifier) @import))
(import_from_statement name: (aliased_import name: (dotted_name (identifier) @import)))
(aliased_import alias: (identifier) @import)

; parameters
(parameters (identifier) @parameter)
(lambda_parameters (identifier) @parameter)
(default_parameter name: (identifier) @parameter)
(typed_default_parameter name: (identifier) @parameter)
(typed_parameter . (identifier) @parameter)
(parameters (list_splat_pattern (identifier) @parameter))
(parameters (dictionary_splat_pattern (identifier) @parameter))
(lambda_parameters (list_splat_pattern (identifier) @parameter))
(lambda_parameters (dictionary_splat_pattern (identifier) @parameter))
(typed_parameter (list_splat_pattern (identifier) @parameter))
(typed_parameter (dictionary_splat_pattern (identifier) @parameter))
; type parameters, which the grammar does not tell from the arguments of a generic type
(function_definition type_parameters: (type_parameter (type (identifier) @parameter)))
(function_definition type_parameters: (type_parameter (type (constrained_type . (type (identifier) @parameter)))))
(function_definition type_parameters: (type_parameter (type (splat_type (identifier) @parameter))))
(class_definition type_parameters: (type_parameter (type (identifier) @parameter)))
(class_definition type_parameters: (type_parameter (type (constrained_type . (type (identifier) @parameter)))))
(class_definition type_parameters: (type_parameter (type (splat_type (identifier) @parameter))))
(type_alias_statement left: (type (generic_type (type_parameter (type (identifier) @parameter)))))

; arguments
(keyword_argument name: (identifier) @argument)
(keyword_pattern . (identifier) @argument)

; definitions
(class_definition name: (identifier) @class)
(type_alias_statement left: (type (identifier) @class))
(type_alias_statement left: (type (generic_type . (identifier) @class)))
(function_definition name: (identifier) @function)

; columns and fields: names bound directly in a class body
(class_definition body: (block (expression_statement (assignment
  left: (identifier) @column
  right: (call function: [(identifier) (attribute)] @maker)))
  (#match? @maker "(^|[.])(Column|mapped_column)$|(^|[.])models[.][A-Za-z]*(Field|Key)$")))
(class_definition body: (block (expression_statement (assignment
  left: (identifier) @column
  type: (type) @annotation))
  (#match? @annotation "(^|[.\"'])Mapped\\[")))
(class_definition body: (block (expression_statement (assignment [
  left: (identifier) @field
  left: (pattern_list (identifier) @field)
  left: (tuple_pattern (identifier) @field)
  right: (assignment left: (identifier) @field)
  right: (assignment right: (assignment left: (identifier) @field))]))))

; functions: what is called or decorates
(call function: (identifier) @function)
(call function: (attribute attribute: (identifier) @function))
(decorator (identifier) @function)
(decorator (attribute attribute: (identifier) @function))

(attribute attribute: (identifier) @attribute)
(case_pattern (dotted_name (identifier) (identifier) @attribute))
(class_pattern (dotted_name (identifier) (identifier) @attribute))

; strings that a call, a subscript or a decorator explains
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list) @within.column
  (#match? @called "(^|[.])(Column|mapped_column|ForeignKey|ForeignKeyConstraint|Index|UniqueConstraint|PrimaryKeyConstraint|CheckConstraint)$|^(op|batch_op)[.]\\w+$"))
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list) @within.environment
  (#match? @called "(^|[.])(getenv|setenv|delenv|putenv|unsetenv)$|(^|[.])environ[.](get|pop|setdefault)$"))
(subscript value: [(identifier) (attribute)] @called
  (#match? @called "(^|[.])environ$")) @within.environment
(comparison_operator (string) @within.environment ["in" "not in"] [(identifier) (attribute)] @called
  (#match? @called "(^|[.])environ$"))
(call
  function: (attribute object: (_) @client attribute: (identifier) @called)
  arguments: (argument_list . [(string) (concatenated_string)] @within.route)
  (#not-match? @client "environ$")
  (#any-of? @called "get" "post" "put" "patch" "delete" "head" "options" "route" "websocket" "api_route"
    "add_api_route" "add_url_rule" "mount" "websocket_connect" "url_path_for"))
(call
  function: (attribute attribute: (identifier) @called)
  arguments: (argument_list . (_) . [(string) (concatenated_string)] @within.route)
  (#any-of? @called "request" "stream"))
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list) @within.route
  (#match? @called "(^|[.])(path|re_path|url|Route|WebSocketRoute|Mount|url_for|reverse|APIRouter|Blueprint|FastAPI|urljoin)$"))
(keyword_argument name: (identifier) @label value: (_) @within.route
  (#any-of? @label "prefix" "url" "base_url" "endpoint"))
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list) @within.path
  (#match? @called "(^|[.])(Path|PurePath|PosixPath|PurePosixPath|open|joinpath|makedirs|mkdir|listdir|glob|rglob)$|(^|[.])path[.](join|exists|isfile|isdir|basename|dirname)$"))
(binary_operator operator: "/" right: (string) @within.path)
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list . [(string) (concatenated_string)] @within.sql)
  (#match? @called "(^|[.])(text|execute|executemany|executescript)$")
  (#not-match? @called "^(op|batch_op)[.]"))
(keyword_argument name: (identifier) @label value: (_) @within.message
  (#any-of? @label "comment" "doc" "help" "description" "summary" "title" "detail"))

; quoted annotations are code; a `Literal[…]` and what comes after the first argument of `Annotated[…]` are not
(generic_type (identifier) @called (type_parameter) @apart (#eq? @called "Literal"))
(generic_type (identifier) @called (type_parameter . (type) . (type) @apart) (#eq? @called "Annotated"))
(subscript value: [(identifier) (attribute)] @called (#match? @called "(^|[.])(Literal|Annotated)$")) @apart
(typed_parameter type: (type) @within.annotation)
(typed_default_parameter type: (type) @within.annotation)
(assignment type: (type) @within.annotation)
(function_definition return_type: (type) @within.annotation)
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list . (string) @within.annotation)
  (#match? @called "(^|[.])(cast|ForwardRef)$"))

(concatenated_string) @string
(string) @string
(format_specifier) @string
(interpolation) @code
(format_expression) @code
[(call) (subscript) (dictionary) (lambda) (dictionary_comprehension)] @apart
