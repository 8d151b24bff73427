"""How dates and times are written where Django's own way would be read in two ways, as 08/07/2018 is."""
