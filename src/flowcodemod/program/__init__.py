"""The program as the planner sees it: its modules, what they define, and where a type checker says names lead."""
