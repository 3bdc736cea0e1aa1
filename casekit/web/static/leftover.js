// On the result: answers of this attempt that never reached the server, to download and then forget.
"use strict";

(() => {
  const box = document.getElementById("leftover");
  if (!box) return;
  const shelf = casekit.makeShelf(casekit.queueKey(box.dataset));
  const rows = Object.entries(shelf.read());
  const seqs = JSON.parse(box.dataset.seqs);
  const unsent = new Map(rows.filter(([slot, entry]) => entry.seq > (seqs[slot] ?? 0)));
  if (!unsent.size) return void shelf.clear();
  box.hidden = false;
  const [file, forget] = box.querySelectorAll("button");
  file.addEventListener("click", () => casekit.download(box.dataset, unsent, Number(box.dataset.now)));
  forget.addEventListener("click", () => {
    shelf.clear();
    box.hidden = true;
  });
})();
