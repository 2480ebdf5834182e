"use strict";
// Without this script a number is a link to its first sentence in the list below; with it, all its sentences open
// beside the table, and the list can be searched. Text from outside is never parsed as HTML here: nodes of the page are
// copied, text is set as text; what is unpacked is the same list that Python wrote and escaped.
(() => {
  const byId = (id) => document.getElementById(id);
  const panel = byId("panel");
  if (!panel || !panel.showModal) return;
  const [title, says, body, more] = ["panel-title", "panel-says", "panel-body", "panel-more"].map(byId);
  const evidence = byId("all");
  const words = JSON.parse(byId("wording").textContent);
  const AT_ONCE = 200;

  const number = (value) => value.toLocaleString("en");
  // The words of the page, with strings and nodes in the places for them.
  const say = (key, values = {}) => {
    const [one, several] = words[key];
    const parts = (values.n === 1 ? one : several).split(/\{(\w+)\}/);
    return parts.flatMap((part, i) => {
      if (i % 2 === 0) return part ? [part] : [];
      const value = values[part];
      return typeof value === "number" ? [number(value)] : Array.isArray(value) ? value : [value];
    });
  };
  const counted = (key, n) => say(key, { n });
  const contents = (node) => (node ? [...node.childNodes].map((child) => child.cloneNode(true)) : []);

  // --- the sentences: those of a large page come packed ---

  const unpacked = (async () => {
    const packed = byId("packed");
    if (!packed) return;
    try {
      const bytes = Uint8Array.from(atob(packed.textContent), (char) => char.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      const html = await new Response(stream).text();
      evidence.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
      packed.remove();
    } catch {
      const note = document.createElement("p");
      note.append(...say("too_old"));
      evidence.before(note);
    }
  })();

  // --- the panel ---

  // What a link stands for; null if it is no number.
  const meant = (link) => {
    const cell = link.closest("td");
    const row = link.closest("tr");
    if (link.dataset.t !== undefined) {
      const { t: theme, g: group, s: total } = link.dataset;
      const label = link.closest("li")?.querySelector("strong") || byId("group" + group) || row?.cells[0];
      const where = group === undefined ? say("all_of_them") : contents(label);
      const scope = group === undefined ? "section" : `section[data-g="${group}"]`;
      return { theme, where, scope, total: Number(total), mentions: [link.title] };
    }
    if (!cell || !row || row.dataset.d === undefined) return null;
    const theme = row.closest("table").tHead.rows[0].cells[cell.cellIndex].id.slice(4);
    const section = byId("d" + row.dataset.d);
    const of = (name) => section?.dataset[name]?.split(" ")[theme];
    const values = { mentions: counted("mentions", Number(of("n"))), words: counted("words", Number(section?.dataset.w)) };
    return {
      theme,
      where: contents(row.cells[0].firstChild),
      scope: `#d${row.dataset.d}`,
      total: section?.dataset.s === undefined ? undefined : Number(of("s")),
      mentions: section ? say("mentions_in_words", values) : [],
    };
  };

  let waiting = [];
  const show = (theme) => {
    let list = null;
    for (const item of waiting.splice(0, AT_ONCE)) {
      const section = item.closest("section");
      if (!list || list.dataset.d !== section.id) {
        const heading = document.createElement("h3");
        const link = document.createElement("a");
        link.href = "#" + section.id;
        link.append(...contents(section.querySelector("h3")));
        heading.append(link);
        list = document.createElement("ol");
        list.dataset.d = section.id;
        body.append(heading, list);
      }
      const sentence = item.cloneNode(true);
      sentence.removeAttribute("id");
      sentence.hidden = false;
      sentence.querySelectorAll(":scope > small").forEach((small) => small.remove());
      sentence.querySelectorAll("mark").forEach((mark) => {
        if (!mark.dataset.t.split(" ").includes(theme)) mark.replaceWith(...mark.childNodes);
      });
      list.append(sentence);
    }
    more.hidden = waiting.length === 0;
    more.replaceChildren(...counted("show_more", waiting.length));
  };

  const open = async (link) => {
    await unpacked;
    const { theme, where, scope, total, mentions } = meant(link);
    waiting = [...evidence.querySelectorAll(`:scope > ${scope} li[data-t~="${theme}"]`)];
    const all = counted("sentences", total === undefined ? waiting.length : total);
    const some = total !== undefined && waiting.length < total;
    const sentences = some ? say("panel_some", { shown: waiting.length, sentences: all }) : all;
    const none = some && !waiting.length;
    title.replaceChildren(...contents(byId("full" + theme) || link.closest("tbody")?.querySelector("th")));
    says.replaceChildren(...say("panel_says", { where, mentions, sentences }));
    body.replaceChildren();
    if (none) {
      const note = document.createElement("p");
      note.append(...say("panel_none"));
      body.append(note);
    }
    show(theme);
    more.onclick = () => show(theme);
    panel.showModal();
    panel.scrollTop = 0;
  };

  // To a document or sentence in the list, which a search may have hidden.
  const go = async (id) => {
    await unpacked;
    const target = byId(id);
    if (!target) return;
    if (target.closest("[hidden]")) await clear();
    location.hash = id;
    target.scrollIntoView();
  };

  document.addEventListener("click", (event) => {
    if (event.target === panel) return panel.close(); // beside the panel
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = link.closest("tr[data-d]");
    const target = row && link.closest("th") ? "d" + row.dataset.d : link.hash.slice(1);
    if (panel.contains(link)) {
      panel.close();
    } else if (meant(link)) {
      event.preventDefault();
      open(link);
      return;
    }
    if (/^[ds]\d/.test(target)) {
      event.preventDefault();
      go(target);
    }
  });
  byId("panel-close").addEventListener("click", () => panel.close());

  // --- the keyboard: Space opens as Enter does, arrows go from number to number ---

  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const neighbour = (cell, [down, right]) => {
    const rows = [...cell.closest("table").querySelectorAll("tbody tr:not(.group)")];
    let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
    for (;;) {
      row += down;
      column += right;
      const next = rows[row]?.cells[column];
      if (!next) return null;
      if (next.querySelector("a")) return next.querySelector("a");
    }
  };
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("a");
    if (!link || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === " " && meant(link)) {
      event.preventDefault();
      open(link);
    }
    const cell = link.closest(".heat td, .heat tbody th");
    const next = cell && STEPS[event.key] && neighbour(cell, STEPS[event.key]);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  document.querySelectorAll(".keys").forEach((note) => (note.hidden = !document.querySelector(".heat td a")));

  // Hundreds of thousands of characters less than with a title in each cell.
  document.addEventListener("pointerover", (event) => {
    const link = event.target.closest?.(".heat td a");
    if (!link || link.title) return;
    const found = meant(link);
    if (found) link.title = found.mentions.flat().join("");
  });

  // --- the search ---

  const search = byId("search");
  const fields = ["text", "theme", "group", "document"].map((name) => byId("search-" + name));
  const [text, theme, group, named] = fields;
  const status = byId("search-says");
  const plain = (value) => value.normalize("NFKC").toLowerCase();
  let entries = null;
  const index = () =>
    [...evidence.querySelectorAll(":scope > section")].map((section) => ({
      section,
      name: plain(section.querySelector("h3").textContent),
      items: [...section.querySelectorAll("li")].map((item) => ({
        item,
        text: plain(item.firstElementChild.textContent),
        themes: item.dataset.t.split(" "),
      })),
    }));
  const find = async () => {
    await unpacked;
    entries ||= index();
    const wanted = plain(text.value).split(/\s+/).filter(Boolean);
    const document_ = plain(named.value).trim();
    const active = wanted.length || document_ || theme.value || group?.value;
    let [found, all] = [0, 0];
    for (const { section, name, items } of entries) {
      const here = (!group?.value || section.dataset.g === group.value) && (!document_ || name.includes(document_));
      let some = false;
      for (const { item, text: said, themes } of items) {
        const hit =
          here && (!theme.value || themes.includes(theme.value)) && wanted.every((word) => said.includes(word));
        if (item.hidden === hit) item.hidden = !hit;
        some ||= hit;
        found += hit;
        all += 1;
      }
      section.hidden = Boolean(active) && !some;
    }
    status.replaceChildren(...say("found", { n: found, all }));
  };
  const clear = () => {
    fields.forEach((field) => field && (field.value = ""));
    return find();
  };
  let later = 0;
  search.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(find, 150);
  });
  byId("search-clear").addEventListener("click", () => {
    clear();
    text.focus();
  });
  search.hidden = !evidence.querySelector("li");
  // A browser keeps what was typed when the page is loaded again.
  if (fields.some((field) => field?.value)) find();
})();
