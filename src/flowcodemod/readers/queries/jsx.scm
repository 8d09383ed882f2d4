; What a token is in JSX.
(jsx_attribute (property_identifier) @argument)
(jsx_text) @prose
