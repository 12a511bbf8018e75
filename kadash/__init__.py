"""kadash, the key-account dashboard."""
