"""Units and currencies as they are written beside a figure, in both languages, and what each is worth."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import regex

# What is measured, and how much of its base unit. More than one where a spelling is ambiguous: pounds are money or mass.
Readings = tuple[tuple[str, Decimal], ...]

# What is measured, what the unit is worth, and how it is written, as patterns (_ is a space or hyphen; a single Chinese
# character must not begin another word). Days and months are kept apart: no fixed number of days makes a month.
_TABLE = r"""
point 1 percentage_points? percent_points? 个?百分点
point 1 points?
point .01 basis_points? 个?基点
rouble 1 roubles? rubles? rub ₽ 卢布
dollar 1 (?:us_|u\.s\._|american_)?dollars? usd bucks \$ us\$ 美元 美金
dollar .01 cents? 美分
dollar_hk 1 hong_kong_dollars? hkd hk\$ 港元 港币
dollar_tw 1 (?:new_)?taiwan_dollars? ntd twd nt\$ 新?台币
dollar_au 1 australian_dollars? aud au?\$ 澳元
dollar_ca 1 canadian_dollars? cad ca?\$ 加元
dollar_sg 1 singapore_dollars? sgd s\$ 新加坡元 新元
yuan 1 (?:chinese_)?yuan renminbi rmb cny [¥￥] cn¥ 元(?:人民币|(?![素旦首老年])) 人民币 块(?:钱|(?=[\s，,。；;！？!?、）)]|$))
yen 1 (?:japanese_)?yen jpy [¥￥] 日[元圆]
won 1 (?:south_)?(?:korean_)?won krw ₩ 韩[元圆]
euro 1 euros? eur € 欧元
sterling 1 pounds? pounds_sterling sterling british_pounds? gbp £ 英镑
sterling .01 pence (?<=\d)p 便士
franc_cfa 1 cfa_francs? xof xaf 非洲法郎 [西中]非法郎
franc 1 (?:swiss_)?francs? chf (?:瑞士)?法郎
rupee 1 (?:indian_)?rupees? inr ₹ 卢比
hryvnia 1 hryvnias? uah ₴ 格里夫纳
lira 1 (?:turkish_)?liras? ₺ 里拉
metre 1 met(?:re|er)s? m 公尺 米(?![尔哈])
metre 1000 kilomet(?:re|er)s? kms? kph 公里 千米
metre .01 centimet(?:re|er)s? cm 厘米 公分
metre .001 millimet(?:re|er)s? mm 毫米
metre .000001 micromet(?:re|er)s? microns? μm 微米
metre .000000001 nanomet(?:re|er)s? nm 纳米
metre 1609.344 miles? mph 英里
metre 1852 nautical_miles? 海里
metre .3048 feet foot ft 英尺
metre .0254 inch(?:es)? 英寸
metre .9144 yards? 码(?!头)
metre 500 li 华里 里(?![面程德约拉])
light_year 1 light_years? 光年
square_metre 1 square_met(?:re|er)s? sq_m m² 平方?米
square_metre 1000000 square_kilomet(?:re|er)s? sq_km km² 平方公里 平方千米
square_metre 2589988.11 square_miles? sq_mi 平方英里
square_metre .09290304 square_(?:feet|foot) sq_ft 平方英尺
square_metre 10000 hectares? ha 公顷
square_metre 4046.856 acres? 英亩
square_metre 666.667 mu 亩
litre 1 lit(?:re|er)s? 公?升(?![至到值级])
litre .001 millilit(?:re|er)s? ml 毫升
litre 1000 cubic_met(?:re|er)s? m³ 立方米?
litre 28.3168 cubic_(?:feet|foot) cu_ft 立方英尺
litre .001 cubic_centimet(?:re|er)s? cc 立方厘米
litre 158.987 barrels? bbl 桶(?!装)
litre 3.785 gallons? 加仑
kilogram 1000000 kilotons? kilotonnes? 千吨
kilogram 1 kilogram(?:me)?s? kilos? kg 公斤 千克
kilogram 1000 (?:metric_)?ton(?:ne)?s? 公?吨
kilogram .001 gram(?:me)?s? g 克(?![里林拉隆朗罗])
kilogram .000001 milligram(?:me)?s? mg 毫克
kilogram .000000001 microgram(?:me)?s? μg 微克
kilogram .0311034768 (?:troy_)?ounces? oz 盎司
kilogram .45359237 pounds? lbs? 磅
kilogram .5 catt(?:y|ies) jin 斤
kilogram .0002 carats? 克拉
watt 1 watts? w 瓦(?!解)
watt 1000 kilowatts? kw 千瓦
watt 1000000 megawatts? mw 兆瓦
watt 1000000000 gigawatts? gw 吉瓦
watt_hour 1000 kilowatt_hours? kwh 千瓦小?时 度电
watt_hour 1000000 megawatt_hours? mwh 兆瓦时
watt_hour 1000000000 gigawatt_hours? gwh 吉瓦时
watt_hour 1000000000000 terawatt_hours? twh 太瓦时
celsius 1 degrees? ° 度(?![假过]) degrees_c(?:elsius|entigrade)? °\s?c ℃ 摄氏度
fahrenheit 1 degrees? ° 度(?![假过]) degrees_f(?:ahrenheit)? °\s?f ℉ 华氏度
byte 1000000 mb megabytes?
byte 1000000000 gb gigabytes?
byte 1000000000000 tb terabytes?
hertz 1 hertz hz 赫兹?
hertz 1000000 megahertz mhz 兆赫
hertz 1000000000 gigahertz ghz 吉赫
krone 1 (?:swedish_|danish_|norwegian_)?kron(?:er|or|as?|e) sek nok dkk (?:瑞典|丹麦|挪威)?克朗
zloty 1 zloty(?:ch|s)? pln 兹罗提
real 1 (?:brazilian_)?rea(?:is|ls?) brl (?:巴西)?雷亚尔
peso 1 (?:mexican_)?pesos? mxn (?:墨西哥)?比索
rand 1 (?:south_african_)?rand zar (?:南非)?兰特
dirham 1 dirhams? aed 迪拉姆
riyal 1 (?:saudi_)?riyals? sar (?:沙特)?里亚尔
baht 1 (?:thai_)?baht thb ฿ 泰?铢
dong 1 (?:vietnamese_)?dong vnd ₫ 越南盾
ringgit 1 (?:malaysian_)?ringgit myr 林吉特 令吉
rupiah 1 (?:indonesian_)?rupiahs? idr 印尼盾 印尼卢比
shekel 1 shekels? ₪ 谢克尔
forint 1 forints? huf 福林
tenge 1 tenge kzt 坚戈
dinar 1 dinars? 第纳尔
birr 1 birr 比尔
shilling 1 shillings? 先令
taka 1 taka 塔卡
kyat 1 kyats? 缅元
naira 1 naira ₦ 奈拉
month 12 years? yrs? years?_olds? anniversar(?:y|ies) birthdays? 周?年(?![代级龄轻货纪]) 周?岁
month 1 months? 个月
month 120 decades?
month 1200 centuries 个世纪
quarter 1 quarters? 个?季度 季(?![节军])
second 604800 weeks? 个?星期(?![一二三四五六日天]) 个?礼拜 周(?![年岁边围一二三四五六日])
second 1209600 fortnights?
second 86400 days? 天(?![文然下才]) 日(?![本元圆])
second 3600 hours? hrs? 个?小时(?!候) 个?钟头
second 60 minutes? mins? 分钟 分(?![之成公别为布])
second 1 seconds? secs? 秒钟?
clock 60 o['’]clock [ap]\.m\. [ap]m
score 1 points? pts 分(?![之成公别为布]) 点(?![名评燃半])
century 1 century
"""

# What is measured by money: a sum asked for in one currency may be told in another.
CURRENCIES = frozenset(
    "rouble dollar dollar_hk dollar_tw dollar_au dollar_ca dollar_sg yuan yen won euro sterling franc rupee hryvnia lira "
    "krone zloty real peso rand dirham riyal baht dong ringgit rupiah shekel forint tenge dinar birr shilling taka kyat naira franc_cfa".split()
)
# What may stand between a figure and its unit: three more years, 6 trillion Russian roubles.
_BETWEEN = r"(?:(?:more|full|whole|consecutive|straight|further|additional|extra|short|long|\p{Lu}\p{L}+) ){1,2}"


def _read_table() -> dict[str, Readings]:
    """The readings of each spelling, the longest spelling first."""
    readings: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for line in _TABLE.strip().splitlines():
        measured, worth, *spellings = line.split()
        for spelling in spellings:
            readings[spelling].append((measured, Decimal(worth)))
    return {spelling: tuple(readings[spelling]) for spelling in sorted(readings, key=len, reverse=True)}


_READINGS = _read_table()
_SPELLINGS = [(f"(?P<u{i}>{s.replace('_', '[ -]')})", s) for i, s in enumerate(_READINGS)]
_BY_GROUP = {f"u{i}": read for i, read in enumerate(_READINGS.values())}
_HAN = "|".join(pattern for pattern, spelling in _SPELLINGS if regex.search(r"\p{Han}", spelling))
_LATIN = "|".join(pattern for pattern, spelling in _SPELLINGS if not regex.search(r"\p{Han}", spelling))
_MONEY = "|".join(
    pattern
    for pattern, spelling in _SPELLINGS
    if regex.search(r"^[a-z]{3}$|\$|[€£¥₽₩₹₴₺]|^人民币|^港元|^美[元金]", spelling)
)
_AFTER = regex.compile(
    rf"(?:[\s-]?(?:(?i:{_LATIN})|{_BETWEEN}(?i:{_LATIN}))(?![\p{{Latin}}\d²³])|\s?(?:[多余来整]|个半)?\s?(?:{_HAN}))",
    regex.V1,
)
_ANYWHERE = regex.compile(rf"(?<![\p{{Latin}}\d])(?i:{_LATIN})(?![\p{{Latin}}\d])|{_HAN}", regex.V1)
_ATTACHED = regex.compile(rf"(?<=\d\s?)(?i:{_LATIN})$", regex.V1)
_BEFORE = regex.compile(rf"(?<![\p{{Latin}}])(?i:{_MONEY})\s?$", regex.V1)


def units_in(text: str) -> Iterator[str]:
    """What a text names units of, beside a figure or not."""
    for match in _ANYWHERE.finditer(text):
        yield from (measured for measured, _ in _BY_GROUP[match.lastgroup or ""])


def unit_of(text: str, start: int, end: int, *, is_scaled: bool = False) -> tuple[Readings, int, int]:
    """The unit of the figure ``text[start:end]`` and the span of both; no readings where none is written.

    Letters at its end are no unit where it ``is_scaled`` by them: 8m are eight million.
    """
    if match := _AFTER.match(text, end):
        return _BY_GROUP[match.lastgroup or ""], start, match.end()
    if not is_scaled and (match := _ATTACHED.search(text[start:end])):
        return _BY_GROUP[match.lastgroup or ""], start, end
    head = max(start - 8, 0)
    if match := _BEFORE.search(text[head:start]):
        return _BY_GROUP[match.lastgroup or ""], head + match.start(), end
    return (), start, end
