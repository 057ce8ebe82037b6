"""The data of charts, which templates/charts/ draws as SVG."""
