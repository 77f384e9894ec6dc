//! What makes it likely that two names are one body: short words that every county uses for a standard
//! term (残联), `委` left out, one character that differs.
//!
//! Only grounds for asking a person: nothing is merged by them.

use super::body_forms::{Locality, Shape};

/// Standard terms and the short words for them. Longer ones stand before those that they contain.
const TERMS: &[(&str, &[&str])] = &[
    (
        "机构编制委员会办公室",
        &["编制委员会办公室", "机构编制办公室", "编制办公室", "编委办", "编办"],
    ),
    ("残疾人联合会", &["残联"]),
    ("妇女联合会", &["妇联"]),
    ("科学技术协会", &["科协"]),
    ("文学艺术界联合会", &["文联"]),
    ("工商业联合会", &["工商联"]),
    ("总工会", &["工会"]),
    ("发展和改革委员会", &["发展改革委员会", "发展和改革委", "发展改革委", "发改委"]),
    ("发展和改革局", &["发展改革局", "发改局"]),
    ("卫生健康委员会", &["卫生健康委", "卫健委"]),
    ("人力资源和社会保障局", &["人力资源社会保障局", "人社局"]),
    ("住房和城乡建设局", &["住房城乡建设局", "住建局"]),
    ("市场监督管理局", &["市场监管局", "市监局"]),
    ("统一战线工作部", &["统战部"]),
    ("政法委员会", &["政法委"]),
    ("纪律检查委员会监察委员会", &["纪律检查委员会和监察委员会", "纪委监委", "纪检监察委员会"]),
    ("纪律检查委员会", &["纪委"]),
    ("监察委员会", &["监委"]),
    ("共青团委员会", &["共产主义青年团委员会", "团委", "共青团"]),
    ("网络安全和信息化委员会办公室", &["互联网信息办公室", "网信办"]),
    ("巡察工作领导小组办公室", &["巡察办"]),
    ("社会工作部", &["社工部"]),
    ("党史和文献研究室", &["党史研究室", "党史办"]),
    ("人民政府办公室", &["政府办公室", "政府办"]),
    ("人民代表大会常务委员会", &["人大常委会", "人大"]),
    ("中国人民政治协商会议委员会", &["政治协商会议委员会", "政协委员会", "政协"]),
    ("人民武装部", &["武装部", "人武部"]),
    ("人民法院", &["法院"]),
    ("人民检察院", &["检察院"]),
    ("农业农村局", &["农业局", "农牧局"]),
    ("自然资源局", &["国土资源局"]),
    ("自然资源和规划局", &["自然资源规划局", "自规局"]),
    ("交通运输局", &["交通局"]),
    ("应急管理局", &["应急局"]),
    ("城市管理局", &["城管局"]),
    ("城市管理综合行政执法局", &["城市管理行政执法局", "城管执法局"]),
    ("退役军人事务局", &["退役军人局"]),
    ("医疗保障局", &["医保局"]),
    ("文化和旅游局", &["文化旅游局", "文旅局"]),
    (
        "文化体育广播电视和旅游局",
        &["文旅体广局", "文体广旅局", "文体广电旅游局", "文体广电和旅游局"],
    ),
    ("科学技术局", &["科技局"]),
    ("工业和信息化局", &["工业信息化局", "工信局"]),
    ("林业和草原局", &["林草局"]),
    ("民族宗教事务局", &["民宗局"]),
    ("疾病预防控制中心", &["疾控中心"]),
    ("供销合作社联合社", &["供销合作社", "供销社"]),
    ("机关事务管理局", &["机关事务局"]),
    ("消防救援大队", &["消防大队"]),
];

/// Names of one character's difference have at least so many characters without their county.
const LONG_NAME: usize = 6;
/// One name inside another counts from so many characters on.
const INNER_NAME: usize = 4;

/// The standard term for the words of a body.
pub fn standard_term(words: &str) -> &str {
    TERMS.iter().find(|(_, short)| short.contains(&words)).map_or(words, |(standard, _)| standard)
}

/// All words for a standard term, itself first; nothing when it is none.
pub fn words_of_term(term: &str) -> impl Iterator<Item = &'static str> + use<> {
    let known = TERMS.iter().find(|(standard, _)| *standard == term);
    known
        .into_iter()
        .flat_map(|(standard, short)| std::iter::once(*standard).chain(short.iter().copied()))
}

/// All standard terms and all words for them.
pub fn standard_words() -> impl Iterator<Item = &'static str> {
    TERMS.iter().flat_map(|(standard, _)| words_of_term(standard))
}

/// Why two names may be one body, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Forms of one name.
    Forms,
    /// An explanation in brackets.
    Bracket,
    /// The county's level is left out.
    Level,
    /// `委` is left out.
    Committee,
    /// A short word and its standard term.
    Synonym(String, String),
    /// An office of a higher body, told without it or with the county in front.
    Office,
    /// One character is another, or is missing.
    OneCharacter,
    /// One name is the end of the other.
    Inside,
}

