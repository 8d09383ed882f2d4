; What a token is in JavaScript only, before ecmascript.scm.
(class_declaration name: (identifier) @class)

; parameters, with what they destructure
(formal_parameters (identifier) @parameter)
(formal_parameters (assignment_pattern left: (identifier) @parameter))
(formal_parameters (rest_pattern (identifier) @parameter))
(formal_parameters (array_pattern (identifier) @parameter))
(formal_parameters (object_pattern (shorthand_property_identifier_pattern) @parameter))
(formal_parameters (object_pattern (object_assignment_pattern left: (shorthand_property_identifier_pattern) @parameter)))
(formal_parameters (object_pattern (pair_pattern value: (identifier) @parameter)))
(formal_parameters (object_pattern (rest_pattern (identifier) @parameter)))
(formal_parameters (object_pattern (pair_pattern value: (object_pattern (shorthand_property_identifier_pattern) @parameter))))
(formal_parameters (assignment_pattern left: (object_pattern (shorthand_property_identifier_pattern) @parameter)))
(formal_parameters (assignment_pattern left: (object_pattern
  (object_assignment_pattern left: (shorthand_property_identifier_pattern) @parameter))))
(field_definition property: [(property_identifier) (private_property_identifier)] @field)
