"""Pages are sent compressed; files of which parts may be asked for as they are."""

from django.middleware.gzip import GZipMiddleware


class CompressionMiddleware(GZipMiddleware):
    def process_response(self, request, response):
        if response.has_header("Accept-Ranges"):
            return response
        return super().process_response(request, response)