impl Likeness {
    /// The same in English, for messages.
    pub fn english(&self) -> String {
        match self {
            Self::Forms => "two forms of one name".to_owned(),
            Self::Synonym(short, standard) => format!("{short} is short for {standard}"),
            Self::Committee => "委 is left out".to_owned(),
            Self::OneCharacter => "one character differs".to_owned(),
            Self::Level => "the county's last character is left out".to_owned(),
            Self::Bracket => "an explanation in brackets".to_owned(),
            Self::Office => "another way to name an office of a higher body".to_owned(),
            Self::Inside => "one is the end of the other".to_owned(),
        }
    }

    /// In the words of the registry.
    pub fn words(&self) -> String {
        match self {
            Self::Forms => "同一名称的不同写法".to_owned(),
            Self::Synonym(short, standard) => format!("{short}是{standard}的简称"),
            Self::Committee => "省去了“委”字".to_owned(),
            Self::OneCharacter => "只差一个字".to_owned(),
            Self::Level => "县名后面少了一个字".to_owned(),
            Self::Bracket => "多了括号里的说明".to_owned(),
            Self::Office => "派出机构的另一种写法".to_owned(),
            Self::Inside => "一个名称是另一个的后半".to_owned(),
        }
    }
}

/// A name taken apart once for many comparisons.
#[derive(Debug, Clone)]
pub struct Compared {
    name: String,
    shape: Shape,
    /// The words of its shape by their standard term.
    term: String,
    term_chars: Vec<char>,
    /// All of it but a county in front.
    whole: Vec<char>,
    /// The shape without the explanation in brackets.
    bare: Option<Shape>,
    /// The shape with the county put right.
    righted: Option<Shape>,
}

