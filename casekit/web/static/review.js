// The review page: what this browser still keeps is sent first, and only then is it handed in.
"use strict";

(() => {
  const form = document.getElementById("hand-in");
  if (!form) return;

  const rows = [...document.querySelectorAll("[data-question]")];
  const seqs = new Map(rows.map((row) => [row.dataset.question.slice(1), Number(row.dataset.seq ?? 0)]));
  const { queue, say, handIn } = casekit.openSitting(form, seqs, () => {
    form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
  });
  let busy = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;                            // a double click hands in once
    busy = true;
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    const state = await handIn(button?.value ?? "submit");
    if (state === "gone") return;
    busy = false;
    button?.removeAttribute("aria-busy");
    if (state === "away") say(casekit.word("not-handed-in"));
  });
  queue.start();
})();
