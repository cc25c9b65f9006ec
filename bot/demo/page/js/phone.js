// One person's phone: header, messages, composer; does what the person does.
import { post, get, upload } from "./api.js";
import { Composer } from "./composer.js";
import * as dialogs from "./dialogs.js";
import { avatar, botAvatar, el, icon } from "./dom.js";
import { Log } from "./log.js";
import { t } from "./words.js";

const ACTION_LASTS = 5000;
const TOAST_LASTS = 3200;
const PRESS_LASTS = 8000;

export class Phone {
  constructor(app, persona) {
    this.app = app;
    this.persona = persona;
    this.chat = persona.id;
    this.presses = new Map();
    this.early = new Set();
    const act = this.acts();
    this.log = new Log(act);
    this.composer = new Composer(act);
    this.head = el("header.head");
    this.toasts = el("div", { role: "status" });
    this.log.node.append(this.toasts);
    this.node = el("section.phone", {}, this.head, this.log.node, this.composer.node);
    this.drop();
  }

  acts() {
    return {
      bot: this.app.world.bot,
      say: (text) => this.send("say", { text }),
      start: (payload) => this.send("start", { payload }, this.persona.id),
      phone: () => this.send("phone", {}),
      upload: (file, caption) => this.tried(() => upload(this.persona.id, this.chat, file, caption)),
      press: (message, data, node) => this.press(message, data, node),
      open: (url) => this.open(url),
      copy: (text) => navigator.clipboard?.writeText(text).then(() => this.toast(t("copied"))),
      draft: (text) => this.composer.draft(text),
      show: (image) => dialogs.picture(image),
      toast: (text, bad) => this.toast(text, bad),
      settle: () => this.log.settle(),
    };
  }

  async show(persona = this.persona, chat = persona.id) {
    Object.assign(this, { persona, chat, opened: false, missed: [] });
    this.composer.wait();
    this.node.setAttribute("aria-label", t("as", { name: persona.name }));
    this.app.unread.delete(chat);
    const view = await get("chat", { user: persona.id, chat });
    if (this.chat !== chat || this.persona !== persona) return;
    this.opened = true;
    this.after = view.after;
    this.presses.clear();
    this.drawHead();
    const { bot, about } = this.app.world;
    this.log.open(view.messages, persona.id, { name: bot.first_name, text: about || t("welcome") });
    this.composer.open(view);
    for (const event of this.missed.splice(0)) this.on(event);
  }

  group() { return this.app.world.groups.find((one) => one.id === this.chat); }

  groups() { return this.app.world.groups.filter((one) => one.members.includes(this.persona.id)); }

  drawHead() {
    const group = this.group();
    this.status = el("small", {}, this.calm());
    const face = group ? avatar({ id: group.id, name: group.title }) : botAvatar();
    const lines = el("span.lines", {}, el("b", {}, group?.title ?? this.app.world.bot.first_name), this.status);
    const who = this.groups().length
      ? el("button.who", { "aria-label": t("chats"), onclick: () => this.chooseChat() }, face, lines, icon("down"))
      : el("div.who", {}, face, lines);
    this.dot = el("span.dot", { hidden: true });
    const persona = el("button.persona", { "aria-haspopup": "dialog", "aria-label": `${t("as", { name: this.persona.name })} ${t("people")}`, onclick: () => this.choosePerson() },
      avatar(this.persona, "small"), el("span.lines", {}, el("b", {}, this.persona.name), el("small", {}, this.persona.post)), icon("down"), this.dot);
    this.head.replaceChildren(who, persona, this.app.languageButton());
    this.mark();
  }

  calm() {
    const group = this.group();
    return group ? t("group_of", { count: group.members.length }) : t("bot");
  }

  chooseChat() {
    const item = (id, face, name, about) => ({ face, name, about, count: this.app.unread.get(id), current: id === this.chat, choose: () => this.show(this.persona, id) });
    dialogs.choose(t("chats"), "", [
      item(this.persona.id, botAvatar(), this.app.world.bot.first_name, t("private")),
      ...this.groups().map((one) => item(one.id, avatar({ id: one.id, name: one.title }), one.title, t("group"))),
    ]);
  }