impl Compared {
    /// Takes a name apart.
    pub fn new(name: &str, locality: &Locality) -> Self {
        let shape = locality.shape(name);
        let term = standard_term(shape.words()).to_owned();
        let whole = match &shape {
            Shape::Office(..) => name,
            other => other.words(),
        };
        let bare = name.strip_suffix(['）', ')']).and_then(|name| name.rsplit_once(['（', '(']));
        Self {
            term_chars: term.chars().collect(),
            whole: whole.chars().collect(),
            bare: bare.map(|(head, _)| locality.shape(head)),
            righted: locality.behind_stem(name).map(|rest| Shape::County(rest.to_owned())),
            name: name.to_owned(),
            shape,
            term,
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Why it may be the other's body; nothing when nothing says so.
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        if matches!(self.shape, Shape::Class(_)) || matches!(other.shape, Shape::Class(_)) {
            return None;
        }
        if self.shape == other.shape {
            return Some(Likeness::Forms);
        }
        let without = |a: &Self, b: &Self| a.bare.as_ref() == Some(&b.shape);
        if without(self, other) || without(other, self) {
            return Some(Likeness::Bracket);
        }
        let righted = |a: &Self, b: &Self| a.righted.as_ref() == Some(&b.shape);
        if righted(self, other) || righted(other, self) {
            return Some(Likeness::Level);
        }
        if self.is_office_of(other) || other.is_office_of(self) {
            return Some(Likeness::Office);
        }
        if self.is_of_county() && other.is_of_county() && self.term == other.term {
            return Some(self.same_term(other));
        }
        let apart = std::mem::discriminant(&self.shape) != std::mem::discriminant(&other.shape);
        if !apart && differ_by_one(&self.term_chars, &other.term_chars)
            || differ_by_one(&self.whole, &other.whole)
        {
            return Some(Likeness::OneCharacter);
        }
        None
    }

    /// The standard term for its words, when it is a body or a party organ of the county itself.
    pub fn term(&self) -> Option<&str> {
        self.is_of_county().then_some(self.term.as_str())
    }

    /// [`Compared::likeness`], and one name inside the other: no ground for a proposal, but worth a look.
    pub fn closeness(&self, other: &Self) -> Option<Likeness> {
        let inside = |a: &Self, b: &Self| {
            let of_county = a.is_of_county() && b.is_of_county();
            let class = matches!(a.shape, Shape::Class(_)) || matches!(b.shape, Shape::Class(_));
            a.term_chars.len() >= INNER_NAME
                && a.shape != b.shape
                && !class
                && (of_county && b.term_chars.ends_with(&a.term_chars) || b.name.ends_with(&a.name))
        };
        self.likeness(other)
            .or_else(|| (inside(self, other) || inside(other, self)).then_some(Likeness::Inside))
    }

    fn is_of_county(&self) -> bool {
        matches!(self.shape, Shape::County(_) | Shape::Party(_))
    }

    fn same_term(&self, other: &Self) -> Likeness {
        let (a, b) = (self.shape.words(), other.shape.words());
        if a == b {
            return Likeness::Committee;
        }
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        Likeness::Synonym(short.to_owned(), long.to_owned())
    }

    /// Whether the other is this body's office, told without the body above or as the county's own:
    /// 生态环境局槐川县分局, 槐川县生态环境分局, 槐川县供电公司.
    fn is_office_of(&self, other: &Self) -> bool {
        let Shape::Office(place, head, tail) = &self.shape else { return false };
        match &other.shape {
            Shape::Office(None, same, end) => place.is_some() && same == head && end == tail,
            Shape::County(words) => {
                let stem = head.strip_suffix('局').unwrap_or(head);
                words == tail && words.chars().count() >= INNER_NAME
                    || words.strip_suffix(tail).is_some_and(|rest| rest == head || rest == stem)
            }
            _ => false,
        }
    }
}

/// Whether two long names differ in one character or by one, not at their ends, where it says what kind of
/// body it is (局, 所), and not in a numeral.
fn differ_by_one(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < LONG_NAME || long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let numeral = |c: &char| "一二三四五六七八九十0123456789东西南北".contains(*c);
    let other = |name: &[char]| name.get(head).is_some_and(numeral);
    tail > 0 && short != long && head + tail + 1 >= long.len() && !other(short) && !other(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> Option<Likeness> {
        let parts = ["澜安省", "青岚市", "槐川县"].map(str::to_owned);
        let locality = Locality::of([parts.as_slice()]);
        let (a, b) = (Compared::new(a, &locality), Compared::new(b, &locality));
        assert_eq!(
            a.closeness(&b).is_some(),
            b.closeness(&a).is_some(),
            "the same from both sides"
        );
        a.closeness(&b)
    }

    #[test]
    fn likely_names_are_told_with_their_grounds() {
        let synonym = |a: &str, b: &str| Some(Likeness::Synonym(a.to_owned(), b.to_owned()));
        assert_eq!(likeness("槐川县残联", "槐川县残疾人联合会"), synonym("残联", "残疾人联合会"));
        assert_eq!(
            likeness("县委编办", "槐川县机构编制委员会办公室"),
            synonym("编办", "机构编制委员会办公室")
        );
        assert_eq!(likeness("槐川县编办", "槐川县委编办"), Some(Likeness::Committee));
        assert_eq!(
            likeness("槐川县委统战部", "槐川县委统一战线工作部"),
            synonym("统战部", "统一战线工作部")
        );
        assert_eq!(likeness("槐川县卫健委", "槐川县卫生健康委"), synonym("卫健委", "卫生健康委"));
        assert_eq!(
            likeness("槐川县文化体育广播电视台和旅游局", "槐川县文化体育广播电视和旅游局"),
            Some(Likeness::OneCharacter)
        );
        assert_eq!(
            likeness("青崗市生态环境局槐川县分局", "青岚市生态环境局槐川县分局"),
            Some(Likeness::OneCharacter)
        );
        assert_eq!(likeness("槐川公安局", "槐川县公安局"), Some(Likeness::Level));
        assert_eq!(likeness("槐川县民政局（救助站）", "县民政局"), Some(Likeness::Bracket));
        assert_eq!(
            likeness("生态环境局槐川分局", "市生态环境局槐川县分局"),
            Some(Likeness::Office)
        );
        assert_eq!(
            likeness("槐川县生态环境分局", "青岚市生态环境局槐川县分局"),
            Some(Likeness::Office)
        );
        assert_eq!(
            likeness("槐川县供电公司", "国网澜安电力有限公司槐川县供电公司"),
            Some(Likeness::Office)
        );
        assert_eq!(
            likeness("槐川县工业信息化局", "槐川县商务和工业信息化局"),
            None,
            "by its standard term"
        );
        assert_eq!(likeness("槐川县科学技术局", "槐川县教育和科学技术局"), Some(Likeness::Inside));
        assert_eq!(likeness("县公安局", "槐川县公安局"), Some(Likeness::Forms));
    }

    #[test]
    fn short_and_different_names_are_not_alike() {
        for (a, b) in [
            ("槐川县人大", "槐川县政协"),
            ("槐川县水利局", "槐川县水务局"),
            ("槐川县教育局", "槐川县体育局"),
            ("槐川县市场监督管理局", "槐川县市场监督管理所"),
            ("槐川县第一人民医院", "槐川县第二人民医院"),
            ("槐川县委组织部", "槐川县委宣传部"),
            ("槐川县人民法院", "槐川县人民检察院"),
            ("槐川县委办公室", "槐川县人民政府办公室"),
            ("槐川县公安局", "青岚市公安局"),
            ("青岚市生态环境局槐川县分局", "青岚市应急管理局槐川县分局"),
        ] {
            assert_eq!(likeness(a, b), None, "{a} {b}");
        }
    }
}
