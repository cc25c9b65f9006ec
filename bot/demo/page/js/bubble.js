// One message as it is shown: words, file or picture, time, inline keyboard.
import { el, icon } from "./dom.js";
import { textNodes } from "./entities.js";
import { size, t, time } from "./words.js";

export function bubble(message, mine, act) {
  const body = el("div.bubble");
  const name = mine || message.chat.type === "private" || message.from.is_bot ? null : message.from.first_name;
  if (name) body.append(el("div.from", {}, name));
  else body.append(el("span.sr", {}, t("said_by", { name: mine ? t("you") : message.from.first_name })));
  body.append(...media(message, act));
  const text = message.text ?? message.caption ?? "";
  const meta = el("span.meta", {}, ...metaParts(message));
  const bare = (message.photo || message.document) && !text;
  if (bare) meta.classList.add("over");
  const entities = message.entities ?? message.caption_entities;
  const words = el("div.words", {}, ...textNodes(text, entities, act), bare ? null : meta);
  body.append(bare ? meta : words);
  const keys = inlineKeys(message, act);
  const node = el(`article.message.${mine ? "out" : "in"}`, { tabIndex: -1 }, body, keys);
  node.dataset.id = message.message_id;
  if (keys) node.classList.add("keyed");
  if (message.photo) node.classList.add("pictured");
  if (message.document) node.classList.add("filed");
  if (message.has_protected_content) node.classList.add("protected");
  return node;
}

function metaParts(message) {
  const parts = [];
  if (message.has_protected_content) {
    const lock = icon("lock");
    parts.push(lock, el("span.sr", {}, t("protected")));
  }
  if (message.edit_date) parts.push(`${t("edited")} `);
  parts.push(time(message.date));
  return parts;
}

function media(message, act) {
  if (message.photo) return [picture(message, act)];
  if (message.document) return [file(message.document)];
  if (message.contact) return [el("div.from", {}, `${message.contact.first_name} ${message.contact.phone_number}`)];
  return [];
}

function picture(message, act) {
  const photo = message.photo.at(-1);
  const image = el("img", { src: `/api/files/${photo.file_id}`, alt: message.caption ?? t("picture"), width: photo.width, height: photo.height, onload: act.settle });
  const node = el("button.photo", { "aria-label": t("open_picture") }, image);
  if (message.has_media_spoiler) node.classList.add("veiled");
  node.onclick = () => (node.classList.contains("veiled") ? node.classList.remove("veiled") : act.show(image));
  return node;
}

function file(document) {
  const kind = document.file_name.includes(".") ? document.file_name.split(".").at(-1).slice(0, 4).toUpperCase() : "?";
  return el("a.document", { href: `/api/files/${document.file_id}`, download: document.file_name, "aria-label": t("download", { name: document.file_name }) },
    el("span.kind", { "aria-hidden": "true" }, kind),
    el("span", {}, el("b", {}, document.file_name), el("small", {}, size(document.file_size))));
}

function inlineKeys(message, act) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return el("div.keys", {}, ...rows.filter((row) => row.length).map((row) => el("div.row", {}, ...row.map((key) => inlineKey(message, key, act)))));
}

function inlineKey(message, key, act) {
  const node = el(`button${key.style ? `.${key.style}` : ""}`, {}, key.text);
  if (key.url) node.append(icon("out"));
  node.onclick = () => {
    if (key.callback_data !== undefined) act.press(message, key.callback_data, node);
    else if (key.url) act.open(key.url);
    else if (key.copy_text) act.copy(key.copy_text.text);
    else act.draft(`@${act.bot.username} ${key.switch_inline_query_current_chat ?? key.switch_inline_query ?? ""}`);
  };
  return node;
}
