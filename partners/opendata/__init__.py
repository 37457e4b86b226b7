"""The public register as data: the fields, what they mean, and two files of them.

Names follow the Open Contracting Data Standard 1.1 where a term of it fits; an
agreement of cooperation is no contract, so the files do not claim to be releases.
"""
