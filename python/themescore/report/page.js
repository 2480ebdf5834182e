"use strict";
// Without this script a number is a link to its first sentence in the list below; with it, all its sentences open beside
// the table. Nothing is ever parsed as HTML: nodes of the page are copied, text is set as text.
(() => {
  const panel = document.getElementById("panel");
  if (!panel || !panel.showModal) return;
  const [title, says, body, more] = ["panel-title", "panel-says", "panel-body", "panel-more"].map((id) =>
    document.getElementById(id),
  );
  const AT_ONCE = 200;
  let waiting = [];

  const copy = (selector, fallback) => {
    const source = document.querySelector(selector);
    const node = document.createElement("span");
    if (source) source.childNodes.forEach((child) => node.append(child.cloneNode(true)));
    else node.textContent = fallback;
    return node;
  };

  const show = (theme) => {
    let list = null;
    for (const item of waiting.splice(0, AT_ONCE)) {
      const section = item.closest("section");
      if (!list || list.dataset.d !== section.id) {
        const heading = document.createElement("h3");
        const link = document.createElement("a");
        link.href = "#" + section.id;
        link.append(...copy(`#${section.id} > h3`).childNodes);
        heading.append(link);
        list = document.createElement("ol");
        list.dataset.d = section.id;
        body.append(heading, list);
      }
      const sentence = item.cloneNode(true);
      sentence.removeAttribute("id");
      sentence.querySelectorAll(":scope > small").forEach((small) => small.remove());
      sentence.querySelectorAll("mark").forEach((mark) => {
        if (!mark.dataset.t.split(" ").includes(theme)) mark.replaceWith(...mark.childNodes);
      });
      list.append(sentence);
    }
    more.hidden = waiting.length === 0;
    more.textContent = `Show more (${waiting.length.toLocaleString("en")} left)`;
  };

  const open = (link) => {
    const theme = link.dataset.t;
    const group = link.dataset.g;
    const row = link.closest("tr[data-d]");
    const scope = row ? `#d${row.dataset.d} ` : group ? `#sentences section[data-g="${group}"] ` : "#sentences ";
    waiting = [...document.querySelectorAll(`${scope}li[data-t~="${theme}"]`)];
    title.replaceChildren(...copy(`#full${theme}`).childNodes);
    const where = row
      ? copy(`#d${row.dataset.d} > h3`)
      : group
        ? copy(`#group${group}`)
        : copy(":not(*)", "all documents");
    const count = waiting.length.toLocaleString("en");
    says.replaceChildren(...where.childNodes, `: ${link.title}, ${count} sentence${waiting.length === 1 ? "" : "s"}`);
    body.replaceChildren();
    show(theme);
    more.onclick = () => show(theme);
    panel.showModal();
    panel.scrollTop = 0;
  };

  document.addEventListener("click", (event) => {
    if (event.target === panel) return panel.close(); // beside the panel
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (panel.contains(link)) return panel.close();
    if (!link.dataset.t) return;
    event.preventDefault();
    open(link);
  });
  document.getElementById("panel-close").addEventListener("click", () => panel.close());
})();
