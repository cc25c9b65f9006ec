// The page's own words, in the language of the page, and how it writes times and sizes.
import { get } from "./api.js";

let words = {};
export let language = "zh_Hans_CN";
let zone = "Asia/Shanghai";

const tag = () => (language === "en" ? "en-GB" : "zh-Hans-CN");

export async function speak(wanted) {
  words = await get("words", { language: wanted });
  language = wanted;
  localStorage.setItem("language", wanted);
  document.documentElement.lang = wanted === "en" ? "en" : "zh-Hans";
  document.title = t("title");
}

export const remembered = () => localStorage.getItem("language") ?? "zh_Hans_CN";
export const setZone = (name) => { zone = name; };

export function t(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const at = (seconds, look) => new Intl.DateTimeFormat(tag(), { timeZone: zone, ...look }).format(seconds * 1000);
export const time = (seconds) => at(seconds, { hour: "2-digit", minute: "2-digit", hour12: false });
export const dayKey = (seconds) => at(seconds, { year: "numeric", month: "numeric", day: "numeric" });

export function day(seconds) {
  const now = Date.now() / 1000;
  if (dayKey(seconds) === dayKey(now)) return t("today");
  if (dayKey(seconds) === dayKey(now - 86400)) return t("yesterday");
  const thisYear = at(seconds, { year: "numeric" }) === at(now, { year: "numeric" });
  return at(seconds, { month: "long", day: "numeric", ...(thisYear ? {} : { year: "numeric" }) });
}

export function size(bytes) {
  const [amount, unit] = bytes < 1024 ? [bytes, "B"] : bytes < 1048576 ? [bytes / 1024, "KB"] : [bytes / 1048576, "MB"];
  return `${amount < 10 && unit !== "B" ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}
