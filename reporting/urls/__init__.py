"""Addresses of reporting: public pages, the desk, the API."""
