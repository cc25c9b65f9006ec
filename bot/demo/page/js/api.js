// Talks to the page's own server.

async function answer(response) {
  if (!response.ok) throw new Error((await response.text()) || response.statusText);
  return response.json();
}

export const get = async (path, query = {}) => answer(await fetch(`/api/${path}?${new URLSearchParams(query)}`));

export const post = async (path, body) => answer(await fetch(`/api/${path}`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
}));

export async function upload(user, chat, file, caption) {
  const form = new FormData();
  Object.entries({ user, chat, caption, file }).forEach(([key, value]) => form.append(key, value));
  return answer(await fetch("/api/file", { method: "POST", body: form }));
}

// Calls back with every event; a server that was started anew reloads the page.
export function listen(after, onEvent, onLine) {
  let epoch = null;
  const source = new EventSource(`/api/events?after=${after}`);
  source.addEventListener("hello", ({ data }) => {
    if (epoch && epoch !== data) location.reload();
    epoch = data;
    onLine(true);
  });
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
  source.onerror = () => onLine(false);
}
