#!/usr/bin/env python3
"""图的一步（部门、类别、法规、别处的同一事项）要多久、占多少内存：5、100、1100 个乡镇，看每个事项的增长。
Time and memory of the graph stage for 5, 100 and 1,100 townships, with what a duty costs in each.

    tests/bench/graph.py [--from SITE] [--townships 5,100,1100] [--vary 20]

The townships of a site (the demonstration, unless another is given) are written over and over into a temporary folder with other
codes and other names of places; so that they are not mere copies, the name of every `--vary`th duty is of its own. A county has
twelve townships and bodies of its own. Only reading the site and the graph are run (`tests/bench/graph.rs`), in a release build.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
LISTS = ("basic", "coop", "reclaimed")
FILES = ("index", *LISTS)
SIGNS = "青白云栗石松双长五平红北南东西杨榆台坪泉岭桥沟井沙柳原野屏川"
COUNTY_SIZE = 12


def name_of(number):
    """A name of two or three signs, another for each number."""
    name = ""
    while len(name) < 2 or number:
        number, sign = divmod(number, len(SIGNS))
        name += SIGNS[sign]
    return name


def read_townships(site):
    """Of each township: its code, the names of its place, its files."""
    townships = []
    for index in sorted((site / "content").rglob("index.md")):
        texts = {key: (index.parent / f"{key}.md") for key in FILES}
        texts = {key: path.read_text(encoding="utf-8") for key, path in texts.items() if path.is_file()}
        code = re.search(r'^code = "(\d{9})"', texts["index"], re.M)[1]
        place = re.findall(r'"([^"]+)"', re.search(r"^place = \[(.*?)\]", texts["index"], re.M | re.S)[1])
        townships.append((code, place, texts))
    return townships


def everyday(name):
    """云泽回族自治县 is called 云泽县 as well."""
    short = re.sub(r"(?<=..)[^\s]{0,6}自治(?=[县州旗]$)", "", name)
    return [name] if short == name else [name, short]


def vary(text, number, every):
    """Gives every so-many-th duty a name of its own."""
    count = 0

    def heading(match):
        nonlocal count
        count += 1
        if every and (count + number) % every == 0:
            return f"{match[1]}{name_of(number * 7 + count)}{name_of(number * 13 + count * 31)}特色{match[2]}"
        return match[0]

    return re.sub(r"^(## \d+ )(.* \{#\w+\})$", heading, text, flags=re.M)


def write_site(root, source, count, every):
    """A site of so many townships."""
    townships = read_townships(source)
    content = root / "content"
    content.mkdir(parents=True)
    (root / "qingdan.toml").write_text('title = "量图的一步"\n', encoding="utf-8")
    for registry in ("categories.toml",):
        path = source / "content" / registry
        if path.is_file():
            (content / registry).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    departments = source / "content" / "departments.toml"
    departments = departments.read_text(encoding="utf-8") if departments.is_file() else ""
    entries = [entry for entry in re.split(r"(?m)^(?=\[\[department\]\])", departments) if "county" in entry]
    registry = []
    for number in range(count):
        old, place, texts = townships[number % len(townships)]
        county_number, in_county = divmod(number, COUNTY_SIZE)
        county_code = str(100000 + county_number)
        code = f"{county_code}{100 + in_county}"
        names = {}
        county = name_of(county_number + 40) + place[-2][-1]
        for name, new in ((place[-1], name_of(number + 60) + place[-1][-1]), (place[-2], county)):
            for spelling in everyday(name):
                names[spelling] = new
        folder = content / code
        folder.mkdir()
        for key, text in texts.items():
            for name, new in sorted(names.items(), key=lambda pair: -len(pair[0])):
                text = text.replace(name, new)
            text = text.replace(old, code)
            (folder / f"{key}.md").write_text(text if key == "index" else vary(text, number, every), encoding="utf-8")
        if in_county == 0:
            for entry in entries:
                if f'county = "{old[:6]}"' in entry:
                    for name, new in names.items():
                        entry = entry.replace(name, new)
                    entry = entry.replace(old[:6], county_code)
                    registry.append(re.sub(r'(?m)^id = "', f'id = "{county_code}-', entry))
    (content / "departments.toml").write_text("".join(registry), encoding="utf-8")


def measure(program, source, count, every):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        write_site(root, source, count, every)
        run = subprocess.run([program, root], capture_output=True, text=True, check=True)
        return json.loads(run.stdout)


def build():
    """The program that runs the stage, built."""
    command = ["cargo", "bench", "--bench", "graph", "--no-run", "--message-format", "json"]
    lines = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    found = [json.loads(line) for line in lines if '"executable":"' in line]
    return next(line["executable"] for line in found if line["target"]["name"] == "graph")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=pathlib.Path, default=PROJECT)
    parser.add_argument("--townships", default="5,100,1100")
    parser.add_argument("--vary", type=int, default=20, help="one duty in so many has a name of its own; 0: none")
    options = parser.parse_args()
    program = build()
    first = None
    print("townships   duties  groups  read s  graph s  cpu s  same  µs a duty  growth  peak MB  of it reading")
    for count in map(int, options.townships.split(",")):
        got = measure(program, options.source, count, options.vary)
        cost = got["cpu_s"] / got["duties"] * 1e6
        first = first or cost
        print(
            f"{got['townships']:9} {got['duties']:8} {got['groups']:7} {got['load_s']:7.2f} {got['graph_s']:8.2f} {got['cpu_s']:6.2f} {got['same_cpu_s']:5.2f} "
            f"{cost:10.1f} {cost / first:7.2f} {got['peak_kb'] / 1024:8.0f} {got['load_kb'] / 1024:14.0f}"
        )
        if got["problems"]:
            print(f"          {got['problems']} problems of form")


if __name__ == "__main__":
    main()
