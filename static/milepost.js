// Small helps for the whole site. Every page works without them.
"use strict";

// A form that filters sends itself when a choice changes; its button stays for everyone else.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form && form.matches("[data-filters]") && event.target.matches("select, input[type=checkbox]")) {
    form.requestSubmit();
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
