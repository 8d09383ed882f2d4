; What a token is in TypeScript only, before ecmascript.scm.

; parameters, with what they destructure
(required_parameter pattern: (identifier) @parameter)
(optional_parameter pattern: (identifier) @parameter)
(required_parameter pattern: (rest_pattern (identifier) @parameter))
(required_parameter pattern: (array_pattern (identifier) @parameter))
(required_parameter pattern: (object_pattern (shorthand_property_identifier_pattern) @parameter))
(required_parameter pattern: (object_pattern (object_assignment_pattern left: (shorthand_property_identifier_pattern) @parameter)))
(required_parameter pattern: (object_pattern (pair_pattern value: (identifier) @parameter)))
(required_parameter pattern: (object_pattern (rest_pattern (identifier) @parameter)))
(required_parameter pattern: (object_pattern (pair_pattern value: (object_pattern (shorthand_property_identifier_pattern) @parameter))))
(type_parameter name: (type_identifier) @parameter)
(mapped_type_clause name: (type_identifier) @parameter)

; definitions
(class_declaration name: (type_identifier) @class)
(abstract_class_declaration name: (type_identifier) @class)
(interface_declaration name: (type_identifier) @class)
(type_alias_declaration name: (type_identifier) @class)
(enum_declaration name: (identifier) @class)
(function_signature name: (identifier) @function)
(method_signature name: (property_identifier) @function)
(abstract_method_signature name: (property_identifier) @function)
(public_field_definition name: [(property_identifier) (private_property_identifier)] @field)
(property_signature name: (property_identifier) @field)
(property_signature name: (string) @within.field)
(enum_body name: (property_identifier) @field)
(enum_assignment name: (property_identifier) @field)

(template_literal_type) @string
(template_type) @code
