"""The pages: each says what it shows, and is listed in dashboard/site.py."""