  choosePerson() {
    dialogs.choose(t("people"), t("people_hint"), this.app.world.personas.map((one) => ({
      ...one, face: avatar(one), count: this.app.unread.get(one.id), current: one.id === this.persona.id,
      choose: () => this.app.choose(this, one),
    })));
  }

  // Shows that somebody else has unread messages.
  mark() { if (this.dot) this.dot.hidden = ![...this.app.unread.keys()].some((id) => this.app.world.personas.some((one) => one.id === id)); }

  on(event) {
    if (event.kind === "commands") return this.refreshCommands();
    if (event.chat !== this.chat) return undefined;
    if (!this.opened) return this.missed?.push(event); // it may be younger than what is being fetched
    if (event.number <= this.after) return undefined;
    const { message, detail } = event;
    if (event.kind === "said" && !this.composer.box) return this.show(this.persona, this.chat);
    switch (event.kind) {
      case "said": return this.log.add(message);
      case "sent": return this.heard(message);
      case "edited": this.quiet(); return this.log.edit(message);
      case "deleted": return this.log.remove(message.message_id);
      case "action": return this.busy(detail.action);
      case "answered": return this.answered(detail);
      default: return undefined;
    }
  }

  heard(message) {
    this.quiet();
    this.log.add(message);
    if (message.keyboard) this.composer.setKeyboard(message.keyboard);
  }

  async refreshCommands() {
    this.composer.setCommands((await get("chat", { user: this.persona.id, chat: this.chat })).commands);
  }

  busy(action) {
    clearTimeout(this.calming);
    this.status.textContent = t(action === "typing" ? "typing" : "uploading");
    this.status.classList.add("busy");
    this.calming = setTimeout(() => this.quiet(), ACTION_LASTS);
  }

  quiet() {
    clearTimeout(this.calming);
    this.status.classList.remove("busy");
    this.status.textContent = this.calm();
  }

  async press(message, data, node) {
    node.setAttribute("aria-busy", "true");
    const done = () => node.removeAttribute("aria-busy");
    setTimeout(done, PRESS_LASTS);
    const sent = await this.tried(() => post("press", { user: this.persona.id, chat: this.chat, message: message.message_id, data }));
    if (!sent || this.early.delete(sent.query)) done();
    else this.presses.set(sent.query, done);
  }

  answered({ user_id: user, query_id: query, text, show_alert: loud, url }) {
    if (user !== this.persona.id) return;
    const done = this.presses.get(query);
    if (done) done();
    else this.early.add(query);
    this.presses.delete(query);
    if (url) this.open(url);
    if (text && loud) dialogs.alert(text);
    else if (text) this.toast(text);
  }

  open(url) {
    const link = new URL(url.includes("://") ? url : `https://${url}`);
    if (link.hostname !== "t.me" || link.pathname !== `/${this.app.world.bot.username}`) return dialogs.leave(link.href);
    const start = async () => {
      if (this.chat !== this.persona.id) await this.show();
      await this.send("start", { payload: link.searchParams.get("start") ?? "" }, this.persona.id);
    };
    return start();
  }

  send(path, body, chat = this.chat) {
    return this.tried(() => post(path, { user: this.persona.id, chat, ...body }));
  }

  async tried(action) {
    try {
      return await action();
    } catch (mistake) {
      this.toast(t("failed", { reason: mistake.message }), true);
      return null;
    }
  }

  toast(text, bad = false) {
    const node = el(`div.toast${bad ? ".bad" : ""}`, {}, text);
    this.toasts.replaceChildren(node);
    setTimeout(() => node.remove(), TOAST_LASTS);
  }

  drop() {
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      if (this.composer.box) this.composer.choose(event.dataTransfer.files[0]);
    });
  }
}
