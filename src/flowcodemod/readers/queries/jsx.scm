; What a token is in JSX, on top of javascript.scm or typescript.scm.
(jsx_attribute (property_identifier) @argument)
(jsx_text) @prose
