// Turns Telegram's text and entities into elements; offsets are UTF-16 units, as in JavaScript.
import { el, icon } from "./dom.js";
import { t } from "./words.js";

const PLAIN = { bold: "b", italic: "i", underline: "u", strikethrough: "s", pre: "pre" };
const BLOCK = new Set(["pre", "blockquote", "expandable_blockquote"]);

export function textNodes(text, entities, act) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, sorted, 0, text.length, act);
}

function build(text, entities, from, to, act) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const one = entities[i];
    const end = one.offset + one.length;
    if (one.offset < at || end > to) continue;
    if (one.offset > at) nodes.push(text.slice(at, one.offset));
    const inner = entities.slice(i + 1).filter((other) => other.offset < end);
    const children = build(text, inner, one.offset, end, act);
    nodes.push(node(one, children, text.slice(one.offset, end), act));
    at = BLOCK.has(one.type) && text[end] === "\n" ? end + 1 : end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function node(entity, children, text, act) {
  switch (entity.type) {
    case "text_link": return link(entity.url, children, act);
    case "url": return link(text.includes("://") ? text : `https://${text}`, children, act);
    case "bot_command": return command(text, children, act);
    case "code": return el("code", { onclick: () => act.copy(text) }, ...children);
    case "spoiler": return spoiler(children);
    case "blockquote": return el("blockquote", {}, ...children);
    case "expandable_blockquote": return folding(children, text);
    case "date_time": return el("time", { dateTime: new Date(entity.unix_time * 1000).toISOString() }, ...children);
    default: return PLAIN[entity.type] ? el(PLAIN[entity.type], {}, ...children) : el("span", {}, ...children);
  }
}

function link(url, children, act) {
  const open = (event) => { event.preventDefault(); act.open(url); };
  return el("a", { href: url, rel: "noopener noreferrer", target: "_blank", onclick: open }, ...children);
}

function command(text, children, act) {
  const send = (event) => { event.preventDefault(); act.say(text); };
  return el("a.command", { href: "#", onclick: send }, ...children);
}

function spoiler(children) {
  const open = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    const all = span.closest(".words")?.querySelectorAll(".spoiler") ?? [span];
    all.forEach((one) => { one.classList.add("open"); one.removeAttribute("role"); one.removeAttribute("tabindex"); one.removeAttribute("aria-label"); });
  };
  const span = el("span.spoiler", { role: "button", tabIndex: 0, "aria-label": t("show_spoiler") }, ...children);
  span.addEventListener("click", open, { once: true });
  span.addEventListener("keydown", open);
  return span;
}

function folding(children, text) {
  const body = el("div.fold", {}, ...children);
  if (text.split("\n").length <= 3 && text.length < 90) return el("blockquote", {}, body);
  const toggle = el("button", { "aria-expanded": "false", "aria-label": t("expand") }, icon("down"));
  const quote = el("blockquote.folds.folded", {}, body, toggle);
  toggle.onclick = () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.setAttribute("aria-label", t(folded ? "expand" : "collapse"));
  };
  return quote;
}
