// Keeps what is typed into <textarea data-draft-key="…"> in this tab until the server has it, so that neither a lost
// circuit nor a reload costs a word. The page calls settle(key) once the text is sent or stored on the server.
const prefix = 'portal.draft.';

function read(key) {
  try { return sessionStorage.getItem(prefix + key); } catch { return null; }
}

function keep(element) {
  const key = element.dataset.draftKey;
  if (!key) return;
  try {
    if (element.value) sessionStorage.setItem(prefix + key, element.value);
    else sessionStorage.removeItem(prefix + key);
  } catch { /* storage may be full or forbidden; the server's draft remains */ }
}

function restore(element) {
  const key = element.dataset.draftKey;
  if (!key || element.dataset.draftRestored === key || element.closest('[inert]')) return;
  element.dataset.draftRestored = key;
  const kept = read(key);
  if (kept === null || kept === element.value) return;
  element.value = kept;
  // Blazor listens to these two, so the page learns of the text as if it had been typed.
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Forgets the copy of this tab: the text was sent, or the server holds exactly `text`. */
export function settle(key, text) {
  if (text === undefined || text === null || read(key) === text) sessionStorage.removeItem(prefix + key);
}

export function watchDrafts() {
  const restoreAll = () => document.querySelectorAll('main[data-interactive=true] textarea[data-draft-key]').forEach(restore);
  document.addEventListener('input', event => {
    if (event.target instanceof HTMLTextAreaElement) keep(event.target);
  }, true);
  new MutationObserver(restoreAll).observe(document.documentElement,
    { childList: true, subtree: true, attributes: true, attributeFilter: ['data-interactive', 'data-draft-key'] });
  restoreAll();
}
