"""What people can do on Discord, a feature a module. Thin: the work is done elsewhere."""
