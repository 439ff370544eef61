// Small helps for the whole site. Every page works without them.
"use strict";

// A form that filters sends itself when a choice changes; its button stays for everyone else.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form && form.matches("[data-filters]") && event.target.matches("select, input[type=checkbox]")) {
    form.requestSubmit();
  }
});

// Whoever signs out leaves nothing typed in this browser (see inventories/keeping.js).
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[action*='/logout/']")) return;
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("milepost.typed.")) localStorage.removeItem(key);
    }
  } catch {
    // storage is switched off: nothing is in it
  }
});

// What is folded away on the screen is printed too.
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.openedForPrint = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-opened-for-print]")) {
    details.open = false;
    delete details.dataset.openedForPrint;
  }
});
