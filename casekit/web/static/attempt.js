// One question at a time. The page is one working form without this script; with it, moving between
// questions needs no network, and checking a question replaces that question alone.
"use strict";

(() => {
  const form = document.getElementById("attempt");
  if (!form) return;

  const words = form.dataset;
  const steps = document.getElementById("steps").content;
  const baseTitle = document.title;
  const questions = () => [...form.querySelectorAll(".question")];
  const slotOf = (question) => question.id.slice(1);
  const questionOf = (slot) => document.getElementById(`q${slot}`);
  const flags = new Map();                       // flags on their way: by slot, set or not
  let current = 0;
  let busy = false;
  let isOver = false;

  const seqs = new Map(questions().map((q) => [slotOf(q), Number(q.dataset.seq ?? 0)]));
  const { queue, say } = casekit.openSitting(form, seqs, () => {
    isOver = true;
    const answering = "input:not([type='hidden']), textarea, select, button[name='action']";
    form.querySelectorAll(answering).forEach((field) => { field.disabled = true; });
  });

  // -- what is shown -------------------------------------------------------------------------

  function dress(question) {
    const number = questions().indexOf(question);
    const actions = steps.cloneNode(true);
    const [previous, next] = ["[data-step='-1']", "[data-step='1']"].map((s) => actions.querySelector(s));
    if (number === 0) previous.hidden = true;
    if (number === questions().length - 1) next.hidden = true;
    const isOpen = question.querySelector("button[value^='check:']");
    if (isOpen) next.classList.add("quiet");
    question.querySelector(".question-actions").append(...actions.children);
    casekit.countWords(question);
    const flagged = flags.get(slotOf(question));
    if (flagged !== undefined) showFlag(question, flagged);
  }

  function show(number, { focus = true, arrive = true } = {}) {
    current = Math.max(0, Math.min(number, questions().length - 1));
    questions().forEach((question, i) => { question.hidden = i !== current; });
    const question = questions()[current];
    question.classList.toggle("arriving", arrive);
    document.getElementById("progress").value = current + 1;
    document.title = `${question.querySelector("h2").textContent} - ${baseTitle}`;
    document.getElementById("finish").hidden = current !== questions().length - 1;
    if (focus) {
      question.querySelector("h2").focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }
  }

  function go(number) {
    if (number < 0 || number >= questions().length) return;
    if (queue.pending().size) queue.flush();
    location.hash = questions()[number].id;      // the browser's Back button walks the questions
    show(number);
  }

  const fromHash = () => questions().findIndex((question) => `#${question.id}` === location.hash);

  // -- answers ---------------------------------------------------------------------------------

  function keep(slot) {
    const answer = casekit.readAnswer(form, slot, questionOf(slot));
    if (answer.fields.length) queue.put(slot, answer);   // no radio button chosen: nothing to say
  }

  // What this browser has and the server has not is put back into the page.
  function putBack(slot) {
    const entry = queue.pending().get(slot);
    if (entry) casekit.writeFields(form, slot, entry.fields);
    casekit.sortSteps(questionOf(slot));
  }

  // A page in another tab may know newer answers: only what was changed on this page is sent.
  form.addEventListener("formdata", ({ formData }) => {
    const waiting = queue.pending();
    const isOurs = (name) => !casekit.slotOf(name) || waiting.has(casekit.slotOf(name));
    [...formData.keys()].filter((name) => !isOurs(name)).forEach((name) => formData.delete(name));
    waiting.forEach((entry, slot) => formData.set(`n${slot}`, entry.seq));
  });

  // -- talking to the server -------------------------------------------------------------------

  async function ask(button) {
    if (busy || isOver) return;
    busy = true;
    const question = button.closest(".question");
    const slot = slotOf(question);
    const [kind] = button.value.split(":");
    if (kind === "check") keep(slot);            // what is seen here is what is checked
    button.setAttribute("aria-busy", "true");
    const entry = queue.pending().get(slot);
    const sent = entry ? casekit.fieldsOf([[slot, entry]]) : [];
    const outcome = await casekit.post(words.save, [["action", button.value], ...sent]);
    busy = false;
    button.removeAttribute("aria-busy");
    if (outcome.kind !== "ok" || !replace(question, await outcome.reply.text(), kind)) {
      if (["refused", "moved"].includes(outcome.kind)) return void submitFor(button);
      if (["ok", "away"].includes(outcome.kind)) say(casekit.word("unreachable"));
      queue.flush(true);                         // says what is wrong, and tries again
    }
  }

  // Puts the server's question in the place of the one shown; false when this is not one.
  function replace(question, html, kind) {
    const part = document.createElement("template");
    part.innerHTML = html;
    const fresh = part.content.querySelector(`#${question.id}`);
    if (!fresh) return false;
    const slot = slotOf(question);
    question.replaceWith(fresh);
    queue.acknowledge(slot, Number(fresh.dataset.seq ?? 0));
    putBack(slot);                               // what was typed meanwhile
    dress(fresh);
    show(questions().indexOf(fresh), { focus: false, arrive: false });   // nothing else moves
    const target = fresh.querySelector(
      { check: ".verdict, .fault", passages: ".passages", hint: ".hint-text" }[kind],
    );
    if (target) {
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest" });
    }
    say("");
    queue.settle();
    return true;
  }

  function submitFor(button) {                   // the whole page, as without script
    form.removeEventListener("submit", onSubmit);
    form.requestSubmit(button);
  }

  async function review(button) {
    if (busy || isOver) return;
    busy = true;
    button.setAttribute("aria-busy", "true");
    let state = await queue.flush(true);
    for (let again = 0; state === "more" && again < 5; again += 1) state = await queue.flush(true);
    busy = false;
    button.removeAttribute("aria-busy");
    if (state === "empty") location.assign(words.review);
    else if (state === "away") say(casekit.word("stay"));
  }

  function onSubmit(event) {
    const button = event.submitter;
    const kind = (button?.value ?? "save").split(":")[0];
    event.preventDefault();
    if (["check", "passages", "hint"].includes(kind)) ask(button);
    else if (kind === "review") review(button);
    else if (["flag", "unflag"].includes(kind)) flag(button.closest(".question"));
    else advance();                              // Enter in a field: check, as it says on the page
  }

  // -- flags -----------------------------------------------------------------------------------

  function showFlag(question, isSet) {
    const button = question.querySelector(".flag");
    if (!button) return;                         // a checked question has none
    button.setAttribute("aria-pressed", isSet);
    button.value = `${isSet ? "unflag" : "flag"}:${slotOf(question)}`;
  }

  function flag(question) {
    const button = question.querySelector(".flag");
    if (isOver || !button) return;
    const isSet = button.getAttribute("aria-pressed") !== "true";
    showFlag(question, isSet);
    flags.set(slotOf(question), isSet);
    sendFlags();
  }

  async function sendFlags() {
    for (const [slot, isSet] of flags) {
      const { kind } = await casekit.post(words.save, [["action", `${isSet ? "flag" : "unflag"}:${slot}`]]);
      if (kind !== "ok") return;                 // with the next change of the connection
      if (flags.get(slot) === isSet) flags.delete(slot);
    }
  }

  // -- keys ------------------------------------------------------------------------------------

  // The first part that is still empty, where a question has several.
  function emptyPart() {
    const parts = [...questions()[current].querySelectorAll("[data-parts] :is(input[type='text'], select)")];
    return parts.length > 1 ? parts.find((part) => !part.value && !part.disabled) : undefined;
  }

  function advance() {
    if (busy) return;
    const check = questions()[current].querySelector("button[value^='check:']");
    const part = check && emptyPart();
    if (part) part.focus();                      // nothing is checked half done by surprise
    else if (check) ask(check);
    else if (current < questions().length - 1) go(current + 1);
    else document.querySelector("#finish button").focus();
  }

  casekit.listenToKeys({
    advance,
    move: (step) => go(current + step),
    flag: () => flag(questions()[current]),
    choose(position) {
      const input = questions()[current].querySelectorAll("input[type='radio'], input[type='checkbox']")[position];
      if (input && !input.disabled) { input.click(); input.focus(); }
    },
  });

  // -- begin -----------------------------------------------------------------------------------

  form.classList.add("stepped");
  questions().forEach(dress);
  for (const slot of seqs.keys()) {
    if (queue.pending().has(slot)) putBack(slot);
    else if (casekit.isChanged(form, slot)) keep(slot);
  }

  form.addEventListener("submit", onSubmit);
  form.addEventListener("input", (event) => {
    const slot = casekit.slotOf(event.target.name);
    if (slot && !isOver) keep(slot);
  });
  form.addEventListener("change", queue.hurry);
  form.addEventListener("focusout", queue.hurry);
  form.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) go(current + Number(step.dataset.step));
  });
  window.addEventListener("online", sendFlags);
  window.addEventListener("focus", sendFlags);
  window.addEventListener("hashchange", () => {
    const number = fromHash();
    if (number >= 0 && number !== current) show(number);
  });

  const faulty = questions().findIndex((question) => question.querySelector(".fault"));
  const open = questions().findIndex((question) => !question.hasAttribute("data-locked"));
  const start = [fromHash(), faulty, open].find((number) => number >= 0) ?? questions().length - 1;
  show(start, { focus: fromHash() >= 0 && faulty < 0 });
  queue.start();
})();
