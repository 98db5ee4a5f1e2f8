// Passkeys: shows the forms marked data-kunci where the browser can, asks it for a passkey, and sends the answer with the form.
"use strict";
(() => {
  const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.isSecureContext && !/^[\d.]+$|:/.test(location.hostname);
  if (!able) return;
  const ask = async (form) => {
    const answer = await fetch(form.dataset.pilihan, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const options = await answer.json();
    return form.dataset.kunci === "buat"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  };
  for (const form of document.querySelectorAll("form[data-kunci]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button");
      button.disabled = true;
      try {
        form.elements.namedItem("jawaban").value = JSON.stringify(await ask(form));
        form.submit();
      } catch {
        button.disabled = false;
        form.querySelector("[role=alert]").hidden = false;
      }
    });
  }
  for (const note of document.querySelectorAll("[data-tanpa-kunci]")) note.hidden = true;
})();
