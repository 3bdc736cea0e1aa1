// Marks on the review page the questions that were flagged in this browser.
"use strict";

(() => {
  const list = document.querySelector("[data-flags]");
  if (!list) return;
  let flags = [];
  try { flags = JSON.parse(localStorage.getItem(`casekit-flags-${list.dataset.flags}`)) ?? []; } catch { return; }
  for (const id of flags) {
    const mark = list.querySelector(`[data-question="${CSS.escape(id)}"] .flagged`);
    if (mark) mark.hidden = false;
  }
})();
