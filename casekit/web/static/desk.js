// Reloads the page when the course's files have changed, so that an edit is seen where it is shown.
"use strict";

(() => {
  const watched = document.querySelector("[data-state-url]");
  if (!watched) return;
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const state = await (await fetch(watched.dataset.stateUrl)).json();
      if (state.digest !== watched.dataset.digest) location.reload();
    } catch { /* the server is away: try again */ }
  }, 1500);
})();
