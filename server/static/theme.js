// The theme that the reader chose: kept in this browser, set before the page is drawn.
const KEY = "theme";
const THEMES = ["light", "dark"];

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // where the browser keeps nothing, the system's theme is used
  }
}

function use(theme) {
  if (THEMES.includes(theme)) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  dispatchEvent(new Event("themechange"));
}

use(chosen());
addEventListener("storage", ({ key, newValue }) => { if (key === KEY) use(newValue); });
addEventListener("DOMContentLoaded", () => {
  const field = document.getElementById("theme");
  if (!field) return;
  field.value = chosen() ?? "";
  field.parentElement.hidden = false;
  field.addEventListener("change", () => {
    try {
      if (field.value) localStorage.setItem(KEY, field.value);
      else localStorage.removeItem(KEY);
    } catch { /* it is used for this page alone */ }
    use(field.value);
  });
});
