// The fields of one question, read and written as a set: whatever its type, all of them travel.
"use strict";

window.casekit ??= {};

(() => {
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";

  casekit.slotOf = (name) => /^s(\d+)-/.exec(name ?? "")?.[1];

  casekit.fieldsIn = (form, slot) =>
    [...form.elements].filter((field) => casekit.slotOf(field.name) === slot && !field.matches("button"));

  // What a form would send for the question: [name, value] pairs, blanks included.
  casekit.readFields = (form, slot) => casekit.fieldsIn(form, slot)
    .filter((field) => !isTicked(field) || field.checked)
    .map((field) => [field.name, field.value]);

  casekit.writeFields = (form, slot, pairs) => {
    const left = pairs.map(([name, value]) => ({ name, value }));
    for (const field of casekit.fieldsIn(form, slot)) {
      const is = (pair) => pair.name === field.name && (!isTicked(field) || pair.value === field.value);
      const at = left.findIndex(is);
      if (isTicked(field)) field.checked = at >= 0;
      else if (at >= 0) field.value = left[at].value;
      if (at >= 0) left.splice(at, 1);
    }
  };

  // A menu shows its first entry when none was marked.
  const firstValue = (menu) =>
    ([...menu.options].find((option) => option.defaultSelected) ?? menu.options[0])?.value;

  // Whether the question was changed before this script could hear of it.
  casekit.isChanged = (form, slot) => casekit.fieldsIn(form, slot).some((field) => {
    if (isTicked(field)) return field.checked !== field.defaultChecked;
    return field.value !== (field.matches("select") ? firstValue(field) : field.defaultValue);
  });

  // The answer as the page shows it, for people to read.
  function wordsOf(field) {
    if (field.matches("textarea")) return field.value.trim();
    if (!isTicked(field)) {
      const said = field.matches("select") ? field.value && field.selectedOptions[0].text : field.value;
      const asked = field.getAttribute("aria-label") ?? (field.matches("select") && field.labels[0]?.textContent);
      return tidy(said) && [tidy(asked || ""), tidy(said)].filter(Boolean).join(": ");
    }
    const row = field.closest("label, .choice");
    const part = field.closest("fieldset")?.querySelector("legend:not(.stem)");
    return [tidy(part?.textContent), tidy(row?.textContent)].filter(Boolean).join(": ");
  }

  casekit.readAnswer = (form, slot, question) => ({
    fields: casekit.readFields(form, slot),
    label: tidy(question.querySelector("h2").textContent),
    stem: tidy(question.querySelector(".stem")?.textContent),
    words: casekit.fieldsIn(form, slot)
      .filter((field) => field.type !== "hidden" && (!isTicked(field) || field.checked))
      .map(wordsOf).filter(Boolean).join("\n"),
  });
})();
