"""A summary on Discord is as long as asked, to the sentence, in both languages."""

import pytest

from bot.summaries import DEFAULT_SENTENCES
from discord_world import told

LONGEST = 20  # that can be asked for
# Sentences of which each says something of its own.
SENTENCES = {
    "en": [
        "The harbour of Tuul was dug by hand in the winter of 1702.",
        "A lighthouse on the northern cliff warns ships of hidden rocks.",
        "Fishermen sell mackerel and herring on the quay every Friday.",
        "The old customs house became a museum of maps and compasses.",
        "Children learn to sail small boats in the sheltered lagoon.",
        "A ferry carries letters and parcels to the outer islands.",
        "The town council repaired the stone steps after the great storm.",
        "Oak barrels of cider are stored in cellars beneath the market.",
        "Every spring a choir sings on the deck of a wooden barge.",
        "The railway reached the harbour when coal became cheaper than peat.",
        "Seals rest on the sandbank where the river meets the sea.",
        "An engineer from Delft designed the lock that keeps the tide out.",
        "The bakery beside the pier opens long before sunrise.",
        "Goats graze on the meadow behind the abandoned shipyard.",
        "A retired captain teaches astronomy in the former school.",
        "Salt from the flats was once worth more than silver coins.",
        "The library owns nine hundred books about knots and ropes.",
        "Engines of the pilot boats are overhauled by two sisters.",
        "Glass floats wash ashore whenever the wind turns to the west.",
        "The mayor planted forty lime trees along the promenade.",
        "Tourists admire the painted ceiling of the sailors' chapel.",
        "Beekeepers sell heather honey at the lighthouse gate.",
    ],
    "zh": [
        "图尔港是一七零二年冬天由工人们徒手挖成的。",
        "北边悬崖上的灯塔提醒船只避开暗礁。",
        "渔民每逢星期五在码头上出售鲭鱼和鲱鱼。",
        "旧海关大楼如今成了收藏地图与罗盘的博物馆。",
        "孩子们在平静的潟湖里学习驾驶小帆船。",
        "一艘渡轮把信件和包裹送往外面的岛屿。",
        "镇议会在大风暴之后修好了石头台阶。",
        "橡木桶装的苹果酒存放在市场下面的地窖里。",
        "每年春天合唱团都在木驳船的甲板上演唱。",
        "煤比泥炭便宜以后铁路才通到了港口。",
        "海豹在河流入海处的沙洲上休息。",
        "来自代尔夫特的工程师设计了挡住潮水的船闸。",
        "栈桥旁边的面包房在日出以前就早早开门。",
        "山羊在废弃造船厂后面的草地上吃草。",
        "退休的船长在从前的学校里讲授天文学。",
        "盐滩上出产的盐曾经比银币更值钱。",
        "图书馆藏有九百本关于绳结和缆索的书籍。",
        "引航船的发动机由两姐妹负责检修。",
        "每当风向转西玻璃浮球就会漂到岸边。",
        "市长沿着海滨大道种下了四十棵椴树。",
        "游客们欣赏水手小教堂里彩绘的天花板。",
        "养蜂人在灯塔门口出售石楠花蜜。",
    ],
}
TITLES = {"en": "Harbour", "zh": "港口"}
IN_BOTH = pytest.mark.parametrize("language", ["en", "zh"])


@pytest.fixture
def fill(world, corpus):
    """Gives the sources of a language two files that have all its sentences between them: how many the first has."""

    async def filled(language):
        for path in corpus.glob("*.*"):
            path.unlink()
        sentences = SENTENCES[language]
        half = len(sentences) // 2
        for name, part in (("first.txt", sentences[:half]), ("second.txt", sentences[half:])):
            (corpus / name).write_text("\n\n".join([TITLES[language], *part]) + "\n", "utf-8")
        await world.bot.desk.reindex()
        return half

    return filled


async def points(world, **options):
    """The sentences of a summary, in all its messages."""
    summed = told(await world.mei.slash(world.channel, "summary", **options))
    return [
        line.removeprefix("• ").partition("\u00a0[")[0].partition("[")[0]
        for line in summed.splitlines()
        if line.startswith("• ")
    ]


@IN_BOTH
async def test_a_summary_has_as_many_sentences_as_asked_for_or_all_there_are(world, fill, language):
    of_first = await fill(language)
    assert len(SENTENCES[language]) > LONGEST
    for length in range(1, LONGEST + 1):
        of_all = await points(world, length=length, language=language)
        of_one = await points(world, length=length, language=language, source="first.txt")
        assert len(of_all) == length
        assert len(of_one) == min(length, of_first)
        for said in (of_all, of_one):
            assert len(set(said)) == len(said)
            assert set(said) <= set(SENTENCES[language])


@IN_BOTH
async def test_without_a_length_a_summary_has_the_usual_one(world, fill, language):
    await fill(language)
    assert len(await points(world, language=language)) == DEFAULT_SENTENCES


@pytest.mark.parametrize(("language", "topic"), [("en", "harbour"), ("zh", "灯塔")], ids=["en", "zh"])
async def test_a_summary_of_a_topic_has_as_many_as_asked_for_or_all_on_the_topic(world, fill, language, topic):
    await fill(language)
    all_on_topic = await points(world, topic=topic, length=LONGEST)
    assert len(all_on_topic) > 1
    for length in range(1, LONGEST):
        assert len(await points(world, topic=topic, length=length)) == min(length, len(all_on_topic))
