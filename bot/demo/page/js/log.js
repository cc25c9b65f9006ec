// The list of messages: order, days, edits in place, deletions, scrolling.
import { bubble } from "./bubble.js";
import { botAvatar, el, icon } from "./dom.js";
import { day, dayKey, t } from "./words.js";

const NEAR = 90;
const TOGETHER = 180;

export class Log {
  constructor(act) {
    this.act = act;
    this.list = el("div.log", { role: "log", "aria-live": "polite", "aria-label": t("messages"), tabIndex: 0 });
    this.count = el("span", { hidden: true });
    this.newest = el("button.newest", { hidden: true, "aria-label": t("newest"), onclick: () => this.toEnd(true) }, icon("down"), this.count);
    this.node = el("div.wall", {}, this.list, this.newest);
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.missed = 0;
    this.following = true;
    new ResizeObserver(() => this.settle()).observe(this.list);
  }

  open(messages, me, welcome) {
    this.me = me;
    this.last = null;
    this.list.classList.add("still");
    this.list.setAttribute("aria-busy", "true");
    this.list.replaceChildren();
    if (!messages.length) this.list.append(el("div.welcome", {}, botAvatar("large"), el("b", {}, welcome.name), el("p", {}, welcome.text)));
    messages.forEach((message) => this.append(message));
    this.toEnd();
    requestAnimationFrame(() => {
      this.list.classList.remove("still");
      this.list.removeAttribute("aria-busy");
    });
  }

  add(message) {
    this.list.querySelector(".welcome")?.remove();
    if (this.find(message.message_id)) return;
    const mine = message.from.id === this.me;
    const follow = mine || this.atEnd();
    this.append(message);
    if (follow) this.toEnd(true);
    else this.miss();
  }

  append(message) {
    if (!this.last || dayKey(this.last.date) !== dayKey(message.date)) {
      this.list.append(el("div.day", {}, day(message.date)));
      this.last = null;
    }
    const node = bubble(message, message.from.id === this.me, this.act);
    const close = this.last && this.last.from.id === message.from.id && message.date - this.last.date < TOGETHER;
    if (close) node.classList.add("grouped");
    this.list.append(node);
    this.last = message;
  }

  edit(message) {
    const old = this.find(message.message_id);
    if (!old) return;
    const node = bubble(message, message.from.id === this.me, this.act);
    const focused = old.contains(document.activeElement);
    const at = focused ? [...old.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    const follow = this.atEnd();
    node.classList.toggle("grouped", old.classList.contains("grouped"));
    node.classList.add("changed");
    node.style.animation = "none";
    old.replaceWith(node);
    if (focused) (node.querySelectorAll("button")[at] ?? node.querySelector("button") ?? node).focus({ preventScroll: true });
    if (follow) this.toEnd();
  }

  remove(id) {
    const node = this.find(id);
    if (!node) return;
    node.classList.add("gone");
    node.addEventListener("transitionend", () => node.remove(), { once: true });
    node.inert = true;
    delete node.dataset.id;
  }

  find(id) { return this.list.querySelector(`[data-id="${id}"]`); }

  atEnd() { return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR; }

  toEnd(smooth = false) {
    this.following = true;
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.missed = 0;
    this.newest.hidden = true;
  }

  settle() { if (this.following) this.list.scrollTo({ top: this.list.scrollHeight, behavior: "instant" }); }

  miss() {
    this.missed += 1;
    this.scrolled();
  }

  // A scroll that comes with a new size is the layout's doing, not the reader's.
  scrolled() {
    const extent = `${this.list.scrollHeight} ${this.list.clientHeight} ${this.list.clientWidth}`;
    if (this.following && extent !== this.extent) this.settle();
    this.extent = extent;
    this.following = this.atEnd();
    if (this.following) this.missed = 0;
    this.newest.hidden = this.following;
    this.count.textContent = String(this.missed);
    this.count.hidden = !this.missed;
  }
}
