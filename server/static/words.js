// Texts of a page for its scripts, in its language: the server writes them as JSON from the catalogue.
const { locale, ...texts } = JSON.parse(document.getElementById("words").textContent);

// A text by its name, with the values of its slots.
export const say = (name, values = {}) => texts[name].replace(/\{(\w+)\}/g, (_, slot) => values[slot]);

// A number as the language of the page writes it.
export const number = (value, options) => value.toLocaleString(locale, options);
