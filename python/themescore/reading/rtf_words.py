"""Control words of RTF 1.9.1 that say what a text is, and which parts of a file are not on its page."""

from __future__ import annotations

CHARACTERS = {
    "par": "\n\n",
    "sect": "\n\n",
    "page": "\n\n",
    "line": "\n",
    "column": "\n",
    "row": "\n",
    "nestrow": "\n",
    "cell": "\n",
    "nestcell": "\n",
    "tab": "\t",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
}

# Destinations that stand without \* before them. All others that a reader may pass over are passed over.
# fmt: off
LEFT_OUT = frozenset((
    "author", "buptim", "category", "colortbl", "comment", "company", "creatim", "doccomm", "fldinst",
    "filetbl", "footer", "footerf", "footerl", "footerr", "ftncn", "ftnsep", "ftnsepc", "header",
    "headerf", "headerl", "headerr", "info", "keywords", "listtext", "manager", "objdata", "operator",
    "pict", "pntext", "pntxta", "pntxtb", "printim", "private", "revtim", "rxe", "shprslt", "sn",
    "stylesheet", "subject", "sv", "tc", "title", "txe", "upr", "xe",
))
# fmt: on

SYSTEMS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}

# The numbers of \fcharset: 1 is that of the system, and so in none.
CODE_PAGES = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
