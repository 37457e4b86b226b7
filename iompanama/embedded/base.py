"""Django's PostgreSQL backend, with the server started at the first connection."""

from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient

from .server import start


class EmbeddedClient(DatabaseClient):
    def runshell(self, parameters):
        self.connection.start_server()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = EmbeddedClient

    def start_server(self):
        start(
            self.settings_dict["EMBEDDED_DATA"],
            fast=self.settings_dict["EMBEDDED_FAST"],
        )

    def get_new_connection(self, conn_params):
        self.start_server()
        return super().get_new_connection(conn_params)
