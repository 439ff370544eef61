// Helps for filling in a report. Every page works without them.
"use strict";

// What is wrong comes first, for the eye and for a screen reader.
document.querySelector("[data-focus]")?.focus();

// A form whose entries nothing else keeps (keeping.js does): whoever leaves it is asked; a click counts once.
function warnBeforeLeaving(form) {
  const state = form.querySelector("p[data-unsaved]");
  let changed = form.hasAttribute("data-changed");
  let sent = false;
  const tell = () => {
    if (state && changed) state.textContent = state.dataset.unsaved;
  };
  tell();
  form.addEventListener("input", () => {
    changed = true;
    tell();
  });
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    changed = false;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

for (const form of document.querySelectorAll("form[data-entry]")) {
  if (!form.dataset.keep) warnBeforeLeaving(form);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-save]"));
    }
  });
}

// In a column of numbers, Enter and the arrows go down and up, and a column pasted from a spreadsheet fills it.
for (const column of new Set(Array.from(document.querySelectorAll("input[data-column]"), (input) => input.dataset.column))) {
  const cells = Array.from(document.querySelectorAll(`input[data-column="${column}"]`));
  cells.forEach((cell, index) => {
    cell.addEventListener("keydown", (event) => {
      const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const next = cells[index + by];
      if (next) {
        const sector = next.closest("details.sector");
        if (sector) sector.open = true;
        next.focus();
        next.select();
      }
    });
    cell.addEventListener("paste", (event) => {
      const values = event.clipboardData.getData("text").replace(/\r?\n$/, "").split(/\r?\n/);
      if (values.length < 2) return;
      event.preventDefault();
      values.slice(0, cells.length - index).forEach((value, offset) => {
        cells[index + offset].value = value.split("\t")[0].trim();
      });
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

// A notation key wants its explanation: unfold it.
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-key]") && event.target.value) {
    event.target.closest(".line").querySelector("details").open = true;
  }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
