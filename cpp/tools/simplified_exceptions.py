"""Where the table of simplified characters is to differ from OpenCC's dictionaries, and why."""

from __future__ import annotations

# Regional variants that are left as they are, because simplified text has the same character.
NOT_VARIANTS = {"么": "written for 幺 in Taiwan, but 什么 and 那么 are simplified already"}

# Characters beyond OpenCC's: variants that China abolished in 1955 (第一批异体字整理表), and old print.
MORE_CHARACTERS = {
    "倣": "仿", "刼": "劫", "啣": "衔", "揹": "背", "擧": "举", "汚": "污", "砲": "炮",
    "淸": "清", "鶏": "鸡",
}  # fmt: skip

# Phrases of OpenCC's that are left out.
NOT_PHRASES = dict.fromkeys(
    ["一坏", "土坏", "坏土", "坏子", "坏布", "打坏", "拉坏", "捏坏", "毛坏", "陶坏"],
    "坏 for 坯 is rare, and in simplified text 坏 is 壞",
) | {
    "待著": "the particle 着, as in 看著",
    "不可貲計": "it is given with the traditional 計",
}

# Phrases beyond OpenCC's, whose simplified form cannot be had from their characters. In simplified text 著 is
# "a work" or "marked", never the particle 着; 乾 and 徵 are kept in the names of people.
MORE_PHRASES = {
    "專著": "专著", "論著": "论著", "編著": "编著", "譯著": "译著", "原著": "原著", "遺著": "遗著",
    "撰著": "撰著", "拙著": "拙著", "土著": "土著", "卓著": "卓著",
    "彰明較著": "彰明较著", "見微知著": "见微知著", "睹微知著": "睹微知著",
    # The particle before or after what looks like one of the works.
    "討論著": "讨论着", "談論著": "谈论着", "議論著": "议论着", "配合著": "配合着", "結合著": "结合着",
    "混合著": "混合着", "融合著": "融合着", "隨著": "随着", "沿著": "沿着", "看著": "看着",
    "乾兌": "乾兑", "乾盡午中": "乾尽午中", "於夫羅": "於夫罗",
    "王丙乾": "王丙乾", "李承乾": "李承乾", "文徵明": "文徵明", "倪徵": "倪徵", "陸徵祥": "陆徵祥",
    "老么": "老幺",
}  # fmt: skip

# What we give otherwise than OpenCC's test cases: the three configurations disagree, and we follow tw2s; see
# NOT_PHRASES.
OTHER_IN_TESTS = {
    ("t2s", "慰藉著"): "慰藉着",
    ("hk2s", "慰藉著"): "慰藉着",
    ("t2s", "一坯 制坯 坯布"): "一坏 制坯 坏布",
}

# Entries of STPhrases, OpenCC's simplified phrases, that do not stay as they are: rare traditional spellings.
NOT_SIMPLIFIED = {"扞御", "沈厚", "谿谷"}
