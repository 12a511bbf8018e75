"""Streamlit-only helpers: session, cache, findings and errors on screen, inputs."""
