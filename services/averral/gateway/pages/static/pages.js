// What the pages do beyond links and forms: answers as they come, marks of one item together, printing. No library.
"use strict";

const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

each("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    each("details", (one) => { one.open = true; });
    window.print();
  });
});

each("[data-confirm]", (button) => {
  button.addEventListener("click", (event) => {
    if (!window.confirm(button.dataset.confirm)) event.preventDefault();
  });
});

// One menu is open at a time, and Escape closes it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  each("details.menu[open]", (menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
document.addEventListener("click", (event) => {
  each("details.menu[open]", (menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

// In a report, all pieces of the item that the address or the pointer names are lit together.
const light = (id, on, name) =>
  each(`[data-items~="${CSS.escape(id)}"]`, (piece) => piece.classList.toggle(name, on));
const lightTarget = () => {
  each(".lit", (piece) => piece.classList.remove("lit"));
  const id = decodeURIComponent(location.hash.slice(1));
  if (id) light(id, true, "lit");
};
if (document.querySelector("[data-items]")) {
  lightTarget();
  window.addEventListener("hashchange", lightTarget);
  each("a.jump", (link) => {
    const id = link.hash.slice(1);
    for (const [kind, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]])
      link.addEventListener(kind, () => light(id, on, "shown"));
  });
}

// Questions: the answers come as lines of JSON, each shown as soon as it is there.
each("[data-ask]", (form) => {
  const shown = document.querySelector("[data-answers]");
  const working = document.querySelector("[data-working]");
  const broken = document.querySelector("[data-broken]");
  let asking = null;

  const place = (line) => {
    const answer = JSON.parse(line);
    // Made and escaped by the server, as the rest of the page is.
    const holder = document.createElement("template");
    holder.innerHTML = answer.html;
    shown.append(holder.content);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) asking.abort();
    asking = new AbortController();
    const mine = asking;
    shown.replaceChildren();
    document.querySelector("[data-answers-title]").classList.remove("hidden");
    broken.hidden = true;
    working.hidden = false;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/x-ndjson" },
        signal: mine.signal,
      });
      if (!response.ok || !response.headers.get("content-type").startsWith("application/x-ndjson")) {
        // A refusal is a page of its own: ask again as any form does, so that it is shown.
        mine.abort();
        form.submit();
        return;
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const lines = (rest + value).split("\n");
        rest = lines.pop();
        lines.forEach(place);
      }
    } catch (error) {
      if (mine.signal.aborted) return;
      broken.hidden = false;
    }
    if (mine === asking) working.hidden = true;
  });
});
