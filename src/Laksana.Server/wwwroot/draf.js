// Keeps what is typed into a form[data-draf] until it is sent: on the server, for this officer alone, since office computers are shared.
// A window that was closed then offers it again. Secrets and documents are not kept.
"use strict";
(() => {
  const WAIT = 4000;
  const forms = [...document.querySelectorAll("form[data-draf]")];
  const address = form => new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
  const controls = form => [...form.elements].filter(e => e.name && !["hidden", "password", "file", "submit", "button"].includes(e.type) && !/^(sandi|rahasia|kode$)/.test(e.name));

  const written = form => {
    const values = new URLSearchParams();
    for (const e of controls(form)) {
      if (["checkbox", "radio"].includes(e.type)) { if (e.checked) values.append(e.name, e.value); }
      else if (e.multiple) for (const o of e.selectedOptions) values.append(e.name, o.value);
      else values.append(e.name, e.value);
    }
    return values.toString();
  };

  const fill = (form, text) => {
    const values = new URLSearchParams(text);
    const used = new Map();
    for (const e of controls(form)) {
      const given = values.getAll(e.name);
      if (["checkbox", "radio"].includes(e.type)) e.checked = given.includes(e.value);
      else if (e.multiple) for (const o of e.options) o.selected = given.includes(o.value);
      else {
        const at = used.get(e.name) ?? 0;
        if (given.length > at) e.value = given[at];
        used.set(e.name, at + 1);
      }
    }
    // What was folded and holds something now is to be seen.
    for (let up = form.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const body = (form, more) => new URLSearchParams({ __formulir: form.elements.__formulir.value, alamat: address(form), ...more });

  const offer = (form, draft) => {
    const notice = document.createElement("div");
    notice.className = "notice warn";
    notice.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = draft.tawaran;
    const acts = document.createElement("p");
    acts.className = "acts";
    for (const [label, quiet, act] of [
      [draft.pakai, false, () => fill(form, draft.isian)],
      [draft.buang, true, () => fetch("/draf/buang", { method: "POST", body: body(form) })],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      if (quiet) button.className = "quiet";
      button.addEventListener("click", () => {
        notice.remove();
        act();
        controls(form).find(e => e.offsetParent)?.focus();
      });
      acts.append(button);
    }
    notice.append(words, acts);
    // A folded form opens its fold only when the draft is used; the offer stands where it is seen.
    const fold = form.closest("details:not([open])");
    (fold ?? form).before(notice);
  };

  for (const form of forms) {
    const state = { saved: written(form), sent: false, timer: 0 };
    const save = leaving => {
      clearTimeout(state.timer);
      state.timer = 0;
      const now = written(form);
      if (state.sent || now === state.saved) return;
      state.saved = now;
      if (leaving) navigator.sendBeacon("/draf", body(form, { isian: now }));
      else fetch("/draf", { method: "POST", body: body(form, { isian: now }), keepalive: now.length < 50000 }).catch(() => { state.saved = null; });
    };
    form.addEventListener("input", () => { state.timer ||= setTimeout(save, WAIT, false); });
    form.addEventListener("submit", () => { state.sent = true; });
    addEventListener("pagehide", () => save(true));
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
    // Back from the next page by the browser's button.
    addEventListener("pageshow", e => { if (e.persisted) state.sent = false; });
  }

  if (forms.length === 0) return;
  const ask = new URLSearchParams(forms.slice(0, 50).map(f => ["alamat", address(f)]));
  fetch("/draf?" + ask, { headers: { Accept: "application/json" } }).then(a => a.ok ? a.json() : []).then(drafts => {
    for (const draft of drafts)
      for (const form of forms.filter(f => address(f) === draft.alamat))
        if (written(form) !== draft.isian) offer(form, draft);
  }).catch(() => { });
})();
