"""The catalogue of value-added services, who is eligible, and what each would earn."""
