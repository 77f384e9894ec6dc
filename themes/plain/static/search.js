/* The search page. Everything is built with text nodes; the strings come from data-* attributes. */
(function () {
  'use strict';

  var PAGE = 50;

  function start() {
    var engine = window.qingdanSearch;
    var box = document.getElementById('search');
    var input = document.getElementById('q');
    if (!box || !input) return;
    var form = input.form;
    var say = box.dataset;
    var status = box.querySelector('[role="status"]');
    var turn = 0, timer = 0, composing = false, current = null;

    if (!engine || !engine.ready()) {
      status.textContent = say.noIndex;
      return;
    }

    var section = element('section', 'results-section');
    section.setAttribute('aria-label', say.results);
    section.hidden = true;
    var warning = element('p', 'notice');
    warning.hidden = true;
    var list = element('ol', 'results');
    var more = element('button', 'more');
    more.type = 'button';
    more.hidden = true;
    section.append(warning, list, more);
    box.append(section);

    function element(name, className, text) {
      var node = document.createElement(name);
      if (className) node.className = className;
      if (text !== undefined) node.textContent = text;
      return node;
    }

    function marked(node, text, words) {
      engine.segments(text, words).forEach(function (piece) {
        node.append(piece[1] ? element('mark', '', piece[0]) : document.createTextNode(piece[0]));
      });
      return node;
    }

    /* The township no longer does it, and who does. Words are marked in the names alone. */
    function negative(hit, words) {
      var names = hit.departments.join(say.separator);
      var parts = (names ? say.gone : say.goneUnknown).replace('{township}', hit.township).split('{departments}');
      var line = element('p', 'negative', parts[0]);
      if (parts.length > 1) { marked(line, names, words); line.append(parts[1]); }
      return line;
    }

    function item(hit, words) {
      var li = element('li', 'result');
      var head = element('p', 'result-name');
      var link = element('a');
      link.href = hit.href;
      head.append(marked(link, hit.name, words));
      var facts = element('p', 'quiet');
      facts.append(element('span', 'tag tag-' + hit.list, say[hit.list] || hit.list), ' ' + hit.township);
      if (hit.category) { facts.append(' · '); marked(facts, hit.category, words); }
      var gone = hit.list === 'reclaimed';
      if (hit.departments.length && !gone) { facts.append(' · '); marked(facts, hit.departments.join(say.separator), words); }
      li.append(head);
      if (gone) li.append(negative(hit, words));
      li.append(facts);
      var excerpt = hit.rank === 4 ? engine.excerpt(hit.doc, words, 60) : '';
      if (excerpt) li.append(marked(element('p', 'excerpt'), excerpt, words));
      if (!hit.verified) li.append(element('p', 'excerpt', say.unverified));
      return li;
    }

    function showMore() {
      var from = list.children.length;
      current.hits.slice(from, from + PAGE).forEach(function (hit) { list.append(item(hit, current.words)); });
      var rest = current.hits.length - list.children.length;
      more.hidden = rest <= 0;
      more.textContent = say.more.replace('{n}', Math.min(PAGE, rest));
      return from;
    }

    function announce(text) {
      if (status.textContent !== text) status.textContent = text;
    }

    function show(result) {
      current = result;
      list.textContent = '';
      warning.hidden = result.failed.length === 0;
      warning.textContent = result.failed.length ? say.textFailed + result.failed.join(say.separator) : '';
      var count = result.hits.length;
      section.hidden = count === 0 && result.failed.length === 0;
      showMore();
      if (!result.done) { announce(say.loading); return; }
      if (count === 0) { announce(say.none + say.noneTips); return; }
      announce((count === 1 ? say.foundOne : say.found).replace('{n}', count) +
        (count > PAGE ? say.shown.replace('{n}', PAGE) : ''));
    }

    function remember(query) {
      try {
        history.replaceState(null, '', location.pathname + (query ? '?q=' + encodeURIComponent(query) : ''));
      } catch (_) { /* some browsers refuse this on file://, and a lone surrogate cannot be encoded */ }
    }

    function run() {
      clearTimeout(timer);
      var mine = ++turn;
      var query = input.value;
      remember(query.trim());
      if (engine.words(query).length === 0) {
        section.hidden = true;
        announce(query.trim() ? say.punctuation : say.help);
        return;
      }
      engine.search(query, function (result) { if (mine === turn) show(result); });
    }

    function soon() {
      clearTimeout(timer);
      timer = setTimeout(run, 200);
    }

    more.addEventListener('click', function () {
      var next = list.children[showMore()];
      var link = next && next.querySelector('a');
      if (link) link.focus();
    });
    input.addEventListener('compositionstart', function () { composing = true; });
    input.addEventListener('compositionend', function () { composing = false; soon(); });
    input.addEventListener('input', function () { if (!composing) soon(); });
    form.addEventListener('submit', function (event) { event.preventDefault(); run(); });

    var asked = '';
    try { asked = new URLSearchParams(location.search).get('q') || ''; } catch (_) { /* too old a browser */ }
    if (asked) input.value = asked;
    run();
  }

  // Deferred scripts run before this event, the index too: its order among them does not matter.
  if (document.readyState === 'complete') start();
  else document.addEventListener('DOMContentLoaded', start);
})();
