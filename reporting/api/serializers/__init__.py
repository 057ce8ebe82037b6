"""What each object of the API looks like. An entry and a chapter have the shape of `export_year`."""
