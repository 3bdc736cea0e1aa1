// Single keys while answering, with a switch that turns them off.
"use strict";

window.casekit ??= {};

casekit.listenToKeys = ({ advance, move, flag, choose }) => {
  const SWITCH = "casekit-keys";
  const help = document.getElementById("keys");
  const button = document.getElementById("keys-switch");
  let isOn = true;
  try { isOn = localStorage.getItem(SWITCH) !== "false"; } catch { /* not remembered */ }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !isOn) return;
    if (event.target.matches("input[type='text'], textarea, select")) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);   // by place: AZERTY shifts its digits
    const key = event.key.toLowerCase();
    if (event.repeat) return;                    // a key held down is pressed once
    if (digit) choose(Number(digit[1]) - 1);
    else if (key === "enter" && !event.target.closest("a, button, summary")) advance();
    else if (key === "n") move(1);
    else if (key === "p") move(-1);
    else if (key === "f") flag();
    else if (key === "?") {
      help.open = !help.open;
      help.querySelector("summary").focus();
    } else return;
    event.preventDefault();
  }

  button.setAttribute("aria-pressed", isOn);
  button.addEventListener("click", () => {
    isOn = !isOn;
    button.setAttribute("aria-pressed", isOn);
    try { localStorage.setItem(SWITCH, isOn); } catch { /* not remembered */ }
  });
  document.addEventListener("keydown", onKey);
};
