"""Days before months and 24 hours, as readers' pages have them: nobody takes 7 August for 8 July, or ends a sentence with “p.m..”."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
