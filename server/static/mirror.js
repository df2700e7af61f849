// Full-text search of a static mirror: all words must begin a word of a title or a first sentence.
const MOST = 100;
const field = document.getElementById("q");
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const INDEX = RECORDS.map(([file, title, gist]) => ({ file, title, gist, words: wordsOf(title), more: wordsOf(gist) }));

function score(record, words) {
  let sum = 0;
  for (const word of words) {
    const begins = (one) => one.startsWith(word);
    if (record.words.includes(word)) sum += 3;
    else if (record.words.some(begins)) sum += 2;
    else if (record.more.some(begins)) sum += 1;
    else return 0;
  }
  return sum + 1 / (1 + record.words.length);
}

function show() {
  const words = wordsOf(field.value);
  const found = words.length === 0 ? [] : INDEX.map((record) => [score(record, words), record])
    .filter(([points]) => points > 0).sort((one, other) => other[0] - one[0]);
  const count = document.getElementById("count");
  const { found: all, first } = count.dataset;
  count.textContent = words.length === 0 ? "" :
    (found.length > MOST ? first : all).replace("{n}", found.length).replace("{most}", MOST);
  document.getElementById("hits").replaceChildren(...found.slice(0, MOST).map(([, record]) => item(record)));
}

function item(record) {
  const line = document.createElement("li");
  line.append(Object.assign(document.createElement("a"), { href: record.file, textContent: record.title }));
  line.append(Object.assign(document.createElement("p"), { className: "quiet", textContent: record.gist }));
  return line;
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", show);
field.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
show();
