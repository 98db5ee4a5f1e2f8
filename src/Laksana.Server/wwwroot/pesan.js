// Copies a message that stands ready in its text field. Without scripts the text can be selected and copied by hand.
for (const button of document.querySelectorAll("button[data-salin]")) {
  if (!navigator.clipboard || button.dataset.siap) continue;
  button.dataset.siap = "ya";
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.salin).value);
    button.textContent = button.dataset.tersalin;
  });
}
