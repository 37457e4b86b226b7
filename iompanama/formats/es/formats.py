"""Spanish as the office writes it: «6 de septiembre de 2023», «10:00»."""

DATE_FORMAT = r"j \d\e F \d\e Y"
DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"
MONTH_DAY_FORMAT = r"j \d\e F"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = r"F \d\e Y"

DECIMAL_SEPARATOR = ","
NUMBER_GROUPING = 3
THOUSAND_SEPARATOR = "\u00a0"
