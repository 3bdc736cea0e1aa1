// Reviewing cards by keys, without loading a page for each step. The forms are the page's own: each
// is sent as it stands, and what comes back is set in place of what was there.
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);
  const { isOn } = casekit.makeKeySwitch();
  let isBusy = false;

  // -- one step ----------------------------------------------------------------------------------

  async function ask(form, button) {
    const fields = new URLSearchParams(new FormData(form));
    if (button) fields.append(button.name, button.value);
    const address = form.getAttribute("action");   // `form.action` is its button of that name
    const headers = { "X-Requested-With": "fetch" };
    if (form.method === "get") return fetch(`${address}?${fields}`, { headers });
    return fetch(address, { method: "post", body: fields, headers });
  }

  async function step(form, button) {
    if (isBusy) return;                          // a double click is one
    isBusy = true;
    button?.setAttribute("aria-busy", "true");
    try {
      const reply = await ask(form, button);
      if (reply.status === 503) throw new TypeError("not available");
      if (reply.status === 401) location.href = (await reply.json()).sign_in;
      else show(await reply.text());
    } catch {                                    // no connection: the page stays as it is
      byId("trouble").hidden = false;
    }
    button?.removeAttribute("aria-busy");
    isBusy = false;
  }

  // A page that is none of ours (a refusal, a form to sign in) is met by going there.
  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const next = page.getElementById("study");
    if (!next) return void location.reload();
    byId("study").replaceWith(next);
    byId("trouble").hidden = true;
    document.title = page.title;
    const answer = byId("answer");
    (answer ?? byId("card-title")).focus({ preventScroll: true });
    if (!answer) {
      window.scrollTo(0, 0);
      tell();
    } else if (answer.getBoundingClientRect().top > window.innerHeight * 0.6) {
      answer.scrollIntoView({ block: "start" });   // else the question stays in sight too
    }
  }

  // Said politely with each new card: what has happened, and how many are left.
  function tell() {
    const told = document.querySelector("#study [role='status']");
    const left = byId("left");
    byId("said").textContent = [told, left].filter(Boolean).map((part) => part.textContent.trim())
      .join(" ");
  }

  // -- keys --------------------------------------------------------------------------------------

  const press = (selector) => document.querySelector(selector)?.click();
  const rate = (rating) => press(`#ratings [value='rate:${rating}']`);
  const undo = () => press("#undo button");

  function advance() {
    if (byId("show")) press("#show button");
    else rate(3);
  }

  function onKey(event) {
    if (!isOn() || event.altKey || event.repeat) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key !== "z" || event.shiftKey) return;
      undo();
    } else {
      const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code);   // by place: AZERTY shifts them
      const isOwn = event.target.closest("a, button, summary, input");
      if (digit) rate(digit[1]);
      else if ((key === " " || key === "enter") && !isOwn) advance();
      else if (key === "u") undo();
      else if (key === "?") casekit.openKeysHelp();
      else return;
    }
    event.preventDefault();
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", (event) => {
    if (!event.target.closest("#study")) return;
    event.preventDefault();
    step(event.target, event.submitter);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.querySelectorAll("[data-script]").forEach((part) => { part.hidden = false; });
})();
