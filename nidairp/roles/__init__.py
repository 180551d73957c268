"""Who works here: four roles as groups, and what each may do. It knows the permissions by name only."""
