"""The sample content, and the model of an import: read, check, then keep each kind.

``reading`` turns the file into records or refuses it, ``shapes`` says what a record
holds, ``keeping`` saves through the rules an editor meets, and one module per kind
says what goes where. Nothing here decides what is right: the models do.
"""
