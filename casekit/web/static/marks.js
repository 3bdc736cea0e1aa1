// Marking: whoever writes points means them, and whoever chooses a level means that.
"use strict";

(() => {
  const form = document.getElementById("marks");
  if (!form) return;

  form.addEventListener("input", ({ target }) => {
    const row = target.closest("fieldset");
    const own = row?.querySelector("input[name$='-own']");
    if (!own) return;
    const choice = row.querySelector("input[value=own]");
    if (target === own && choice && own.value.trim()) choice.checked = true;
    else if (target.type === "radio" && target.value !== "own") own.value = "";
  });
})();
