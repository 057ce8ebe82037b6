"""Notifications by mail: who gets what and when. See `docs/mail.md`."""
