"""The files of papers: taken in, read page by page, handed out."""
