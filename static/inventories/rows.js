// The rows of an inventory: how many are filled, the next one to fill, sectors that stay open or shut.
"use strict";

(() => {
  const sectors = Array.from(document.querySelectorAll("details[data-sector]"));
  if (!sectors.length) return;
  const rowsOf = (place) => Array.from(place.querySelectorAll(".line[id^='row-']:not(.line--beside)"));
  const numbers = (row) => Array.from(row.querySelectorAll("input[data-column]"));
  const isFilled = (row) =>
    numbers(row).some((cell) => cell.value.trim() || cell.placeholder) ||
    Boolean(row.querySelector("select[data-key]")?.value);

  const count = () => {
    for (const told of document.querySelectorAll("[data-filled]")) {
      const code = told.dataset.filled;
      const rows = code ? rowsOf(document.getElementById(`sector-${code}`)) : sectors.flatMap(rowsOf);
      const words = told.dataset.words
        .replace("{filled}", rows.filter(isFilled).length)
        .replace("{count}", rows.length);
      if (told.textContent !== words) told.textContent = words;
    }
  };
  document.addEventListener("input", count);
  document.addEventListener("change", count);

  // Open or shut as they were left; on a phone at first only the one to go on with, and any with an error.
  const memory = `milepost.sectors.${location.pathname.replace(/^\/[^/]+/, "")}`;
  const remembered = (() => {
    try {
      return JSON.parse(sessionStorage.getItem(memory));
    } catch {
      return null;
    }
  })();
  const isNarrow = window.matchMedia("(max-width: 47.99rem)").matches;
  const next = sectors.find((sector) => !rowsOf(sector).every(isFilled)) ?? sectors[0];
  for (const sector of sectors) {
    const wanted = remembered ? remembered[sector.dataset.sector] !== false : !isNarrow || sector === next;
    sector.open = wanted || Boolean(sector.querySelector(".line--wrong, .line--restored"));
    sector.addEventListener("toggle", () => {
      const states = Object.fromEntries(sectors.map((each) => [each.dataset.sector, each.open]));
      try {
        sessionStorage.setItem(memory, JSON.stringify(states));
      } catch {
        // without storage they are open anew on the next page
      }
    });
  }

  // What an address names is shown, though its sector was shut.
  const reveal = () => {
    const named = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const sector = named?.closest("details[data-sector]");
    if (!sector) return;
    if (!sector.open) {
      sector.open = true;
      named.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) setTimeout(reveal);
  });
  reveal();

  const go = (row) => {
    row.closest("details[data-sector]").open = true;
    const cell = numbers(row)[0];
    cell?.focus();
    cell?.select();
  };

  const nextToFill = () => {
    const rows = sectors.flatMap(rowsOf);
    const here = rows.indexOf(document.activeElement?.closest?.(".line"));
    const inTurn = [...rows.slice(here + 1), ...rows.slice(0, here + 1)];
    const row = inTurn.find((each) => !isFilled(each));
    if (row) go(row);
  };

  const nextSector = (by) => {
    const here = sectors.indexOf(document.activeElement?.closest?.("details[data-sector]"));
    const sector = sectors[Math.min(Math.max(here + by, 0), sectors.length - 1)];
    const row = rowsOf(sector)[0] ?? sector.querySelector(".line[id^='row-']");
    if (row) go(row);
  };

  const button = document.querySelector("[data-next-row]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", nextToFill);
  }
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.target.matches("select")) return;
    const deed = {
      ArrowDown: nextToFill,
      PageDown: () => nextSector(1),
      PageUp: () => nextSector(-1),
    }[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
})();
