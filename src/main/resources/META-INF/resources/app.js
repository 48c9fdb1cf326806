// ms in which another press is the second of a double click
const QUIET = 700;

// the server shows times in this zone, from the next page on
document.cookie = `__Host-zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax; secure`;

if (window.htmx) {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    historyCacheSize: 0,
    includeIndicatorStyles: false,
    refreshOnHistoryMiss: true,
    timeout: 10000,
    responseHandling: [
      { code: "[23]..", swap: true },
      { code: "409|429", swap: true },
      { code: "[45]..", swap: true, error: true, target: "#problem", swapOverride: "innerHTML" },
    ],
  });
}

const byId = (id) => document.getElementById(id);
const say = (content) => byId("problem")?.replaceChildren(...content);
const isOurs = (header) => header("Served-By") === "data-controls";

const busy = new Set();
let isUnanswered = false;

function hold(id) {
  busy.add(id);
  byId(id)?.setAttribute("aria-busy", "true");
}

function release(id) {
  hold(id);
  setTimeout(() => {
    busy.delete(id);
    byId(id)?.removeAttribute("aria-busy");
    if (isUnanswered) {
      isUnanswered = false;
      refresh();
    }
  }, QUIET);
}

const choiceOf = (part) =>
  part.closest("[hx-target$=-choice]")?.getAttribute("hx-target").slice(1) ?? part.closest(".choice")?.id;

document.addEventListener("submit", (event) => {
  const id = choiceOf(event.target);
  if (busy.has(id)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (id) {
    hold(id);
    if (!window.htmx || !event.target.hasAttribute("hx-post")) {
      release(id);
    }
  }
}, true);

const stop = (event) => event.target.closest("button") && choiceOf(event.target) && event.preventDefault();
// the second press may meet what replaced the button
const isQuiet = (part) => part.closest(".card-now")?.querySelector("[aria-busy]");
document.addEventListener("click", (event) => {
  if (isQuiet(event.target)) {
    event.preventDefault();
  } else if (event.detail > 1) {
    stop(event);
  }
}, true);
document.addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && stop(event), true);
document.addEventListener("htmx:afterRequest", (event) => busy.has(event.detail.target.id) && release(event.detail.target.id));

if (new URLSearchParams(location.search).has("recorded")) {
  document.querySelectorAll(".choice").forEach(({ id }) => release(id));
}

function noAnswer() {
  const words = byId("no-answer");
  if (words) {
    say([words.content.cloneNode(true)]);
  }
  isUnanswered = true;
}

// with this header an ended session is answered with 499 instead of a redirect to sign-in
document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-Requested-With"] = "JavaScript";
});
document.addEventListener("htmx:beforeRequest", () => {
  say([]);
  document.querySelectorAll(".status").forEach((status) => status.replaceChildren());
});
["sendError", "sendAbort", "timeout"].forEach((kind) => document.addEventListener("htmx:" + kind, noAnswer));
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (!isOurs((name) => event.detail.xhr.getResponseHeader(name))) {
    event.preventDefault();
    noAnswer();
  }
});

let isAsking = false;

async function ask(address) {
  const answer = await fetch(address, { cache: "no-store", headers: { "X-Requested-With": "JavaScript" } });
  if (!isOurs((name) => answer.headers.get(name))) {
    throw new Error("response of another server");
  }
  if (answer.status === 499) {
    location.reload(); // leads to sign-in and back
  }
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  return answer.text();
}

function show(page) {
  const focused = document.activeElement?.id;
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceChildren(...page.body.childNodes);
  window.htmx?.process(document.body);
  if (focused) {
    byId(focused)?.focus({ preventScroll: true });
  }
}

async function refresh() {
  const shown = [...document.querySelectorAll("[data-state]")].map((part) => part.dataset.state).sort().join(" ");
  if (!shown || isAsking || busy.size) {
    return;
  }
  isAsking = true;
  try {
    if ((await ask("/settings/state")).split(" ").sort().join(" ") !== shown) {
      const page = new DOMParser().parseFromString(await ask(location.href), "text/html");
      if (!busy.size) {
        show(page);
      }
    }
  } catch {
    // keeps the page
  } finally {
    isAsking = false;
  }
}

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    busy.clear();
    document.querySelectorAll("[aria-busy]").forEach((choice) => choice.removeAttribute("aria-busy"));
    refresh();
  }
});
