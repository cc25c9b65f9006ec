// Small helpers to build the page: elements and icons.

const PATHS = {
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  send: "M12 20V5M5.5 11.5L12 5l6.5 6.5",
  clip: "M20 11.5l-8.2 8.2a5 5 0 01-7.1-7.1l8.6-8.6a3.4 3.4 0 014.8 4.8l-8.5 8.5a1.7 1.7 0 01-2.4-2.4l7.6-7.6",
  menu: "M4 7h16M4 12h16M4 17h10",
  keyboard: "M4 5h6v6H4zM14 5h6v6h-6zM4 15h16v4H4z",
  lock: "M7 11V8a5 5 0 0110 0v3M6 11h12v9H6z",
  out: "M8 16L17 7M9 7h8v8",
  group: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.4a3.5 3.5 0 010 6.2M18 14.6c2.2.8 3.5 2.8 3.5 5.4",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  const look = { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "aria-hidden": "true",
    "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round" };
  Object.entries(look).forEach(([key, value]) => svg.setAttribute(key, value));
  svg.classList.add("icon");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

// el("button.send", {type: "submit", onclick: f}, "text", child)
export function el(what, props = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag);
  if (tag === "button") node.type = "button";
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on") || key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function avatar(person, size = "") {
  const node = el(`span.avatar${size ? `.${size}` : ""}`, { "aria-hidden": "true" }, [...person.name].at(-1));
  node.style.setProperty("--hue", String((person.id * 47) % 360));
  return node;
}

export function botAvatar(size = "") {
  return el(`span.avatar.bot${size ? `.${size}` : ""}`, { "aria-hidden": "true" });
}
