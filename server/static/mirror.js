// Search of a static mirror: words that begin a word of a title or a first sentence, and values of facets.
const MOST = 100;
const LISTED = 12;
const field = document.getElementById("q");
const asked = new URLSearchParams(location.search);
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const INDEX = RECORDS.map(([file, title, gist, values]) => (
  { file, title, gist, words: wordsOf(title), more: wordsOf(gist), values: new Set(values) }));
const VALUES = FACETS.flatMap(([name, , , values]) => values.map(([word, label]) => ({ name, word, label })));
VALUES.forEach((value, number) => { value.number = number; });

function make(tag, more = {}, ...parts) {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...parts);
  return made;
}

function score(record, words) {
  let sum = 1;
  for (const word of words) {
    const begins = (one) => one.startsWith(word);
    if (record.words.includes(word)) sum += 3;
    else if (record.words.some(begins)) sum += 2;
    else if (record.more.some(begins)) sum += 1;
    else return 0;
  }
  return sum + 1 / (1 + record.words.length);
}

// The numbers of the values that are chosen, by facet; a word that no record has finds nothing.
function chosenValues(words) {
  const chosen = new Map();
  for (const [name] of FACETS) {
    const wanted = asked.getAll(name).filter((word) => word);
    const isOfIssues = name === "kind" && wanted.length === 0 && words.length === 0;
    const meant = isOfIssues ? ISSUES : wanted;
    const values = VALUES.filter((value) => value.name === name && meant.includes(value.word));
    if (meant.length > 0) chosen.set(name, new Set(values.map((value) => value.number)));
  }
  return chosen;
}

const has = (record, chosen, except) => [...chosen].every(
  ([name, numbers]) => name === except || [...numbers].some((one) => record.values.has(one)));

function show() {
  const words = wordsOf(field.value);
  const chosen = chosenValues(words);
  const worded = INDEX.map((record) => [score(record, words), record]).filter(([points]) => points > 0);
  const found = worded.filter(([, record]) => has(record, chosen));
  if (words.length > 0) found.sort((one, other) => other[0] - one[0]);
  const count = document.getElementById("count");
  const { found: all, first } = count.dataset;
  count.textContent = (found.length > MOST ? first : all).replace("{n}", found.length).replace("{most}", MOST);
  document.getElementById("hits").replaceChildren(...found.slice(0, MOST).map(([, record]) => item(record)));
  document.getElementById("facets").replaceChildren(...FACETS.map((facet) => group(facet, worded, chosen)).filter((one) => one));
}

function item(record) {
  return make("li", {}, make("h3", {}, make("a", { href: record.file, textContent: record.title })),
    make("p", { className: "gist", textContent: record.gist }));
}

function group([name, label, isListed], worded, chosen) {
  const counts = new Map();
  for (const [, record] of worded) {
    if (has(record, chosen, name)) for (const one of record.values) counts.set(one, 1 + (counts.get(one) ?? 0));
  }
  const isChosen = (value) => asked.getAll(name).includes(value.word);
  const values = VALUES.filter((value) => value.name === name && (isChosen(value) || isListed && counts.has(value.number)));
  values.sort((one, other) => isChosen(other) - isChosen(one)
    || (name === "year" ? other.word - one.word : (counts.get(other.number) ?? 0) - (counts.get(one.number) ?? 0)));
  if (values.length === 0) return null;
  const lines = values.slice(0, LISTED + values.filter(isChosen).length).map((value) => make("li", {},
    make("label", {}, make("input", { type: "checkbox", name, value: value.word, checked: isChosen(value) }), make("span", { textContent: value.label })),
    " ", make("span", { className: "quiet", textContent: counts.get(value.number) ?? 0 })));
  return make("details", { open: values.some(isChosen) }, make("summary", { textContent: label }), make("ul", { className: "choices" }, ...lines));
}

function chip(value) {
  const others = new URLSearchParams([...asked].filter(([name, word]) => name !== value.name || word !== value.word));
  return make("li", {}, make("a", { href: `?${others}`, textContent: value.label }));
}

field.value = asked.get("q") ?? "";
const chips = VALUES.filter((value) => asked.getAll(value.name).includes(value.word)).map(chip);
document.getElementById("chips").replaceChildren(...chips);
document.getElementById("chips").hidden = chips.length === 0;
field.addEventListener("input", show);
show();
