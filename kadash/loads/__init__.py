"""The stages of a build in order, its worker process, progress, and the switch to the new generation."""
