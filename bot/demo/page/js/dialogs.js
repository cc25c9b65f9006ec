// Dialogs of the browser's own kind: alerts, links out, pictures, lists to choose from.
import { el, icon } from "./dom.js";
import { t } from "./words.js";

function open(kind, label, ...children) {
  const dialog = el(`dialog.${kind}`, { "aria-label": label }, ...children);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const closer = (word, node = el("button", {}, word)) => {
  node.onclick = () => node.closest("dialog").close();
  return node;
};

export function alert(text) {
  open("alert", text, el("p", {}, text), el("div.acts", {}, closer(t("ok"))));
}

export function leave(url) {
  const go = el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, t("open"));
  const dialog = open("alert", t("outside"), el("p", {}, t("outside")), el("p.link", {}, url),
    el("div.acts", {}, closer(t("cancel")), go));
  go.addEventListener("click", () => dialog.close());
}

export function picture(image) {
  open("picture", image.alt, el("img", { src: image.src, alt: image.alt }),
    closer("", el("button", { "aria-label": t("close") }, icon("close"))));
}

// Items: {face, name, post, about, count, current, choose}
export function choose(title, hint, items) {
  const list = el("ul", {}, ...items.map((item) => {
    const node = el("button", { "aria-current": item.current ? "true" : "false" },
      item.face,
      el("span.lines", {}, el("b", {}, item.name), item.post ? el("span.post", {}, item.post) : null,
        item.about ? el("small", {}, item.about) : null),
      item.count ? el("span.count", { "aria-label": t("unread", { count: item.count }) }, String(item.count)) : null,
      item.current ? icon("check") : null);
    node.onclick = () => { node.closest("dialog").close(); item.choose(); };
    return el("li", {}, node);
  }));
  const head = el("header", {}, el("div", {}, el("h2", {}, title), hint ? el("p", {}, hint) : null),
    closer("", el("button", { "aria-label": t("close") }, icon("close"))));
  const dialog = open("sheet", title, head, list);
  dialog.querySelector('[aria-current="true"]')?.focus();
}
