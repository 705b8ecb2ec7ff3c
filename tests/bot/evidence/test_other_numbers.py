"""What is said of Building 1 says nothing of Building 2, in either language."""

import pytest

from bot.evidence.named.numbers import asked_numbers, is_of_other_number
from index import numbered_things

OTHER = [
    ("How old is the lift of building 2?", "Building 1 and Building 4 have lifts that are 19 years old."),
    ("Who spoke in episode 43?", "In episode 42 a roaster speaks."),
    ("What does room 204 cost?", "Rooms 101 to 120 cost 50 dollars."),
    ("What does article 7 say?", "Article 17: Members pay once a year."),
    ("Where does line 3 go?", "Line 4 goes to the harbour."),
    ("二号楼的电梯什么时候换？", "一号楼的电梯推迟到明年春天。"),
    ("第四十三集请了谁？", "第42集请了一位烘豆师。"),
    ("三单元停水吗？", "一、二单元明天停水。"),
    ("3号线到哪里？", "四号线到港口。"),
    ("第八届的主席是谁？", "第七届主席是何山。"),
    ("三年级一班的班主任是谁？", "李老师是三年级二班的班主任。"),
    ("How old is the lift of building 2?", "一号楼和四号楼的电梯用了十九年。"),
    ("二号楼的电梯用了多少年？", "The lifts of Buildings 1 and 4 are 19 years old."),
]
SAME = [
    ("Does building 5 have a lift?", "All buildings except building 3 have one."),
    ("Is episode 4 free?", "Episodes before episode 10 are free."),
    ("Where is room 110?", "Room 101 to Room 120 are in the west wing."),
    ("Can I smoke on floor 8?", "Rooms above floor 6 are for smokers."),
    ("What comes after step 3?", "Step 4: fold it twice."),
    ("How much did place 1 of round 2 win?", "The winner of round 1 got 50 pounds."),
    ("5号楼有电梯吗？", "除3号楼外，各楼都有电梯。"),
    ("4号楼归谁管？", "1号楼到6号楼由恒安管理。"),
    ("8楼能抽烟吗？", "六楼以上可以抽烟。"),
    ("第5集在哪里拍的？", "该剧全部24集都在厦门拍摄。"),
    ("第一名奖金多少？", "冠军五千元，第二名三千元。"),
    ("第3集讲什么？", "全剧共24集，前五集讲童年。"),
    ("二班有多少人？", "全校共12班，每班40人。"),
    ("How old is the lift of building 2?", "The lifts of Buildings 1 to 3 are 19 years old."),
    ("How old is the lift of building 2?", "The lift is 19 years old, and there are 4 rooms."),
    ("How many rooms are there?", "Room 1 is the largest."),
    ("What does article 23 say?", "第二十三条 会员每年缴费一次。"),
    ("二号楼停水吗？", "1至3号楼明天停水。"),
    ("二号楼停水吗？", "一、二号楼明天停水。"),
    ("二号楼停水吗？", "明天停水，共三栋。"),
    ("第二组有几个人？", "有三组数据。"),
    ("三楼有什么？", "馆内有3个厅。"),
]


@pytest.mark.parametrize(("question", "sentence"), OTHER)
def test_a_sentence_about_another_number_of_the_kind_is_found(question: str, sentence: str) -> None:
    assert is_of_other_number(asked_numbers(question), sentence, ())
    assert not is_of_other_number(asked_numbers(question), sentence, (question,)), "the heading has it"
    assert is_of_other_number(asked_numbers(question), "—", (sentence,)), "a heading is of another"


@pytest.mark.parametrize(("question", "sentence"), SAME)
def test_a_sentence_that_names_it_or_no_other_is_none(question: str, sentence: str) -> None:
    assert not is_of_other_number(asked_numbers(question), sentence, ())


@pytest.mark.parametrize("number", [1, 2, 9, 10, 11, 20, 21, 99])
def test_a_number_is_the_same_however_it_is_written(number: int) -> None:
    han = "".join("〇一二三四五六七八九"[int(d)] for d in str(number)) if number < 10 else None
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    spelled = han or ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
    assert (
        numbered_things(f"Building {number}") == numbered_things(f"{number}号楼") == numbered_things(f"{spelled}号楼")
    )
