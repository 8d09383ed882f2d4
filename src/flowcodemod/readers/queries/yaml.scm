; What a token is in YAML. The conventions are those of python.scm.
(comment) @comment

; environment: and env: hold environment variables, as a mapping or as a list of NAME=value
((block_mapping_pair key: (flow_node) @section value: (block_node (block_mapping (block_mapping_pair key: (flow_node) @within.section))))
  (#match? @section "^(environment|env)$"))
((block_mapping_pair key: (flow_node) @section value: (flow_node (flow_mapping (flow_pair key: (flow_node) @within.section))))
  (#match? @section "^(environment|env)$"))
((block_mapping_pair key: (flow_node) @section value: (block_node (block_sequence (block_sequence_item (flow_node) @within.item))))
  (#match? @section "^(environment|env)$"))
(block_mapping_pair key: (flow_node) @within.name)
(flow_pair key: (flow_node) @within.name)

[(plain_scalar) (double_quote_scalar) (single_quote_scalar) (block_scalar)] @string
[(block_mapping_pair) (flow_pair) (block_sequence) (flow_sequence)] @apart
