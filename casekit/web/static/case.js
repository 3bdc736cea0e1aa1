// On a narrow screen a citation opens its passage in place, under the paragraph that cites it; on a
// wide one the passage already stands in the margin. Without this script it is a link to the list.
"use strict";

(() => {
  const wide = window.matchMedia("(min-width: 1100px)");

  function toggle(cite, event) {
    const passage = document.getElementById(cite.hash.slice(1));
    if (wide.matches || !passage) return;
    event.preventDefault();
    const open = document.getElementById(`${cite.id}-open`);
    cite.setAttribute("aria-expanded", String(!open));
    if (open) return void open.remove();
    const copy = passage.querySelector(".passage, .meta").cloneNode(true);
    copy.id = `${cite.id}-open`;
    copy.setAttribute("tabindex", "-1");
    (cite.closest("p, li, td, figure") ?? cite).after(copy);
    copy.focus({ preventScroll: true });
    copy.scrollIntoView({ block: "nearest" });
  }

  document.querySelectorAll(".narrative a.cite").forEach((cite) => {
    if (!wide.matches) cite.setAttribute("aria-expanded", "false");
    cite.addEventListener("click", (event) => toggle(cite, event));
  });
})();
