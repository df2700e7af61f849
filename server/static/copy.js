// Buttons that copy the text of another element, and say so.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { textContent } = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(textContent);
    button.dataset.done = "true";
    button.setAttribute("aria-live", "polite");
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}
// Buttons that hand the page to an app of the reader's choice, where the browser can.
for (const button of document.querySelectorAll("button[data-share]")) {
  if (!navigator.share) break;
  button.hidden = false;
  button.addEventListener("click", () => {
    const { href } = document.getElementById(button.dataset.share);
    navigator.share({ title: document.title, url: href }).catch(() => {}); // closed by the reader
  });
}
