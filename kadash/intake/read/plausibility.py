"""How much a piece of text looks like one that people wrote, when read in a given encoding."""

from __future__ import annotations

import re

_COMMON = frozenset(
    # The commonest characters of Chinese business text, simplified and traditional.
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提"
    "直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决"
    "西被干做必战先回则任取据处南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转"
    "单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研"
    "界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消"
    "构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁"
    "价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树"
    "客户编码订单据货款额税购销售库存折扣折率币种备注折合计额小省市区县街道路号室司有限责任股份集团贸易科技电子商务折购买姓顾员会付"
    "這個來為時們國會對發學經產種後過說動開關體點從還進將與實業員無沒現樣應當問題長東區車書報電話號碼購買賣單價額總計數量訂貨帳"
    "稱類別戶編級聯絡負責業務開發票應收帳款項備註狀態資料顯示條結束隊統處務處臺灣灣縣鄉鎮樓線網機構廠專案費用運費稅率匯率幣別"
)
_BEYOND_CHANCE = 1.2
_INSIDE_A_WORD = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[a-z])")
"""A single character in the middle of a Latin word makes no sense in Chinese: St點kpreis, M黮ler."""
_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]")
_LATIN_SIGN = frozenset("€£¥§°±²³´µ·¼½¾«»‘’“”–—…•™®©ªº¿¡\xa0¢ˆ˜‚„†‡‰‹›ƒ")


def plausibility(sample: bytes, encoding: str) -> float:
    """0 to 1: how much of what lies beyond ASCII makes sense, read as `encoding`."""
    if encoding == "cp1252":
        return _latin(sample)
    if encoding == "utf-8":
        return _utf8(sample)
    return _chinese(sample, encoding)


def _utf8(sample: bytes) -> float:
    """Share of the bytes above 127 that belong to whole UTF-8 characters: chance hardly ever makes one."""
    high = sum(byte > 127 for byte in sample)
    whole = [char for char in sample.decode("utf-8", errors="ignore") if ord(char) > 127]
    share = sum(len(char.encode()) for char in whole) / high if high else 1.0
    return _BEYOND_CHANCE if share > 0.7 and len(whole) > 1 else share / 2


def _chinese(sample: bytes, encoding: str) -> float:
    """Common characters count whole, others of the first level less, the rare rest and broken bytes next to nothing."""
    text = sample.decode("cp950" if encoding == "big5" else encoding, errors="replace")
    beyond = [char for char in text if ord(char) > 127 and char != "€"]
    if not beyond:
        return 0.0
    points = sum(_chinese_points(char, encoding) for char in _INSIDE_A_WORD.sub("", text)
                 if ord(char) > 127 and char != "€")
    return points / len(beyond)


def _chinese_points(char: str, encoding: str) -> float:
    if char in _COMMON:
        return 1.0
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E or 0x3000 <= code <= 0x3011 or char in "“”‘’…—·￥¥×℃":
        return 0.9
    if not 0x4E00 <= code <= 0x9FFF:
        return 0.0
    return 0.8 if _first_level(char, encoding) else 0.1


def _first_level(char: str, encoding: str) -> bool:
    """The half of the character set that nearly all text is made of."""
    if encoding == "gb18030":
        try:
            lead, trail = char.encode("gb2312")
        except UnicodeEncodeError:
            return False
        return 0xB0 <= lead <= 0xD7 and trail >= 0xA1
    try:
        lead = char.encode("big5")[0]
    except UnicodeEncodeError:
        return False
    return 0xA4 <= lead <= 0xC6


def _latin(sample: bytes) -> float:
    """Accented letters beside plain ones, in short runs, and signs of typography make sense in cp1252."""
    text = sample.decode("cp1252", errors="replace")
    good = total = 0
    for run in re.finditer(r"[^\x00-\x7f]+", text):
        total += len(run.group())
        if len(run.group()) > 3:
            continue
        before, after = text[run.start() - 1:run.start()], text[run.end():run.end() + 1]
        beside = bool(_LATIN_LETTER.match(before) or _LATIN_LETTER.match(after))
        good += sum(char in _LATIN_SIGN or (beside and bool(_LATIN_LETTER.match(char))) for char in run.group())
    return good / total if total else 1.0
