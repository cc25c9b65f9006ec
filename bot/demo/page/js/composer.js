// Where a person writes: typing box, file, command menu, reply keyboard, start button.
import { el, icon } from "./dom.js";
import { size, t } from "./words.js";

const LARGEST = 20 * 1024 * 1024;

export class Composer {
  constructor(act) {
    this.act = act;
    this.file = null;
    this.commands = [];
    this.keyboard = null;
    this.shown = true;
    this.node = el("footer.composer");
  }

  // Draws anew for a chat: {started, blocked, commands, keyboard}.
  open(chat) {
    this.commands = chat.commands;
    this.file = null;
    if (!chat.started || chat.blocked) {
      const start = el("button.big", {}, t(chat.blocked ? "restart" : "start"));
      start.onclick = () => { start.disabled = true; this.act.start(""); };
      this.node.replaceChildren(start);
      this.box = null;
      return;
    }
    this.draw();
    this.setKeyboard(chat.keyboard?.keyboard ?? null);
  }

  // Takes nothing while another chat is fetched: it would be written into a box that goes.
  wait() { if (this.box) this.box.disabled = true; }

  draw() {
    this.box = el("textarea", { rows: 1, placeholder: t("message"), "aria-label": t("message"), enterKeyHint: "send" });
    this.box.oninput = () => this.changed();
    this.box.onkeydown = (event) => this.key(event);
    this.box.onpaste = (event) => this.choose(event.clipboardData.files[0]);
    this.send = el("button.send", { type: "submit", disabled: true, "aria-label": t("send") }, icon("send"));
    this.input = el("input", { type: "file", hidden: true, tabIndex: -1, onchange: () => this.choose(this.input.files[0]) });
    const clip = el("button.tool", { "aria-label": t("attach"), onclick: () => this.input.click() }, icon("clip"));
    this.menu = el("button.tool", { "aria-label": t("commands"), "aria-expanded": "false", hidden: !this.commands.length }, icon("menu"));
    this.menu.onclick = () => (this.list.hidden ? this.showCommands("") : this.hide());
    this.toggle = el("button.tool", { "aria-label": t("keyboard"), hidden: true, onclick: () => this.showKeys(!this.shown) }, icon("keyboard"));
    this.list = el("ul.commands", { hidden: true, "aria-label": t("commands") });
    this.list.onkeydown = (event) => this.walk(event);
    this.chip = el("div.chosen", { hidden: true });
    this.keys = el("div.reply-keys", { hidden: true, role: "group", "aria-label": t("keyboard") });
    const form = el("form", { onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      this.menu, clip, this.input, this.box, this.toggle, this.send);
    this.node.replaceChildren(this.list, this.chip, form, this.keys);
  }

  changed() {
    this.send.disabled = !this.box.value.trim() && !this.file;
    const text = this.box.value;
    if (/^\/\w*$/.test(text)) this.showCommands(text.slice(1));
    else this.hide();
  }

  key(event) {
    if (event.key === "Escape") this.hide();
    if (event.key === "ArrowUp" && !this.list.hidden) {
      event.preventDefault();
      this.list.querySelector("li:last-child button")?.focus();
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  walk(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") { this.hide(); this.box.focus(); }
    if (event.key === "ArrowDown") (buttons[at + 1] ?? this.box).focus();
    if (event.key === "ArrowUp") (buttons[at - 1] ?? buttons.at(-1)).focus();
    if (event.key.startsWith("Arrow")) event.preventDefault();
  }

  async submit() {
    const text = this.box.value.trim();
    const { file } = this;
    if (!text && !file) return;
    this.clear();
    this.box.focus();
    if (!(await (file ? this.act.upload(file, text) : this.act.say(text)))) this.restore(text, file);
  }

  clear() {
    this.box.value = "";
    this.choose(null);
  }

  restore(text, file) {
    this.box.value = text;
    this.choose(file);
  }

  draft(text) {
    if (!this.box) return;
    this.box.value = text;
    this.box.focus();
    this.changed();
  }

  choose(file) {
    if (file === undefined) return;
    if (file && file.size > LARGEST) { this.act.toast(t("too_large"), true); return; }
    this.file = file;
    this.input.value = "";
    this.chip.hidden = !file;
    this.box.placeholder = t(file ? "caption" : "message");
    if (file) {
      const face = file.type.startsWith("image/") ? el("img", { src: URL.createObjectURL(file), alt: "" }) : null;
      const remove = el("button", { "aria-label": t("remove"), onclick: () => this.choose(null) }, icon("close"));
      this.chip.replaceChildren(...[face, el("span", {}, `${file.name} · ${size(file.size)}`), remove].filter(Boolean));
      this.box.focus();
    }
    this.changed();
  }

  setCommands(commands) {
    this.commands = commands;
    if (this.box) this.menu.hidden = !commands.length;
  }

  showCommands(prefix) {
    const found = this.commands.filter((one) => one.command.startsWith(prefix.toLowerCase()));
    this.list.replaceChildren(...found.map((one) => {
      const pick = () => { this.hide(); this.clear(); this.act.say(`/${one.command}`); };
      return el("li", {}, el("button", { onclick: pick }, el("b", {}, `/${one.command}`), el("span", {}, one.description)));
    }));
    this.list.hidden = !found.length;
    this.menu.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  hide() {
    this.list.hidden = true;
    this.menu.setAttribute("aria-expanded", "false");
  }

  // A reply keyboard, its removal or a forced reply, as the message brought it.
  setKeyboard(markup) {
    if (!this.box) return;
    const rows = markup?.keyboard ?? [];
    this.keyboard = rows.length ? markup : null;
    this.box.placeholder = markup?.input_field_placeholder ?? t("message");
    this.toggle.hidden = !this.keyboard;
    this.keys.classList.toggle("tall", Boolean(this.keyboard) && !markup.resize_keyboard && rows.length < 3);
    this.keys.replaceChildren(...rows.map((row) => el("div.row", {}, ...row.map((key) => this.replyKey(key)))));
    this.showKeys(Boolean(this.keyboard));
    if (markup?.force_reply) this.box.focus();
  }

  replyKey(key) {
    return el("button", { onclick: () => {
      if (this.keyboard.one_time_keyboard) this.showKeys(false);
      if (key.request_contact) this.act.phone();
      else this.act.say(key.text);
    } }, key.text);
  }

  showKeys(shown) {
    this.shown = shown;
    this.keys.hidden = !shown || !this.keyboard;
    this.toggle.setAttribute("aria-pressed", String(!this.keys.hidden));
    this.act.settle();
  }
}
