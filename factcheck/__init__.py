"""The wiring of the site: settings, addresses, the local database and server. It knows no word of the domain."""
