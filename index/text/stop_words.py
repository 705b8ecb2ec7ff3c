"""English stop words."""

# Function words: no use to look them up in the other language.
ENGLISH_STOP_WORDS = frozenset(
    "a an the and or but if of in on at by for with from to as into about over under after before during since until between than then "
    "that this these those it its he his him she her they them their i me my you your we us our not no nor so such do does did done be is "
    "are was were been being am has have had having can could will would shall should may might must who whom whose which what when "
    "where why how much many some any there here also just only even very more most s t".split()
)
