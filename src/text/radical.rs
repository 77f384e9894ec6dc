//! Radicals that stand for ideographs: fonts give 人 and the Kangxi radical ⼈ one shape, and the tables of
//! PDF files then often name the radical. In running text a radical never stands by itself.

/// The ideographs of U+2F00 to U+2FD5 (the Kangxi radicals), by their compatibility decomposition.
/// Three differ from it: ⼾, ⾭ and ⿈ decompose to 戶, 靑 and 黃, which simplified Chinese does not write; its
/// fonts give the radicals the shapes of 户, 青 and 黄.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
    廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
    邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Of the supplement (U+2E80 to U+2EF3) those that are whole characters, by Unicode's
/// Equivalent_Unified_Ideograph; the others are parts of characters.
const SUPPLEMENT: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// The ideograph that a radical stands for, where that is certain.
pub fn ideograph_of_radical(c: char) -> Option<char> {
    match c {
        '\u{2F00}'..='\u{2FD5}' => {
            let index = usize::try_from(u32::from(c) - 0x2F00).ok()?;
            KANGXI.chars().nth(index)
        }
        '\u{2E80}'..='\u{2EF3}' => {
            SUPPLEMENT.iter().find(|(radical, _)| *radical == c).map(|(_, ideograph)| *ideograph)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_ideographs_of_their_shape() {
        let text = "⼀⼈⽇⼯⽅⿕⾯⺠⻓⼾⺡人";
        let got: String = text.chars().map(|c| ideograph_of_radical(c).unwrap_or(c)).collect();
        assert_eq!(got, "一人日工方龠面民长户⺡人");
        assert_eq!(KANGXI.chars().count(), 0x2FD6 - 0x2F00);
    }
}
