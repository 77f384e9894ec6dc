//! # Q0406 处理记录的代码不对 · a settled entry of a code that cannot be settled
//!
//! 疑点。front matter 里有一条 `[[settled]]`，它的 `code` 不是疑点代码，或者是不能这样处理的：网站因它生成不了的
//! 错误（两页同一个网址、文件读不懂、名录自相矛盾）只能改正；处理记录本身的疑点（Q0406 到 Q0409）也只能改正。
//! 这一条因此不起作用。照提示改正代码，或者删去这一条。
//!
//! A warning. The `code` of a `[[settled]]` is none, or one that has to be corrected: an error that leaves no site to
//! build, or a finding about the entries themselves. The entry has no effect.

use crate::bilingual;
use crate::check::settle::Verdict;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0406",
    severity: Severity::Warning,
    source: include_str!("q0406_settled_code.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for judged in subject.settled() {
        let code = &judged.entry.code;
        let finding = match judged.verdict {
            Verdict::UnknownCode => rule
                .finding(
                    judged.at(),
                    bilingual!("没有代码“{code}”", "there is no code `{code}`"),
                )
                .hint(bilingual!(
                    "代码是 Q 加四位数字，例如 code = \"Q0203\"；全部代码见 docs/findings.md",
                    "a code is Q and four digits, as code = \"Q0203\"; all of them are in docs/findings.md"
                )),
            Verdict::NeverSettled => rule
                .finding(
                    judged.at(),
                    bilingual!(
                        "{code} 只能改正，不能写进处理记录",
                        "{code} has to be corrected and cannot be settled"
                    ),
                )
                .hint(bilingual!("删去这一条", "remove this entry")),
            _ => continue,
        };
        sink.push(finding);
    }
}
