// Single keys while answering, with a switch that turns them off.
"use strict";

window.casekit ??= {};

// The switch in the page's help; what it says is remembered for all pages.
casekit.makeKeySwitch = () => {
  const SWITCH = "casekit-keys";
  const button = document.getElementById("keys-switch");
  let isOn = true;
  try { isOn = localStorage.getItem(SWITCH) !== "false"; } catch { /* not remembered */ }
  button.setAttribute("aria-pressed", isOn);
  button.addEventListener("click", () => {
    isOn = !isOn;
    button.setAttribute("aria-pressed", isOn);
    try { localStorage.setItem(SWITCH, isOn); } catch { /* not remembered */ }
  });
  return { isOn: () => isOn };
};

casekit.openKeysHelp = () => {
  const help = document.getElementById("keys");
  help.open = !help.open;
  help.querySelector("summary").focus();
};

casekit.listenToKeys = ({ advance, move, flag, choose }) => {
  const { isOn } = casekit.makeKeySwitch();

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
    if (event.target.matches("input[type='text'], textarea, select")) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);   // by place: AZERTY shifts its digits
    const key = event.key.toLowerCase();
    if (event.repeat) return;                    // a key held down is pressed once
    if (digit) choose(Number(digit[1]) - 1);
    else if (key === "enter" && !event.target.closest("a, button, summary")) advance();
    else if (key === "n") move(1);
    else if (key === "p") move(-1);
    else if (key === "f") flag();
    else if (key === "?") casekit.openKeysHelp();
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", onKey);
};
