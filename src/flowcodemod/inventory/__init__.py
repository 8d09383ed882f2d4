"""Every reference of a repository once, with its role, layer and status: what inventory, plan and check share."""
