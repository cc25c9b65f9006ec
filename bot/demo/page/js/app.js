// Puts the page together: people, one or two phones, the language, the stream of events.
import { get, listen } from "./api.js";
import { el } from "./dom.js";
import { Phone } from "./phone.js";
import { language, remembered, setZone, speak, t } from "./words.js";

class App {
  unread = new Map();
  phones = [];

  async start() {
    await speak(remembered());
    await this.meet();
    const [first, second] = location.hash.slice(1).split(",");
    const person = (id, other) => this.world.personas.find((one) => String(one.id) === id) ?? this.world.personas[other];
    this.people = [person(first, 0), second === "0" ? null : person(second, 1) ?? null];
    this.page = el("div.page");
    document.body.replaceChildren(this.page);
    this.draw();
    await Promise.all(this.phones.map((phone) => phone.show()));
    listen(this.after, (event) => this.on(event), (online) => this.line(online));
  }

  async meet() {
    this.world = await get("world", { language });
    this.after = this.world.after;
    setZone(this.world.zone);
  }

  draw() {
    this.phones = this.people.filter(Boolean).map((person) => new Phone(this, person));
    this.page.replaceChildren(this.bar(), el("main.phones", {}, ...this.phones.map((phone) => phone.node)));
    this.remember();
  }

  bar() {
    const options = [[0, t("nobody")], ...this.world.personas.map((one) => [one.id, `${one.name} · ${one.post}`])];
    const select = el("select.field", { onchange: () => this.second(Number(select.value)) },
      ...options.map(([id, name]) => el("option", { value: id, selected: id === (this.people[1]?.id ?? 0) }, name)));
    return el("header.top", {}, el("img.mark", { src: "/page/icon.svg", alt: "" }), el("h1", {}, t("title")),
      el("span.gap"), el("label", {}, t("second"), select), this.languageButton());
  }

  languageButton() {
    const other = language === "en" ? "zh_Hans_CN" : "en";
    const button = el("button.language", { "aria-label": t("language"), lang: other === "en" ? "en" : "zh-Hans" }, other === "en" ? "EN" : "中");
    button.onclick = async () => {
      await speak(other);
      await this.meet();
      this.people = this.people.map((person) => person && this.world.personas.find((one) => one.id === person.id));
      await this.redraw();
    };
    return button;
  }

  async second(id) {
    const person = this.world.personas.find((one) => one.id === id) ?? null;
    if (person && person === this.people[0]) this.people.reverse();
    else this.people[1] = person;
    await this.redraw();
  }

  // Somebody who is on the other phone changes places with who is on this one.
  async choose(phone, person) {
    const other = this.phones.find((one) => one !== phone && one.persona.id === person.id);
    const changed = [[phone, person], ...(other ? [[other, phone.persona]] : [])];
    changed.forEach(([one, whose]) => { this.people[this.phones.indexOf(one)] = whose; });
    this.remember();
    this.page.querySelector(".top select").value = String(this.people[1]?.id ?? 0);
    await Promise.all(changed.map(([one, whose]) => one.show(whose)));
  }

  remember() { history.replaceState(null, "", `#${this.people.map((one) => one?.id ?? 0).join(",")}`); }

  async redraw() {
    this.draw();
    await Promise.all(this.phones.map((phone) => phone.show()));
  }

  on(event) {
    const seen = this.phones.some((phone) => phone.chat === event.chat && phone.node.offsetParent !== null);
    if (event.kind === "sent" && !seen) this.unread.set(event.chat, (this.unread.get(event.chat) ?? 0) + 1);
    this.phones.forEach((phone) => { phone.on(event); phone.mark(); });
  }

  line(online) {
    if (!online) this.phones.forEach((phone) => phone.toast(t("offline"), true));
  }
}

new App().start();
