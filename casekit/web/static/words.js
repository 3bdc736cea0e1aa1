// How many words a long text has, while it is being written.
"use strict";

window.casekit ??= {};

(() => {
  const WORD = /[\p{L}\p{N}_]+(?:[.,]\p{Nd}+)*/gu;   // as the server counts them
  const rules = new Intl.PluralRules(document.documentElement.lang || "en");

  function tell(field) {
    const output = document.getElementById(field.dataset.count);
    const count = field.value.match(WORD)?.length ?? 0;
    const words = rules.select(count) === "one" ? output.dataset.one : output.dataset.many;
    output.textContent = words.replace(/\d+/, count.toLocaleString(document.documentElement.lang));
    output.hidden = false;
  }

  // Called for each question that is set into the page.
  casekit.countWords = (question) => question.querySelectorAll("[data-count]").forEach(tell);

  document.addEventListener("input", ({ target }) => { if (target.dataset?.count) tell(target); });
})();
