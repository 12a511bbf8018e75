"""The page Explore: choose, see, look behind, take away."""
