"""What ``manage.py demo`` needs besides the site: accounts, static files, a server."""
