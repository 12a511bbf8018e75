"""Explore: any question to the loaded data without SQL, from a fixed catalogue of sources, fields and figures."""
