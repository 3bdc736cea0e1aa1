// The server's clock as this page knows it, and the time that is left. The computer's own clock may
// be an hour off, so it never orders or measures anything here.
"use strict";

window.casekit ??= {};

(() => {
  const MINUTE = 60000;
  const SAID = [10, 5, 1];                       // the minutes left that are announced
  const HIDDEN = "casekit-timer-hidden";

  // `data-now` is the moment at which the server wrote the page, so this clock is never ahead of the
  // server's; each reply sets it forward when it had fallen behind (a computer that slept).
  casekit.makeClock = (words) => {
    const [page] = performance.getEntriesByType("navigation");
    let offset = Number(words.now) - (page?.responseStart || performance.now());
    const now = () => Math.floor(offset + performance.now());
    return {
      now,
      due: Number(words.due) || null,
      grace: Number(words.grace || 0) * 1000,
      hear(moment) { offset = Math.max(offset, moment - performance.now()); },
      left() { return this.due === null ? Infinity : this.due - now(); },
    };
  };

  // Seconds by which the computer's clock went further than this page's: it slept meanwhile.
  function makeSleepWatch() {
    let [wall, steady] = [Date.now(), performance.now()];
    return () => {
      const lost = (Date.now() - wall) - (performance.now() - steady);
      [wall, steady] = [Date.now(), performance.now()];
      return lost / 1000;
    };
  }

  const stored = () => {
    try { return localStorage.getItem(HIDDEN) === "1"; } catch { return false; }
  };

  function words(left) {
    if (left > 5 * MINUTE) return casekit.word("minutes-left", { n: Math.ceil(left / MINUTE) });
    const seconds = Math.max(0, Math.ceil(left / 1000));
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    return casekit.word("time-left", { time: clock });
  }

  // Shows the time that is left, says it at 10, 5 and 1 minutes, and calls `onDue` once at the end;
  // `onWake` when the computer has slept and the server should be asked what time it is.
  casekit.startTimer = (clock, { onDue, onWake }) => {
    const box = document.getElementById("timer");
    const [text, button] = box.querySelectorAll("[data-part]");
    const said = document.getElementById("timer-said");
    const slept = makeSleepWatch();
    let last = clock.left();
    let isOver = false;

    function dress() {
      const isHidden = stored();
      text.hidden = isHidden;
      button.textContent = casekit.word(isHidden ? "timer-show" : "timer-hide");
      button.ariaLabel = casekit.word(isHidden ? "timer-show" : "timer-hide-it");
    }

    function tick() {
      if (slept() > 5) onWake();
      const left = clock.left();
      box.hidden = left === Infinity;
      if (left === Infinity) return;
      const shown = words(left);
      if (text.textContent !== shown) text.textContent = shown;
      const passed = SAID.filter((n) => left <= n * MINUTE && last > n * MINUTE).pop();
      if (passed) said.textContent = casekit.word(`left-${passed}`);
      last = left;
      if (left > 0) isOver = false;              // more time was given meanwhile
      else if (!isOver) {
        isOver = true;
        onDue();
      }
    }

    button.addEventListener("click", () => {
      try { localStorage.setItem(HIDDEN, stored() ? "0" : "1"); } catch { /* not remembered */ }
      dress();
    });
    document.addEventListener("visibilitychange", tick);
    dress();
    tick();
    setInterval(tick, 1000);
  };
})();
