// Keeps the draft of a form in this tab (session storage), and drops it once it was sent.
const form = document.querySelector("form[data-draft]");
const key = `draft ${location.pathname}`;
const LEFT_OUT = new Set(["token", "website", "mail"]);

function kept() {
  return [...new FormData(form)].filter(([name, value]) => !LEFT_OUT.has(name) && !name.endsWith(".asked") && value);
}

function restore(pairs) {
  for (const [name, value] of pairs) {
    const fields = [...form.elements].filter((field) => field.name === name);
    const box = fields.find((field) => field.value === value && "checked" in field && /checkbox|radio/.test(field.type));
    if (box) box.checked = true;
    for (let fold = (box ?? fields[0])?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (box) continue;
    if (fields[0] && !/checkbox|radio/.test(fields[0].type) && !fields[0].value) fields[0].value = value;
  }
}

if (form && form.method === "post") {
  const before = sessionStorage.getItem(key);
  if (before && !document.getElementById("verdict")) restore(JSON.parse(before));
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(kept())));
}
if (document.querySelector("[data-sent]")) {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith("draft ")) sessionStorage.removeItem(name);
}
