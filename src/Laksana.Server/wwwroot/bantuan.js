// Known answers while a problem is being typed. Without it a button shows the same.
(() => {
  const area = document.getElementById("isian-keluhan"), place = document.querySelector(".known-answers");
  if (!area || !place) return;
  let timer, last = "", asked = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const words = area.value.trim().slice(0, 100);
      if (words.length < 3 || words === last || place.querySelector("input:checked")) return;
      last = words;
      const mine = ++asked;
      try {
        const answer = await fetch(place.dataset.address + encodeURIComponent(words), { credentials: "same-origin" });
        if (answer.ok && !answer.redirected && mine === asked) place.innerHTML = await answer.text();
      } catch { /* the button still works */ }
    }, 350);
  });
})();
