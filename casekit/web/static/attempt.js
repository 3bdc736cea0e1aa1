// One question at a time. The page is one working form without this script; with it, moving between
// questions needs no network, and checking a question replaces that question alone.
"use strict";

(() => {
  const form = document.getElementById("attempt");
  if (!form) return;

  const words = form.dataset;
  const steps = document.getElementById("steps").content;
  const keysSwitch = "casekit-keys";
  const flagsKey = `casekit-flags-${words.attempt}`;
  const baseTitle = document.title;
  const questions = () => [...form.querySelectorAll(".question")];
  let current = 0;
  let dirty = false;
  let saving = Promise.resolve();
  let timer = 0;
  const touched = new Set();
  let busy = false;

  const stored = (key, otherwise) => {
    try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; }
  };
  const store = (key, value) => {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* private mode: no flags */ }
  };

  // -- what is shown -------------------------------------------------------------------------

  function dress(question) {
    const number = questions().indexOf(question);
    const actions = steps.cloneNode(true);
    const [previous, next] = ["[data-step='-1']", "[data-step='1']"].map((s) => actions.querySelector(s));
    if (number === 0) previous.hidden = true;
    if (number === questions().length - 1) next.hidden = true;
    if (!question.hasAttribute("data-locked")) next.classList.add("quiet");
    const flag = actions.querySelector(".flag");
    flag.setAttribute("aria-pressed", stored(flagsKey, []).includes(question.id));
    question.querySelector("header").append(flag);
    question.querySelector(".question-actions").append(...actions.children);
  }

  function show(number, { focus = true, arrive = true } = {}) {
    current = Math.max(0, Math.min(number, questions().length - 1));
    questions().forEach((question, i) => { question.hidden = i !== current; });
    const question = questions()[current];
    question.classList.toggle("arriving", arrive);
    const progress = document.getElementById("progress");
    progress.value = current + 1;
    document.title = `${question.querySelector("h2").textContent} - ${baseTitle}`;
    document.getElementById("finish").hidden = current !== questions().length - 1;
    if (focus) {
      question.querySelector("h2").focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }
  }

  function go(number) {
    if (number < 0 || number >= questions().length) return;
    save();
    location.hash = questions()[number].id;      // the browser's Back button walks the questions
    show(number);
  }

  const fromHash = () => questions().findIndex((question) => `#${question.id}` === location.hash);

  // -- talking to the server -------------------------------------------------------------------

  // A page in another tab may know newer answers: only what was changed on this page is sent.
  const isOurs = (name) => touched.has(name) || [...form.elements].some((field) => field.name === name
    && (field.type === "radio" || field.type === "checkbox"
      ? field.checked !== field.defaultChecked : field.value !== field.defaultValue));

  form.addEventListener("formdata", (event) => {
    for (const name of [...event.formData.keys()]) {
      if (/^s\d+-/.test(name) && !isOurs(name)) event.formData.delete(name);
    }
  });

  function post(action, options = {}) {
    const body = new URLSearchParams(new FormData(form));
    body.set("action", action);
    return fetch(form.getAttribute("action"), {  // form.action would be its buttons
      method: "POST", body, headers: { "X-Requested-With": "fetch" }, redirect: "manual", ...options,
    });
  }

  function save() {                              // one after the other, so that the newest lands last
    clearTimeout(timer);
    saving = saving.then(saveNow);
  }

  async function saveNow() {
    if (!dirty) return;
    dirty = false;
    try {
      const reply = await post("save", { keepalive: true });
      if (!reply.ok) return void submitFor(form.querySelector("button[value='save']"));
      tell("");
    } catch {
      dirty = true;
      tell(words.offline);
    }
  }

  async function ask(button) {
    if (busy) return;
    busy = true;
    const question = button.closest(".question");
    const number = questions().indexOf(question);
    const [kind] = button.value.split(":");
    question.querySelectorAll("[name^='s']").forEach((field) => touched.add(field.name));
    button.setAttribute("aria-busy", "true");
    try {
      const reply = await post(button.value);
      if (reply.status !== 200 && reply.status !== 422) return void submitFor(button);
      question.outerHTML = await reply.text();
      const fresh = questions()[number];
      dress(fresh);
      show(number, { focus: false, arrive: false });   // the verdict comes, nothing else moves
      const target = fresh.querySelector(
        { check: ".verdict, .fault", passages: ".passages", hint: ".hint-text" }[kind],
      );
      if (target) {
        target.setAttribute("tabindex", "-1");
        target.focus({ preventScroll: true });
        target.scrollIntoView({ block: "nearest" });
      }
      tell("");
    } catch {
      tell(words.offline);
    } finally {
      busy = false;
      button.removeAttribute("aria-busy");
    }
  }

  function submitFor(button) {                   // the whole page, as without script
    form.removeEventListener("submit", onSubmit);
    form.requestSubmit(button);
  }

  function tell(sentence) {
    const line = document.getElementById("told");
    line.textContent = sentence;
    line.hidden = !sentence;
  }

  function onSubmit(event) {
    const button = event.submitter;
    const kind = (button?.value ?? "save").split(":")[0];
    if (["check", "passages", "hint"].includes(kind)) {
      event.preventDefault();
      ask(button);
    } else if (kind === "save") {                // Enter in a field: check, as it says on the page
      event.preventDefault();
      advance();
    }
  }

  // -- keys ------------------------------------------------------------------------------------

  function advance() {
    const check = questions()[current].querySelector("button[value^='check:']");
    if (check) ask(check);
    else if (current < questions().length - 1) go(current + 1);
    else document.querySelector("#finish button").focus();
  }

  function choose(position) {
    const input = questions()[current].querySelectorAll("input[type='radio'], input[type='checkbox']")[position];
    if (input && !input.disabled) { input.click(); input.focus(); }
  }

  function flag() {
    const question = questions()[current];
    const flags = new Set(stored(flagsKey, []));
    if (!flags.delete(question.id)) flags.add(question.id);
    store(flagsKey, [...flags]);
    question.querySelector(".flag").setAttribute("aria-pressed", flags.has(question.id));
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !stored(keysSwitch, true)) return;
    const typing = event.target.matches("input[type='text'], textarea, select");
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);   // by place: AZERTY shifts its digits
    if (typing) return;
    if (digit) choose(Number(digit[1]) - 1);
    else if (event.key === "Enter" && !event.target.closest("a, button, summary")) advance();
    else if (event.key === "n" || event.key === "N") go(current + 1);
    else if (event.key === "p" || event.key === "P") go(current - 1);
    else if (event.key === "f" || event.key === "F") flag();
    else if (event.key === "?") {
      const help = document.getElementById("keys");
      help.open = !help.open;
      help.querySelector("summary").focus();
    } else return;
    event.preventDefault();
  }

  // -- begin -----------------------------------------------------------------------------------

  form.classList.add("stepped");
  questions().forEach(dress);
  document.querySelectorAll("[data-script]").forEach((part) => { part.hidden = false; });
  const keysButton = document.getElementById("keys-switch");
  keysButton.setAttribute("aria-pressed", stored(keysSwitch, true));
  keysButton.addEventListener("click", () => {
    store(keysSwitch, !stored(keysSwitch, true));
    keysButton.setAttribute("aria-pressed", stored(keysSwitch, true));
  });

  form.addEventListener("submit", onSubmit);
  form.addEventListener("input", (event) => {
    dirty = true;
    touched.add(event.target.name);
    clearTimeout(timer);
    timer = setTimeout(save, 800);
  });
  form.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) go(current + Number(step.dataset.step));
    else if (event.target.closest(".flag")) flag();
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  window.addEventListener("hashchange", () => {
    const number = fromHash();
    if (number >= 0 && number !== current) show(number);
  });

  const faulty = questions().findIndex((question) => question.querySelector(".fault"));
  const open = questions().findIndex((question) => !question.hasAttribute("data-locked"));
  const start = [fromHash(), faulty, open].find((number) => number >= 0) ?? questions().length - 1;
  show(start, { focus: fromHash() >= 0 && faulty < 0 });
})();
