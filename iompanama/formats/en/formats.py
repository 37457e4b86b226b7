"""British English, as the organization writes it: “6 September 2023”, “10:00”."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "F Y"

# As it is written in every field of a day; a day of a computer is understood too.
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]

DECIMAL_SEPARATOR = "."
NUMBER_GROUPING = 3
THOUSAND_SEPARATOR = ","
