// Keeps what is typed into a form and not saved: on the server, and without a connection in this browser.
// Such a form names where to send it (data-keep) and what to file it under here (data-keep-key).
"use strict";

(() => {
  const FILED = "milepost.typed.";
  const DAYS_KEPT = 7;
  const AFTER_TYPING = 2000;
  const AFTER_A_FIELD = 800;
  const TRY_AGAIN = 15000;
  const GIVE_UP = 10000;

  const storage = (() => {
    try {
      localStorage.setItem(`${FILED}probe`, "1");
      localStorage.removeItem(`${FILED}probe`);
      return localStorage;
    } catch {
      return null; // switched off, or full
    }
  })();

  const filed = (key) => {
    try {
      const entry = JSON.parse(storage.getItem(key));
      return Date.now() - entry.at < DAYS_KEPT * 86400000 ? entry : null;
    } catch {
      return null;
    }
  };

  if (storage) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(FILED) && !filed(key)) storage.removeItem(key);
    }
  }

  const holds = (field) => ({ isChosen: field.checked, value: field.value });

  // As the page came: a browser may fill in what stood there before.
  const came = (field) => {
    if (field.type !== "select-one") return { isChosen: field.defaultChecked, value: field.defaultValue };
    const options = Array.from(field.options);
    return { value: (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "" };
  };

  // The fields that a person fills in, by name, radio buttons taken together.
  const values = (form, read = holds) => {
    const found = new Map();
    for (const field of form.elements) {
      if (!field.name || field.name === "complete" || field.name === "enter_in") continue;
      if (["hidden", "submit", "button", "file", "fieldset"].includes(field.type)) continue;
      const { isChosen, value } = read(field);
      if (field.type === "radio" || field.type === "checkbox") {
        if (isChosen) found.set(field.name, field.value);
        else if (!found.has(field.name)) found.set(field.name, "");
      } else {
        found.set(field.name, value);
      }
    }
    return found;
  };

  class Keeper {
    constructor(form) {
      this.form = form;
      this.url = form.dataset.keep;
      this.key = FILED + form.dataset.keepKey;
      this.opened = values(form, came);
      this.unsaved = new Set((form.dataset.unsaved || "").split(" ").filter(Boolean));
      this.state = form.querySelector("[data-kept]");
      this.touched = new Set();
      this.edits = 0;
      this.sent = 0;
      this.isFiled = false;
      this.timer = 0;
      this.busy = false;
      this.going = false;
      this.leaving = false;
    }

    watch() {
      if (this.unsaved.size) this.tell("unsaved");
      this.form.addEventListener("input", (event) => {
        this.edits += 1;
        this.leaving = false;
        this.touched.add(event.target.name);
        this.file();
        this.tell("unsaved");
        this.soon(AFTER_TYPING);
      });
      this.form.addEventListener("focusout", () => {
        if (this.edits !== this.sent) this.soon(AFTER_A_FIELD);
      });
      this.form.addEventListener("submit", (event) => this.submit(event));
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") this.leave();
      });
      window.addEventListener("pagehide", () => this.leave());
      window.addEventListener("online", () => this.send());
      window.addEventListener("beforeunload", (event) => {
        this.leaving = true;
        if (this.edits !== this.sent && !this.isFiled && !this.going) event.preventDefault();
      });
      window.addEventListener("pageshow", (event) => {
        if (event.persisted) location.reload();
      });
      this.offerAgain();
    }

    tell(what) {
      if (this.state && this.state.dataset[what] !== this.state.textContent) {
        this.state.textContent = this.state.dataset[what];
      }
    }

    soon(pause) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), pause);
    }

    // What was typed, and what the page says it was typed into. A field that is as it was again is told, too.
    entry() {
      const fields = {};
      for (const [name, value] of values(this.form)) {
        const isOld = value === this.opened.get(name) && !this.touched.has(name) && !this.unsaved.has(name);
        if (!isOld) fields[name] = value;
      }
      const hidden = {};
      for (const field of this.form.querySelectorAll("input[type=hidden][name]")) {
        if (field.name !== "csrfmiddlewaretoken") hidden[field.name] = field.value;
      }
      if (this.form.elements.complete?.checked) hidden.complete = "yes";
      return { at: Date.now(), fields, hidden };
    }

    body(entry) {
      const token = this.form.elements.csrfmiddlewaretoken.value;
      return new URLSearchParams({ ...entry.hidden, ...entry.fields, csrfmiddlewaretoken: token });
    }

    file() {
      try {
        storage.setItem(this.key, JSON.stringify(this.entry()));
        this.isFiled = true;
      } catch {
        this.isFiled = false;
      }
    }

    unfile() {
      storage?.removeItem(this.key);
      this.isFiled = false;
    }

    // Sends what was typed; gives "kept", "offline", "signedOut" or "closed", and says so.
    async send(entry = this.entry()) {
      clearTimeout(this.timer);
      const edits = this.edits;
      const outcome = await this.post(entry);
      if (outcome === "kept") {
        this.sent = edits;
        // The page that comes next may have been made before this arrived: it is offered there once more.
        if (this.edits === edits && !this.leaving) this.unfile();
      } else if (outcome === "offline") {
        this.file();
        this.soon(TRY_AGAIN);
      }
      if (this.edits || this.unsaved.size || outcome !== "kept") this.tell(outcome);
      return outcome;
    }

    async post(entry) {
      const stop = new AbortController();
      const late = setTimeout(() => stop.abort(), GIVE_UP);
      try {
        const answer = await fetch(this.url, {
          method: "POST",
          body: this.body(entry),
          redirect: "manual",
          signal: stop.signal,
        });
        if (answer.ok) {
          this.kept = (await answer.json()).kept;
          return "kept";
        }
        if (answer.type === "opaqueredirect" || answer.status === 403) return "signedOut";
        return [404, 409, 410, 413].includes(answer.status) ? "closed" : "offline";
      } catch {
        return "offline";
      } finally {
        clearTimeout(late);
      }
    }

    leave() {
      if (this.edits === this.sent || this.going) return;
      navigator.sendBeacon(this.url, this.body(this.entry()));
    }

    // A click that saves first makes sure that somebody is there to save: the page is not lost to an error.
    async submit(event) {
      if (this.going) {
        setTimeout(() => {
          for (const button of this.form.querySelectorAll("button")) button.disabled = true;
        });
        return;
      }
      event.preventDefault();
      if (this.busy) return;
      this.busy = true;
      this.tell("saving");
      const outcome = navigator.onLine ? await this.send() : "offline";
      if (outcome === "offline") {
        this.file();
        this.tell("offline");
        this.busy = false;
        return;
      }
      this.going = true;
      this.form.requestSubmit(event.submitter);
    }

    // Entries that this browser kept: handed to the server, which fills them in.
    async offerAgain() {
      const entry = storage && filed(this.key);
      if (!entry) return;
      const same = Object.entries(entry.fields).every(([name, value]) => this.opened.get(name) === value);
      if (same || "answered" in this.form.dataset) {
        this.unfile();
        return;
      }
      const outcome = await this.post(entry);
      if (outcome === "kept") {
        this.unfile();
        if (this.kept) location.reload();
      }
    }
  }

  for (const form of document.querySelectorAll("form[data-keep]")) new Keeper(form).watch();

  // What is thrown away on the server is thrown away here.
  for (const button of document.querySelectorAll("button[data-discard]")) {
    button.form.addEventListener("submit", () => storage?.removeItem(FILED + button.dataset.discard));
  }
})();
