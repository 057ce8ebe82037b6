"""The URL patterns of reporting: public pages, the desk and the API."""
