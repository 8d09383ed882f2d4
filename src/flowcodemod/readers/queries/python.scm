; What a token is in Python. A capture names a role (docs/references.md); where several patterns capture one node, the
; first pattern of this file wins. `@string` marks text whose role its shape decides, `@within.X` a region that lends
; its role to the strings inside it, `@code` a hole inside a string, `@scope` a definition with a name.

(comment) @comment

; docstrings: a string that stands alone as a statement
(expression_statement . (string) @docstring .)
(expression_statement . (concatenated_string) @docstring .)

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
(type_parameter (type (identifier) @parameter))

; arguments
(keyword_argument name: (identifier) @argument)
(keyword_pattern . (identifier) @argument)

; definitions
(class_definition name: (identifier) @class)
(type_alias_statement left: (type (identifier) @class))
(function_definition name: (identifier) @function)

; columns and fields: names bound directly in a class body
(class_definition body: (block (expression_statement (assignment
  left: (identifier) @column
  right: (call function: [(identifier) (attribute)] @maker)))
  (#match? @maker "(^|[.])(Column|mapped_column|deferred|column_property)$|(^|[.])models[.][A-Za-z]+(Field|Key)$")))
(class_definition body: (block (expression_statement (assignment
  left: (identifier) @column
  type: (type) @annotation))
  (#match? @annotation "(^|[.])Mapped\\[")))
(class_definition body: (block (expression_statement (assignment left: (identifier) @field))))
(class_definition body: (block (expression_statement (assignment left: (pattern_list (identifier) @field)))))
(class_definition body: (block (expression_statement (assignment
  right: (assignment left: (identifier) @field)))))

; functions: what is called or decorates
(call function: (identifier) @function)
(call function: (attribute attribute: (identifier) @function))
(decorator (identifier) @function)
(decorator (attribute attribute: (identifier) @function))

(attribute attribute: (identifier) @attribute)

; strings that a call, a subscript or a decorator explains
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list) @within.column
  (#match? @called "(^|[.])(Column|mapped_column|ForeignKey|ForeignKeyConstraint|Index|UniqueConstraint|PrimaryKeyConstraint|CheckConstraint)$|^(op|batch_op)[.]\\w*(column|index|constraint|foreign_key)\\w*$"))
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list) @within.environment
  (#match? @called "(^|[.])(getenv|setenv|delenv|putenv|unsetenv)$|(^|[.])environ[.](get|pop|setdefault)$"))
(subscript value: [(identifier) (attribute)] @called
  (#match? @called "(^|[.])environ$")) @within.environment
(call
  function: (attribute attribute: (identifier) @called)
  arguments: (argument_list . [(string) (concatenated_string)] @within.route)
  (#any-of? @called "get" "post" "put" "patch" "delete" "head" "options" "route" "websocket" "api_route" "request"
    "add_api_route" "add_url_rule" "mount" "websocket_connect" "stream" "url_path_for"))
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list) @within.route
  (#match? @called "(^|[.])(path|re_path|url|Route|WebSocketRoute|Mount|url_for|reverse|APIRouter|Blueprint|FastAPI|urljoin)$"))
(keyword_argument name: (identifier) @label value: (_) @within.route
  (#any-of? @label "prefix" "url" "base_url" "endpoint"))
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list) @within.path
  (#match? @called "(^|[.])(Path|PurePath|PosixPath|open|joinpath|makedirs|mkdir|listdir|glob|rglob)$|(^|[.])path[.](join|exists|isfile|isdir|basename|dirname)$"))
(binary_operator operator: "/" right: (string) @within.path)
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list . [(string) (concatenated_string)] @within.sql)
  (#match? @called "(^|[.])(text|execute|executemany|executescript)$"))
(keyword_argument name: (identifier) @label value: (_) @within.message
  (#any-of? @label "comment" "doc" "help" "description" "summary" "title" "detail"))
(typed_parameter type: (type) @within.annotation)
(typed_default_parameter type: (type) @within.annotation)
(assignment type: (type) @within.annotation)
(function_definition return_type: (type) @within.annotation)
(call
  function: [(identifier) (attribute)] @called
  arguments: (argument_list . [(string) (identifier)] @within.annotation)
  (#match? @called "(^|[.])(cast|ForwardRef|TypeVar)$"))

(concatenated_string) @string
(string) @string
(interpolation) @code
(format_expression) @code
