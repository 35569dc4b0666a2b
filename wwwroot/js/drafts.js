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

// Forms: a container with data-draft-form="name" has the value of each of its fields with an id kept under that name.
const formPrefix = 'portal.form.';
const neverKept = new Set(['password', 'hidden', 'file', 'submit', 'button']);
const savedValues = new WeakMap();

function fieldsOf(form) {
  return [...form.querySelectorAll('input[id], textarea[id], select[id]')].filter(field => !neverKept.has(field.type));
}

function valueOf(field) {
  return field.type === 'checkbox' || field.type === 'radio' ? String(field.checked) : field.value;
}

function readForm(form) {
  try { return JSON.parse(sessionStorage.getItem(formPrefix + form.dataset.draftForm)) ?? {}; } catch { return {}; }
}

function keepField(field) {
  const form = field.closest('[data-draft-form]');
  if (!form || !field.id || neverKept.has(field.type)) return;
  // All fields, since a radio that loses its mark tells nobody.
  const values = readForm(form);
  for (const each of fieldsOf(form)) values[each.id] = valueOf(each);
  try { sessionStorage.setItem(formPrefix + form.dataset.draftForm, JSON.stringify(values)); } catch { /* as above */ }
}

function put(field, value) {
  if (field.type === 'checkbox' || field.type === 'radio') field.checked = value === 'true';
  else field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function restoreForm(form) {
  if (form.closest('[inert]')) return;
  const kept = readForm(form);
  let differs = false;
  for (const field of fieldsOf(form)) {
    if (savedValues.has(field)) continue;
    const saved = valueOf(field);
    savedValues.set(field, saved);
    const value = kept[field.id];
    if (value === undefined || value === saved || (field.type === 'radio' && value === 'false')) continue;
    differs = true;
    put(field, value);
  }
  if (differs) form.querySelector('[data-draft-notice]')?.removeAttribute('hidden');
}

function discard(form) {
  settleForm(form.dataset.draftForm);
  for (const field of fieldsOf(form)) {
    const saved = savedValues.get(field);
    if (saved !== undefined && saved !== valueOf(field) && !(field.type === 'radio' && saved === 'false')) put(field, saved);
  }
  settleForm(form.dataset.draftForm);
}

/** Forgets what was kept of a form: it was saved, or given up on purpose. */
export function settleForm(name) {
  try { sessionStorage.removeItem(formPrefix + name); } catch { /* as above */ }
  for (const form of document.querySelectorAll('[data-draft-form]')) {
    if (form.dataset.draftForm === name) form.querySelector('[data-draft-notice]')?.setAttribute('hidden', '');
  }
}

export function watchForms() {
  window.portalDrafts = { settleForm };
  const restoreAll = () => document.querySelectorAll('[data-draft-form]').forEach(restoreForm);
  for (const kind of ['input', 'change']) document.addEventListener(kind, event => keepField(event.target), true);
  document.addEventListener('click', event => {
    const form = event.target.closest('[data-draft-discard]')?.closest('[data-draft-form]');
    if (form) discard(form);
  });
  new MutationObserver(restoreAll).observe(document.documentElement,
    { childList: true, subtree: true, attributes: true, attributeFilter: ['data-interactive', 'inert'] });
  restoreAll();
}
