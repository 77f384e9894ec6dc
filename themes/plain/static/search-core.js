/* The query engine of the search page: pure but for `load`, which fetches a township's text.
   Defines one global, `qingdanSearch`. Runs in a browser and in a bare JavaScript context.

   Data, given by classic scripts (they work from file:// too):
     qingdanSearch.addIndex({v, townships: [{code, name, county, text}], docs, terms})
       docs:  [name, township, id, printed number, category, [department …]]
       terms: token -> document numbers, each as the difference from the one before it
     qingdanSearch.addText(township, ["text of its first duty", …])

   A word finds a duty when it occurs in its name, category, one of its departments or its text,
   exactly, after folding. Tokens only narrow down where to look. */
(function (global) {
  'use strict';

  var LISTS = { b: 'basic', c: 'coop', r: 'reclaimed' };
  var EXACT = 0, START = 1, NAME = 2, FIELD = 3, TEXT = 4, NOWHERE = 9;
  var OTHER = 0, HANZI = 1, LATIN = 2;

  var index = null;     // as given to addIndex
  var root = '';        // from the search page to the site's root
  var folded = [];      // per document: {name, category, departments}
  var first = [];       // per township: the number of its first document
  var texts = [];       // per township: its texts, once loaded
  var foldedTexts = []; // per document: its folded text
  var postings = new Map();
  var latinTerms = null;
  var termsOf = null;   // hanzi -> terms that contain it
  var waiting = [];     // per township: callbacks while its text loads

  function isHanzi(c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
      (c >= 0x20000 && c <= 0x323AF) || c === 0x3007 || c === 0x3005;
  }

  function kindOf(c) {
    if ((c >= 0x61 && c <= 0x7A) || (c >= 0x30 && c <= 0x39)) return LATIN;
    return isHanzi(c) ? HANZI : OTHER;
  }

  /* Full width to half width, lower case; never changes the length, so that offsets hold. */
  function fold(text) {
    var out = '';
    for (var ch of String(text)) {
      var c = ch.codePointAt(0);
      if (c >= 0xFF01 && c <= 0xFF5E) ch = String.fromCharCode(c - 0xFEE0);
      else if (c === 0x3000) ch = ' ';
      var lower = ch.toLowerCase();
      out += lower.length === ch.length ? lower : ch;
    }
    return out;
  }

  /* Runs of one kind in folded text: [{kind, chars}]. */
  function runs(text) {
    var out = [], run = null;
    for (var ch of text) {
      var kind = kindOf(ch.codePointAt(0));
      if (kind === OTHER) { run = null; continue; }
      if (!run || run.kind !== kind) { run = { kind: kind, chars: [] }; out.push(run); }
      run.chars.push(ch);
    }
    return out;
  }

  function tokensOfRun(run) {
    if (run.kind === LATIN) return [run.chars.join('')];
    if (run.chars.length === 1) return run.chars.slice();
    var out = [];
    for (var i = 0; i + 1 < run.chars.length; i++) out.push(run.chars[i] + run.chars[i + 1]);
    return out;
  }

  /* The tokens of a text in their order, repeated ones too. The builder of the index has the same. */
  function tokens(text) {
    var out = [];
    runs(fold(text)).forEach(function (run) {
      tokensOfRun(run).forEach(function (token) { out.push(token); });
    });
    return out;
  }

  /* The different words of a query, folded. Words of nothing but punctuation and symbols are left out. */
  function words(query) {
    var seen = new Set();
    fold(query).split(/\s+/).forEach(function (word) {
      if (word && /[\p{L}\p{N}]/u.test(word)) seen.add(word);
    });
    return Array.from(seen);
  }

  function documentsOf(term) {
    var found = postings.get(term);
    if (found) return found;
    var deltas = Object.prototype.hasOwnProperty.call(index.terms, term) ? index.terms[term] : [];
    var at = 0;
    found = deltas.map(function (delta) { at += delta; return at; });
    postings.set(term, found);
    return found;
  }

  function union(terms) {
    var all = new Set();
    terms.forEach(function (term) {
      documentsOf(term).forEach(function (doc) { all.add(doc); });
    });
    return all;
  }

  function intersect(a, b) {
    if (a === null) return b;
    var out = new Set();
    a.forEach(function (doc) { if (b.has(doc)) out.add(doc); });
    return out;
  }

  function scanTerms() {
    latinTerms = [];
    termsOf = new Map();
    Object.keys(index.terms).forEach(function (term) {
      if (kindOf(term.charCodeAt(0)) === LATIN) { latinTerms.push(term); return; }
      new Set(term).forEach(function (ch) {
        if (!termsOf.has(ch)) termsOf.set(ch, []);
        termsOf.get(ch).push(term);
      });
    });
  }

  /* Documents that may contain all words: a set, or null for "any". */
  function candidates(list) {
    var found = null;
    for (var word of list) {
      for (var run of runs(word)) {
        var sets = [];
        if (run.kind === LATIN) {
          var typed = run.chars.join('');
          sets.push(union(latinTerms.filter(function (term) { return term.indexOf(typed) >= 0; })));
        } else if (run.chars.length === 1) {
          sets.push(union(termsOf.get(run.chars[0]) || []));
        } else {
          new Set(tokensOfRun(run)).forEach(function (token) { sets.push(new Set(documentsOf(token))); });
        }
        for (var set of sets) {
          found = intersect(found, set);
          if (found.size === 0) return found;
        }
      }
    }
    return found;
  }

  /* How well a word is found without the text. */
  function localRank(doc, word) {
    var f = folded[doc];
    var at = f.name.indexOf(word);
    if (at === 0) return f.name.length === word.length ? EXACT : START;
    if (at > 0) return NAME;
    if (f.category.indexOf(word) >= 0) return FIELD;
    return f.departments.some(function (name) { return name.indexOf(word) >= 0; }) ? FIELD : NOWHERE;
  }

  function foldedText(doc) {
    if (foldedTexts[doc] === undefined) {
      var township = index.docs[doc][1];
      foldedTexts[doc] = fold((texts[township] || [])[doc - first[township]] || '');
    }
    return foldedTexts[doc];
  }

  function hit(doc, rank, verified) {
    var d = index.docs[doc], township = index.townships[d[1]];
    return {
      doc: doc, code: township.code, id: d[2], name: d[0], list: LISTS[d[2].charAt(0)] || '', rank: rank,
      seq: d[3], category: d[4], departments: d[5], township: township.name, county: township.county,
      href: root + township.code + '/' + d[2] + '.html', verified: verified
    };
  }

  /* By rank; among names the shorter one, of which the word is the larger part; then as printed. */
  function ordered(hits) {
    return hits.sort(function (a, b) {
      var shorter = a.rank < FIELD ? a.name.length - b.name.length : 0;
      return a.rank - b.rank || shorter || a.doc - b.doc;
    });
  }

  /* Loads a township's text; `done(ok)`. Replaced in tests. */
  function load(township, done) {
    if (typeof document === 'undefined') { done(false); return; }
    var script = document.createElement('script');
    var timer = setTimeout(function () { finish(false); }, 20000);
    function finish(ok) {
      clearTimeout(timer);
      script.onload = script.onerror = null;
      done(ok);
    }
    script.onload = function () { finish(true); };
    script.onerror = function () { script.remove(); finish(false); };
    script.src = root + index.townships[township].text;
    document.head.appendChild(script);
  }

  function need(township, done) {
    if (texts[township]) { done(); return; }
    if (waiting[township]) { waiting[township].push(done); return; }
    waiting[township] = [done];
    api.load(township, function () {
      var callbacks = waiting[township];
      waiting[township] = null;
      callbacks.forEach(function (callback) { callback(); });
    });
  }

  /* Finds duties. Promises the hits, best first; `callback({done, words, hits, failed})` is called
     with what can be said at once and again at the end. `failed` names townships whose text did not
     load: their hits are those that the index alone suggests, with `verified: false`. */
  function search(query, callback) {
    var list = words(query);
    var report = callback || function () {};
    var hits = [], open = [];
    if (!index || list.length === 0) {
      report({ done: true, words: list, hits: hits, failed: [] });
      return Promise.resolve(hits);
    }
    var whole = fold(query).trim().replace(/\s+/g, ' ');
    var found = candidates(list);
    var all = found === null ? index.docs.map(function (_, doc) { return doc; }) : Array.from(found);
    all.forEach(function (doc) {
      var worst = EXACT, missing = [];
      list.forEach(function (word) {
        var rank = localRank(doc, word);
        if (rank === NOWHERE) missing.push(word);
        else worst = Math.max(worst, rank);
      });
      if (folded[doc].name === whole) hits.push(hit(doc, EXACT, true));
      else if (missing.length === 0) hits.push(hit(doc, worst, true));
      else open.push({ doc: doc, missing: missing });
    });
    ordered(hits);
    if (open.length === 0) {
      report({ done: true, words: list, hits: hits, failed: [] });
      return Promise.resolve(hits);
    }
    report({ done: false, words: list, hits: hits.slice(), failed: [] });
    var townships = Array.from(new Set(open.map(function (o) { return index.docs[o.doc][1]; })));
    return Promise.all(townships.map(function (township) {
      return new Promise(function (resolve) { need(township, resolve); });
    })).then(function () {
      open.forEach(function (o) {
        var township = index.docs[o.doc][1];
        if (!texts[township]) { hits.push(hit(o.doc, TEXT, false)); return; }
        var text = foldedText(o.doc);
        if (o.missing.every(function (word) { return text.indexOf(word) >= 0; })) hits.push(hit(o.doc, TEXT, true));
      });
      ordered(hits);
      var failed = townships.filter(function (township) { return !texts[township]; })
        .map(function (township) { return index.townships[township].name; });
      report({ done: true, words: list, hits: hits, failed: failed });
      return hits;
    });
  }

  /* A text in pieces for marking: [[piece, whether a word is there] …]. */
  function segments(text, list) {
    var low = fold(text), hot = [];
    list.forEach(function (word) {
      for (var at = low.indexOf(word); at >= 0; at = low.indexOf(word, at + word.length)) hot.push([at, at + word.length]);
    });
    hot.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    var out = [], from = 0;
    hot.forEach(function (span) {
      var start = Math.max(span[0], from);
      if (span[1] <= start) return;
      if (start > from) out.push([text.slice(from, start), false]);
      var last = out[out.length - 1];
      if (last && last[1]) last[0] += text.slice(start, span[1]);
      else out.push([text.slice(start, span[1]), true]);
      from = span[1];
    });
    if (from < text.length) out.push([text.slice(from), false]);
    return out;
  }

  /* About `width` characters of the line of a duty's text that has most of the words; empty when
     its text is not loaded or has none. */
  function excerpt(doc, list, width) {
    var township = index.docs[doc][1];
    var text = (texts[township] || [])[doc - first[township]];
    if (!text) return '';
    var best = null, most = 0;
    text.split('\n').forEach(function (line) {
      var low = fold(line), count = 0, at = -1;
      list.forEach(function (word) {
        var here = low.indexOf(word);
        if (here < 0) return;
        count++;
        if (at < 0 || here < at) at = here;
      });
      if (count > most) { most = count; best = { line: line, at: at }; }
    });
    if (!best) return '';
    var chars = Array.from(best.line);
    var size = width || 60;
    if (chars.length <= size) return best.line;
    var centre = Array.from(best.line.slice(0, best.at)).length;
    var start = Math.max(0, Math.min(centre - Math.floor(size / 3), chars.length - size));
    var end = start + size;
    return (start > 0 ? '…' : '') + chars.slice(start, end).join('') + (end < chars.length ? '…' : '');
  }

  function addIndex(data) {
    if (!data || data.v !== 1) return;
    index = data;
    root = data.root || '';
    texts = []; foldedTexts = []; waiting = []; first = [];
    postings = new Map();
    folded = data.docs.map(function (d, doc) {
      if (first[d[1]] === undefined) first[d[1]] = doc;
      return { name: fold(d[0]), category: fold(d[4]), departments: d[5].map(fold) };
    });
    scanTerms();
  }

  function addText(township, list) {
    texts[township] = list;
  }

  var api = {
    addIndex: addIndex, addText: addText, fold: fold, tokens: tokens, words: words, search: search,
    segments: segments, excerpt: excerpt, load: load, ready: function () { return index !== null; }
  };
  global.qingdanSearch = api;
})(typeof globalThis !== 'undefined' ? globalThis : this);
