// Elements and words. Text is only ever set as text, so nothing a person typed can become markup.

/** Make an element: `el("button", {class: "primary", onclick}, "Start")`. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Look up a sentence by its path and fill in its {names}. */
export function translator(texts) {
  return (path, values = {}) => {
    const found = path.split(".").reduce((node, key) => node?.[key], texts) ?? path;
    if (typeof found !== "string") return found;
    return found.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
}

export const button = (label, onclick, attributes = {}) =>
  el("button", { type: "button", class: "plain", onclick, ...attributes }, label);

/** Set an element's text, and hide it when there is none. */
export function say(element, text) {
  const shown = text ?? "";
  if (element.textContent !== shown) element.textContent = shown;
  element.hidden = shown === "";
}

/** Put children in place. One that is the same stays: a click on it may be half-way down. */
export function put(parent, made) {
  made.forEach((node, i) => {
    const there = parent.children[i];
    if (!there) parent.append(node);
    else if (!there.isEqualNode(node)) there.replaceWith(node);
  });
  while (parent.children.length > made.length) parent.lastChild.remove();
}

/** Show which one of several buttons is chosen. */
export const press = (element, pressed) => element.setAttribute("aria-pressed", String(pressed));

/** One row of buttons of which at most one is chosen; nothing is chosen before a tap. */
export function choices(label, options, chosen, choose) {
  const buttons = options.map(({ value, text, name }) => {
    const made = button(text, () => pick(value), { class: "choice", "aria-label": name ?? null });
    press(made, value === chosen);
    made.value_ = value;
    return made;
  });
  const pick = (value) => {
    show(value);
    choose(value);
  };
  const show = (value) => buttons.forEach((each) => press(each, each.value_ === value));
  return Object.assign(el("div", { class: "choices", role: "group", "aria-label": label }, buttons), { show });
}

/** The discomfort scale: eleven buttons, both ends written out. */
export function scale(t, label, chosen, choose) {
  const options = Array.from({ length: 11 }, (_, value) => ({ value, text: String(value) }));
  const row = choices(label, options, chosen, choose);
  row.classList.add("scale");
  const ends = el("div", { class: "ends", "aria-hidden": "true" }, el("span", {}, t("scale.none")), el("span", {}, t("scale.worst")));
  return Object.assign(el("div", { class: "scale-box" }, row, ends), { show: row.show });
}
