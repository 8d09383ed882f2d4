"""How often the confidence is right: references of public packages, drawn by chance and labelled by hand."""
