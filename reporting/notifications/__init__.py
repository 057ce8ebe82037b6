"""Mail: who is told what, when, and how. `docs/mail.md` says it in words."""
