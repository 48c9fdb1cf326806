// What htmx can't say by itself: that a click got no answer, or one that is not ours.
const say = (content) => document.getElementById("problem").replaceChildren(...content);
const noAnswer = () => say([document.getElementById("no-answer").content.cloneNode(true)]);

document.addEventListener("htmx:beforeRequest", () => {
  say([]);
  document.querySelectorAll(".status").forEach((status) => status.replaceChildren());
});
document.addEventListener("htmx:sendError", noAnswer);
document.addEventListener("htmx:timeout", noAnswer);
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 400 && xhr.status !== 409 && !xhr.getResponseHeader("Problem-Id")) {
    event.detail.shouldSwap = false;
    noAnswer();
  }
});
