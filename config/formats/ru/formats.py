"""Russian formats, where Django's put the month into the wrong case."""

MONTH_DAY_FORMAT = "j E"
