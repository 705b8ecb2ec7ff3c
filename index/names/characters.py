"""Characters that Chinese names are told by: of surnames, and of countries where they are short for their names."""

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟"
    "龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍"
    "翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边朴权全习栗溥"
)
COUNTRIES = "中美俄英法德日韩朝印乌以欧澳加台港沪越泰缅伊意西葡荷波苏亚非"
