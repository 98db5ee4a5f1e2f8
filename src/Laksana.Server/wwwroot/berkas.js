// The case page: keeps the machine's progress up to date, and tells of a document that is too large before it is sent.
// Without this script "Muat ulang" does the same.
"use strict";
(() => {
  const LARGEST = 25 * 1024 * 1024;

  for (const input of document.querySelectorAll("input[type=file][data-terbesar]"))
    input.addEventListener("change", () => {
      const file = input.files[0];
      input.setCustomValidity(file && file.size > LARGEST ? input.dataset.terbesar : "");
      input.reportValidity();
    });

  // Work that has ended names no address.
  const RUNNING = "[data-kemajuan^='/']";
  const parts = [...document.querySelectorAll(RUNNING)];
  if (parts.length === 0 || !window.EventSource) return;

  // A form that somebody has begun to fill in, or that came back with what he wrote, is never thrown away by a reload.
  let touched = document.querySelector("main [role=alert]") !== null;
  document.addEventListener("input", () => { touched = true; }, { once: true });

  const draw = async () => {
    for (const part of document.querySelectorAll(RUNNING)) {
      const answer = await fetch(part.dataset.bagian, { headers: { Accept: "text/html" } });
      if (answer.status !== 200) continue;
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".machine-work");
      if (drawn) part.replaceWith(document.adoptNode(drawn));
    }
  };

  const source = new EventSource(parts[0].dataset.kemajuan);
  source.addEventListener("maju", draw);
  source.addEventListener("selesai", async () => {
    source.close();
    if (!touched) { location.reload(); return; }
    await draw();
    const reload = document.querySelector("[data-muat-ulang]");
    if (reload) reload.hidden = false;
  });
  window.addEventListener("pagehide", () => source.close());
})();
