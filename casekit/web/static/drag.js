// Steps to be put in order: dragged with mouse or finger, or moved by their buttons, they number
// their own menus. What is sent is what the menus say, as without this script.
"use strict";

window.casekit ??= {};

(() => {
  const menuOf = (step) => step.querySelector("select");
  const stepsIn = (list) => [...list.children];
  const isOpen = (list) => !list.querySelector("select:disabled");

  function told(step) {
    const list = step.parentElement;
    const words = { step: step.querySelector(".text").textContent.trim(), place: menuOf(step).value };
    list.closest("fieldset").querySelector("[data-told-here]").textContent =
      list.dataset.told.replace(/\{(step|place)\}/g, (whole, key) => words[key]);
  }

  function number(step) {
    stepsIn(step.parentElement).forEach((each, i) => { menuOf(each).value = i + 1; });
    ["input", "change"].forEach((kind) => menuOf(step).dispatchEvent(new Event(kind, { bubbles: true })));
    told(step);
  }

  // Rows stand in the order of their places as soon as each has one of its own.
  function sort(list) {
    const places = stepsIn(list).map((step) => Number(menuOf(step).value));
    if (places.includes(0) || new Set(places).size < places.length) return;
    const held = document.activeElement;
    const sorted = stepsIn(list).sort((a, b) => menuOf(a).value - menuOf(b).value);
    if (sorted.every((step, i) => step === list.children[i])) return;
    list.append(...sorted);
    if (list.contains(held)) held.focus({ preventScroll: true });
  }

  casekit.sortSteps = (root) => root.querySelectorAll("[data-order]").forEach(sort);

  document.addEventListener("change", (event) => {
    const list = event.target.closest?.("[data-order]");
    if (list) sort(list);
  });

  // -- by button ---------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    const step = button?.closest("[data-order] > *");
    if (!step || !isOpen(step.parentElement)) return;
    const up = button.dataset.move === "-1";
    const other = up ? step.previousElementSibling : step.nextElementSibling;
    if (other) other[up ? "before" : "after"](step);
    number(step);
    button.focus({ preventScroll: true });
  });

  // -- by mouse or finger --------------------------------------------------------------------------

  // The others move around the step that is held: it stays where it is in the document, and so
  // keeps the pointer.
  function follow(step, y) {
    const middle = (row) => { const box = row.getBoundingClientRect(); return box.top + box.height / 2; };
    const { previousElementSibling: above, nextElementSibling: below } = step;
    if (above && y < middle(above)) step.after(above);
    else if (below && y > middle(below)) step.before(below);
    else return;
    follow(step, y);
  }

  document.addEventListener("pointerdown", (event) => {
    const step = event.target.closest("[data-order] > *");
    if (!step || event.button || !event.isPrimary || !isOpen(step.parentElement)) return;
    const isGrip = event.target.closest(".grip");
    if (event.target.closest("select, button") || (event.pointerType !== "mouse" && !isGrip)) return;
    event.preventDefault();                      // no text is selected
    const before = stepsIn(step.parentElement);
    step.classList.add("held");
    const move = (moved) => { if (moved.pointerId === event.pointerId) follow(step, moved.clientY); };
    const end = (ended) => {
      if (ended.pointerId !== event.pointerId) return;
      document.removeEventListener("pointermove", move);
      ["pointerup", "pointercancel"].forEach((kind) => document.removeEventListener(kind, end));
      step.classList.remove("held");
      if (stepsIn(step.parentElement).some((each, i) => each !== before[i])) number(step);
    };
    document.addEventListener("pointermove", move);
    ["pointerup", "pointercancel"].forEach((kind) => document.addEventListener(kind, end));
  });
})();
