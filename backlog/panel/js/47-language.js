// Which language the panel speaks: the person's choice, else the browser's, else English.

/** The code of a language that there are words for. */
export function languageOf(texts, chosen, browsers) {
  const wanted = [chosen, ...browsers.map((each) => each.split("-")[0])];
  return wanted.find((each) => each in texts) ?? "en";
}

/** The catalogue in the words of a language, where it has words for an exercise. */
export function inWords(catalog, words) {
  const entries = Object.entries(catalog);
  return Object.fromEntries(entries.map(([id, exercise]) => [id, { ...exercise, ...words.exercises?.[id] }]));
}

/** How the person writes dates: as the browser says, where it speaks the language of the panel. */
export function localeOf(language, browsers) {
  return browsers.find((each) => each.split("-")[0] === language) ?? language;
}

/** What the kernel told, in the words of the language; `settings()` says which one was chosen. */
function makeWords(model, settings) {
  const texts = () => model.get("texts");
  const language = () => languageOf(texts(), settings().language, navigator.languages ?? []);
  const words = () => texts()[language()];
  const spoken = { texts: words, catalog: () => inWords(model.get("catalog"), words()) };
  return {
    language,
    get: (name) => (spoken[name] ?? (() => model.get(name)))(),
    /** Every language that there are words for, by its own name. */
    languages: () => Object.fromEntries(Object.entries(texts()).map(([code, { language_name }]) => [code, language_name])),
  };
}

const locale = (engine) => localeOf(engine.language(), navigator.languages);

/** A number as the person writes it. */
const numberOf = (engine, value) => value.toLocaleString(locale(engine));

/** A day as the person writes it; `how` says which parts of it. */
const dayOf = (engine, day, how) => new Date(`${day}T12:00`).toLocaleDateString(locale(engine), how);
