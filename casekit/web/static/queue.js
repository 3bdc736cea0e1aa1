// Answers on their way to the server. What was answered stays here, and in this browser's storage,
// until the server has acknowledged it: a lost network, a crash or a lost session lose nothing.
"use strict";

window.casekit ??= {};

(() => {
  const PATIENCE = 20000;                        // a request without a reply is given up
  const wait = (from, to) => from + Math.random() * (to - from);

  // -- one request and what came of it ------------------------------------------------------------

  // `ok` (with `reply`), `moved`, `signed-out`, `closed`, `refused`, `not-yours`, or `away`: whatever
  // does not come from our server as agreed counts as no connection, and is tried again.
  async function read(reply) {
    if (reply.type === "opaqueredirect") return { kind: "moved" };
    if ([200, 204, 422].includes(reply.status)) return { kind: "ok", reply };
    const said = await reply.json().catch(() => ({}));
    if (reply.status === 401) return { kind: "signed-out", address: said.sign_in };
    if (reply.status === 403 && said.token) return { kind: "old-token", token: said.token };
    if (reply.status === 409 && said.closed) return { kind: "closed", address: said.closed };
    if (reply.status === 413 || (reply.status === 400 && said.refused)) return { kind: "refused" };
    if (reply.status === 404) return { kind: "not-yours" };
    return { kind: "away" };
  }

  casekit.post = async (address, pairs, isRepeat = false) => {
    const tokens = [...document.querySelectorAll("input[name='csrf_token']")];
    const body = new URLSearchParams([["csrf_token", tokens[0].value], ...pairs]);
    const headers = { "X-Requested-With": "fetch" };
    const signal = AbortSignal.timeout?.(PATIENCE);
    let outcome;
    try {
      outcome = await read(
        await fetch(address, { method: "POST", body, headers, redirect: "manual", signal }),
      );
    } catch {
      return { kind: "away" };
    }
    if (outcome.kind !== "old-token") return outcome;
    tokens.forEach((field) => { field.value = outcome.token; });   // the session is a newer one
    return isRepeat ? { kind: "away" } : casekit.post(address, pairs, true);
  };

  // -- what this browser keeps -------------------------------------------------------------------

  // By slot: {seq, fields: [[name, value]], at, label, stem, words}; `words` are for people.
  casekit.makeShelf = (key) => {
    const read = () => {
      try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; }
    };
    let isKept = true;
    function write(entries) {
      try {
        if (Object.keys(entries).length) localStorage.setItem(key, JSON.stringify(entries));
        else localStorage.removeItem(key);
        isKept = true;
      } catch { isKept = false; }                // private mode, or full: the page alone has them
    }
    return {
      read,
      isKept: () => isKept,
      put(slot, entry) {                         // other tabs put theirs on the same shelf
        const all = read();
        if (!(all[slot]?.seq > entry.seq)) write({ ...all, [slot]: entry });
      },
      drop(slot, seq) {
        const { [slot]: old, ...others } = read();
        if (old && old.seq <= seq) write(others);
      },
      clear: () => write({}),
    };
  };

  // -- the queue ---------------------------------------------------------------------------------

  // `seqs`: by slot, the number of the newest answer that the server has. `tell` is told what
  // happens: ("saving"), ("saved", now), ("reached") when there was nothing to save, ("away"),
  // ("signed-out", address), ("closed", address), ("not-yours"), ("newer", entry), ("refused", entry).
  casekit.makeQueue = ({ key, address, clock, seqs, tell }) => {
    const shelf = casekit.makeShelf(key);
    const pending = new Map();
    const refused = new Map();                   // what the server would not read: to download
    let timer = 0;
    let isHurried = false;
    let failures = 0;
    let isClosed = false;
    let isProbe = false;
    let beaconed = 0;
    let isSignedOut = false;
    let running = Promise.resolve("empty");
    let next = null;                             // the flush that waits for the running one

    for (const [slot, entry] of Object.entries(shelf.read())) {
      if (entry.seq <= (seqs.get(slot) ?? 0)) shelf.drop(slot, entry.seq);
      else (entry.refused ? refused : pending).set(slot, entry);
    }

    function put(slot, answer) {
      const last = Math.max(seqs.get(slot) ?? 0, pending.get(slot)?.seq ?? 0);
      const entry = { ...answer, seq: Math.max(clock.now(), last + 1), at: clock.now() };
      pending.set(slot, entry);
      refused.delete(slot);
      shelf.put(slot, entry);
      if (isClosed) return;
      if (!failures) tell("saving");
      plan(isLong(entry) ? wait(4000, 8000) : wait(400, 1200));
    }

    // A long text is sent whole each time: while it is being written this browser keeps it.
    const isLong = ({ fields }) => fields.some(([, value]) => value.length > 400);

    // The first change sets the time, later ones ride along; a retry is not hurried by typing.
    function plan(delay) {
      if (!timer && !isClosed) timer = setTimeout(flush, delay);
    }

    function hurry() {
      if (!pending.size || failures || isClosed || isHurried) return;
      isHurried = true;
      clearTimeout(timer);
      timer = setTimeout(flush, wait(20, 150));
    }

    function acknowledge(slot, seq) {
      seqs.set(slot, Math.max(seqs.get(slot) ?? 0, seq));
      shelf.drop(slot, seq);
      if (pending.get(slot)?.seq <= seq) pending.delete(slot);
    }

    // Sends everything, one request at a time; `probe` asks the server even with nothing to send.
    function flush(probe = false) {
      clearTimeout(timer);
      timer = 0;
      isHurried = false;
      isProbe ||= probe === true;
      next ??= running.then(() => {
        next = null;
        running = isClosed ? Promise.resolve("closed") : send();
        return running;
      });
      return next;
    }

    async function send() {
      const batch = [...pending];
      if (!batch.length && !isProbe) return "empty";
      isProbe = false;
      let outcome = await ask(batch);
      if (outcome.kind === "refused" && batch.length) outcome = await sendEach(batch);
      return conclude(outcome, batch.length);
    }

    async function ask(batch) {
      const outcome = await casekit.post(address, [["action", "save"], ...fieldsOf(batch)]);
      if (outcome.kind !== "ok") return outcome;
      const said = await outcome.reply.json().catch(() => null);
      if (!said?.slots) return { kind: "away" };   // not our server: a network's own page
      hear(said, batch);
      const isHeard = batch.every(([slot, entry]) => pending.get(slot)?.seq !== entry.seq);
      return { kind: isHeard ? "ok" : "away", now: said.now };
    }

    function hear(said, batch) {
      clock.hear(said.now);
      if (said.due !== undefined) clock.due = said.due;
      for (const [slot, entry] of batch) {
        const { state, seq } = said.slots[slot] ?? {};
        if (!["saved", "newer", "locked"].includes(state)) continue;
        // What has not changed since it was saved keeps its old number on the server.
        acknowledge(slot, Math.max(seq, entry.seq));
        if (state === "newer") tell("newer", entry);
      }
    }

    // One answer that the server cannot read must not hold up the others.
    async function sendEach(batch) {
      let outcome = { kind: "ok", now: clock.now() };
      for (const [slot, entry] of batch) {
        const alone = await ask([[slot, entry]]);
        if (alone.kind === "refused") {
          refused.set(slot, entry);
          if (pending.get(slot)?.seq === entry.seq) pending.delete(slot);
          shelf.put(slot, { ...entry, refused: true });
          tell("refused", entry);
        } else {
          outcome = alone;
          if (alone.kind !== "ok") break;
        }
      }
      return outcome;
    }

    function conclude({ kind, now, address: where }, count) {
      isSignedOut = kind === "signed-out";
      if (kind === "ok") {
        failures = 0;
        if (pending.size) plan(wait(400, 1200));   // what was changed meanwhile
        tell(count ? "saved" : "reached", now);
        return pending.size ? "more" : "empty";
      }
      if (kind === "closed") close();
      else plan(Math.min(30000, 1000 * 2 ** failures) * wait(0.5, 1) + 500);
      failures = Math.min(failures + 1, 5);
      tell(kind === "refused" || kind === "moved" ? "away" : kind, where);
      return kind;
    }

    function close() {
      isClosed = true;
      clearTimeout(timer);
    }

    return {
      put, hurry, flush, acknowledge, close,
      pending: () => pending,
      refused: () => refused,
      unsent: () => new Map([...refused, ...pending]),
      isKept: shelf.isKept,
      resume() { if (pending.size && !isClosed) flush(); },
      start() { if (pending.size) plan(wait(0, 400)); },
      settle() {                                 // after a request that went its own way
        failures = 0;
        if (!pending.size) tell("saved", clock.now());
      },
      beacon() {                                 // the page may be on its way out: no reply is read
        const newest = Math.max(...[...pending.values()].map((entry) => entry.seq));
        if (!pending.size || isClosed || isSignedOut || newest === beaconed) return;
        beaconed = newest;
        const token = document.querySelector("input[name='csrf_token']").value;
        const pairs = [["csrf_token", token], ["action", "save"], ["via", "beacon"]];
        const send = (batch) =>
          navigator.sendBeacon?.(address, new URLSearchParams([...pairs, ...fieldsOf(batch)]));
        // Beacons have a size: what is too long for one stays in this browser's storage.
        if (!send([...pending])) [...pending].forEach((entry) => send([entry]));
      },
    };
  };

  const fieldsOf = (batch) =>
    batch.flatMap(([slot, entry]) => [[`n${slot}`, entry.seq], ...entry.fields]);
  casekit.fieldsOf = fieldsOf;
})();
