"""Figures drawn by the server as SVG: data here, drawing in templates/charts/."""
