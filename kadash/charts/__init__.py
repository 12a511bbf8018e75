"""Table and labels to Plotly figure; the theme; one file a chart family."""
