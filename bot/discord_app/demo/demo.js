// What the page of the demo does beside SimCord's preview: whatever is typed is sent by one Enter, the newest message
// stays in sight, and what goes wrong is said in plain words.
const find = (id) => document.getElementById(id);
const form = find("channel-composer");
const sendButton = find("send-message");
const newMessages = find("new-messages");
const timeline = find("channel-timeline");
const status = find("action-status");

document.querySelector(".preview-brand strong").textContent = "Footnote";
find("viewer-picker").parentElement.firstChild.textContent = "You are · 你是 ";

// The preview takes nothing while something is under way. What is sent then waits here, and the field is free at once.
const waiting = [];
let isCommandWaiting = false;
let hasMovedToOption = false;
let isFollowing = true;
let isComposing = false;

const isEnter = (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
const fill = (field, text) => {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

function sendNext() {
  const field = find("channel-composer-input");
  // What is put into the field while an input method is open would end its composition.
  if (sendButton.disabled || isComposing) return;
  if (isCommandWaiting) {
    isCommandWaiting = false;
    form.requestSubmit();
  } else if (waiting.length && field?.isConnected) {
    const { value: draft, selectionStart, selectionEnd } = field;
    fill(field, waiting.shift());
    form.requestSubmit();
    fill(field, draft);
    field.setSelectionRange(selectionStart, selectionEnd);
  }
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!event.isTrusted || !field.closest?.("#channel-composer")) return;
  if (event.key.startsWith("Arrow")) hasMovedToOption = true;
  if (!isEnter(event)) return;
  const isMessage = field.id === "channel-composer-input" && !/^\s*\//.test(field.value);
  // The preview would take Enter for the first of the options, which are optional.
  const isCommand = field.matches(".command-chip") && !hasMovedToOption;
  if (!isMessage && !isCommand) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  isFollowing = true;
  if (isCommand) {
    isCommandWaiting = true;
  } else if (field.value.trim()) {
    waiting.push(field.value);
    fill(field, "");
  }
  sendNext();
}, true);
document.addEventListener("compositionstart", () => { isComposing = true; });
document.addEventListener("compositionend", () => {
  isComposing = false;
  setTimeout(sendNext);
});
document.addEventListener("focusin", () => {
  hasMovedToOption = false;
  isComposing = false;
});
new MutationObserver(sendNext).observe(sendButton, { attributes: true, attributeFilter: ["disabled"] });

// Who has not scrolled up, or has just done something, sees what comes.
const isAtEnd = () => timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight < 80;
timeline.addEventListener("wheel", (event) => { if (event.deltaY < 0) isFollowing = false; }, { passive: true });
timeline.addEventListener("touchmove", () => { isFollowing = isAtEnd(); }, { passive: true });
timeline.addEventListener("scroll", () => { if (isAtEnd()) isFollowing = true; }, { passive: true });
timeline.addEventListener("click", (event) => { if (event.target.closest("button")) isFollowing = true; }, true);
new MutationObserver(() => { if (isFollowing && !newMessages.hidden) newMessages.click(); })
  .observe(newMessages, { attributes: true, attributeFilter: ["hidden"] });
new ResizeObserver(() => { if (isFollowing) timeline.scrollTop = timeline.scrollHeight; }).observe(find("channel-message-list"));

// The preview's own words for what went wrong, and ours.
const notices = [
  [/^Action was not completed/, "That did not work. Please try again. · 没有成功，请再试一次。"],
  [/^Connection interrupted|^Action outcome uncertain/, "The demo does not answer. If it was stopped, run `make demo` again. · 演示没有回应。如果已经停止，请再运行 make demo。"],
  [/unavailable|ended|reload this page/, "Please reload this page. · 请刷新页面。"],
];
const notice = document.createElement("div");
notice.id = "demo-notice";
notice.hidden = true;
notice.setAttribute("role", "status");
document.body.append(notice);
new MutationObserver(() => {
  const found = notices.find(([pattern]) => pattern.test(status.textContent));
  notice.textContent = found ? found[1] : "";
  notice.hidden = !found;
}).observe(status, { childList: true, characterData: true, subtree: true });
