// What the attempt, the review page and the result share: the words, the line that says whether the
// answers are saved, the notices, the file of unsent answers, and handing in.
"use strict";

window.casekit ??= {};

(() => {
  const byId = (id) => document.getElementById(id);
  const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

  casekit.word = (name, values = {}) => byId("words").content
    .querySelector(`[data-word='${name}']`).textContent
    .replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  casekit.queueKey = (words) => `casekit-queue-${words.person}-${words.attempt}`;

  const language = document.documentElement.lang;
  const timeOf = (ms) => new Date(ms).toLocaleTimeString(language);

  // -- the file of unsent answers ----------------------------------------------------------------

  casekit.download = (words, entries, now) => {
    const { word } = casekit;
    const parts = [...entries].sort(([a], [b]) => a - b).map(([, entry]) => [
      entry.label, entry.stem, word("file-answer", { answer: entry.words || word("file-none") }),
      word("file-time", { time: new Date(entry.at).toLocaleString(language) }),
    ].join("\n"));
    const head = [
      word("file-title"), words.title, word("file-attempt", { attempt: words.attempt }),
      word("file-made", { time: new Date(now).toLocaleString(language) }),
    ].join("\n");
    const text = [head, ...parts].join("\n\n").replaceAll("\n", "\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/plain" }));
    link.download = `${word("file-name")}-${words.attempt.slice(0, 8)}.txt`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // -- what is said ------------------------------------------------------------------------------

  function say(sentence) {                       // read aloud; a routine save is not
    const line = byId("told");
    if (line.textContent !== sentence) line.textContent = sentence;
    line.hidden = !sentence;
    byId("saved").hidden = Boolean(sentence);
  }

  // A notice stays until it is withdrawn; `links` are [words, address, in a new tab].
  function notify(name, sentence, links = []) {
    withdraw(name);
    const notice = document.createElement("p");
    notice.dataset.notice = name;
    notice.append(sentence);
    for (const [words, address, isNew] of links) {
      const link = Object.assign(document.createElement("a"), { href: address, textContent: words });
      if (isNew) Object.assign(link, { target: "_blank", rel: "noopener" });
      notice.append(" ", link);
    }
    byId("notices").append(notice);
  }

  const withdraw = (name) => {
    document.querySelectorAll(`[data-notice='${name}']`).forEach((notice) => notice.remove());
  };

  function signInAgain(address) {
    const url = new URL(address, location.href);
    if (!url.searchParams.has("next")) url.searchParams.set("next", location.pathname);
    const { word } = casekit;
    notify("signed-out", word("signed-out"), [
      [word("sign-in"), url.href], [word("new-tab"), url.href, true],
    ]);
  }

  // -- one sitting -------------------------------------------------------------------------------

  // `form` carries the sitting's data; `seqs` what the server has, by slot; `lock` makes the
  // questions readable only. Returns {clock, queue, say, notify, handIn}.
  casekit.openSitting = (form, seqs, lock) => {
    const words = form.dataset;
    const { word } = casekit;
    const clock = casekit.makeClock(words);
    const file = byId("download");
    let fileTimer = 0;
    let isLeaving = false;

    const offer = () => { file.hidden = !queue.unsent().size; };

    function offerLater() {                      // not for a short gap in a hall's network
      fileTimer ||= setTimeout(offer, 20000);
    }

    function endTrouble() {
      clearTimeout(fileTimer);
      fileTimer = 0;
      say("");
      ["signed-out", "not-yours"].forEach(withdraw);
      file.hidden = !queue.refused().size;
    }

    function showSaved(now) {
      byId("saved").textContent = word("saved", { time: timeOf(now) });
      endTrouble();
    }

    const on = {
      saving: () => { byId("saved").textContent = word("saving"); },
      saved: showSaved,
      reached: endTrouble,
      away() {
        const kept = queue.isKept() ? "away" : "away-open";
        say(word(queue.pending().size ? kept : "unreachable"));
        offerLater();
      },
      "signed-out"(address) {
        say(queue.pending().size ? word("unsaved") : "");
        signInAgain(address ?? "/");
        offerLater();
      },
      "not-yours"() {
        notify("not-yours", word("not-yours"));
        offerLater();
      },
      closed(address) {
        lock();
        say("");
        byId("saved").textContent = "";       // it said that it was saving
        ["signed-out", "time-up"].forEach(withdraw);
        const unsent = queue.unsent().size ? "closed-unsent" : "closed";
        notify("closed", word(unsent), [[word("see-result"), address]]);
        offer();
      },
      newer: (entry) => notify("newer", `${entry.label}: ${word("newer")}`, [
        [word("reload"), location.href.split("#")[0]],
      ]),
      refused(entry) {
        notify("refused", `${entry.label}: ${word("refused")}`);
        offer();
      },
    };

    const queue = casekit.makeQueue({
      key: casekit.queueKey(words), address: words.save, clock, seqs,
      tell: (kind, detail) => on[kind](detail),
    });

    // Hands in: "gone" (the page is on its way to the result), or why not.
    async function handIn(action) {
      if (queue.pending().size) {
        const state = await queue.flush();
        if (state !== "empty" && state !== "more") return state;
      }
      const sent = [...queue.pending()];
      const pairs = [["action", action], ...casekit.fieldsOf(sent)];
      const outcome = await casekit.post(words.submit, pairs);
      if (outcome.kind === "moved") {
        const isInTime = clock.left() + clock.grace > 0;
        if (isInTime) sent.forEach(([slot, entry]) => queue.acknowledge(slot, entry.seq));
        leave(words.result);
        return "gone";
      }
      if (outcome.kind === "closed") {
        if (queue.unsent().size) on.closed(outcome.address);
        else leave(outcome.address);
        return "gone";
      }
      if (outcome.kind === "ok") {               // an answer is asked again: the page says which
        location.replace(`${words.review}#errors`);
        if (location.pathname === words.review) location.reload();
        return "gone";
      }
      on[outcome.kind === "refused" ? "away" : outcome.kind](outcome.address);
      return outcome.kind;
    }

    function leave(address) {
      isLeaving = true;
      queue.close();
      location.replace(address);
    }

    // At the end of the time the answers hand themselves in, not all of a hall at once.
    async function endTime() {
      notify("time-up", word("time-up"));
      await wait(Math.random() * 5000);
      lock();
      for (let pause = 1000; clock.left() <= 0; pause = Math.min(pause * 2, 15000)) {
        if (["gone", "closed"].includes(await handIn("due"))) return;
        if (clock.left() + clock.grace < 0) offer();
        await Promise.race([wait(pause * (0.5 + Math.random())), comesBack()]);
      }
      location.reload();                         // more time was given meanwhile
    }

    const comesBack = () => new Promise((resolve) => {
      window.addEventListener("online", resolve, { once: true });
    });

    file.addEventListener("click", () => casekit.download(words, queue.unsent(), clock.now()));
    const ask = () => { if (clock.due === null) queue.resume(); else queue.flush(true); };
    window.addEventListener("online", queue.resume);
    window.addEventListener("focus", queue.resume);
    window.addEventListener("pagehide", queue.beacon);
    window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) queue.beacon();
      else ask();
    });
    // The second half of a double click: on the same question, or on a step to one and from it. A
    // choice and then its button, or the buttons of two questions, are two clicks.
    let before = null;
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const now = button && {
        at: event.timeStamp,
        question: button.closest(".question")?.id,
        isStep: Boolean(button.dataset.step),
      };
      const isAgain = now && before && event.detail > 1 && now.at - before.at < 400
        && (now.question === before.question || (now.isStep && before.isStep));
      before = now;
      if (!isAgain) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
    window.addEventListener("beforeunload", (event) => {
      if (!isLeaving && queue.pending().size && !queue.isKept()) event.preventDefault();
    });

    document.querySelectorAll("[data-script]").forEach((part) => { part.hidden = false; });
    if (words.saved) showSaved(Number(words.saved));
    casekit.startTimer(clock, { onDue: endTime, onWake: () => queue.flush(true) });
    file.hidden = !queue.refused().size;
    return { queue, say, handIn };
  };
})();
