// Keyboard of the reception's screens. A control says its key in data-shortcut; pressing the key clicks it (or focuses it,
// with data-shortcut-focus). Single keys rest while somebody types, and can be turned off in the sheet at "?".
const store = 'portal.desk.keys';

function singleKeysOn() {
  try { return localStorage.getItem(store) !== 'off'; } catch { return true; }
}

function typing(element) {
  return element instanceof HTMLElement && (element.isContentEditable || /^(TEXTAREA|SELECT)$/.test(element.tagName)
    || (element.tagName === 'INPUT' && !/^(checkbox|radio|button|submit|range|file)$/.test(element.type)));
}

function covered() {
  return document.querySelector('.mud-dialog, dialog[open]') !== null;
}

function usable(element) {
  return !element.disabled && !element.closest('[hidden], [inert]') && element.getClientRects().length > 0;
}

function nameOf(event) {
  const key = event.key.toLowerCase();
  return (event.altKey ? 'alt+' : '') + (event.shiftKey && /^[a-z]$/.test(key) ? 'shift+' : '') + key;
}

function press(name) {
  const control = [...document.querySelectorAll(`[data-shortcut="${CSS.escape(name)}"]`)].find(usable);
  if (!control) return false;
  if (control.hasAttribute('data-shortcut-focus')) control.focus();
  else control.click();
  return true;
}

function step(by) {
  const links = [...document.querySelectorAll('[data-rows] [data-row-link]')].filter(usable);
  if (links.length === 0) return false;
  const at = links.findIndex(link => link === document.activeElement || link.closest('li')?.contains(document.activeElement));
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))];
  next.focus();
  next.closest('li')?.scrollIntoView({ block: 'nearest' });
  return true;
}

function act(name) {
  switch (name) {
    case 'j': return step(1);
    case 'k': return step(-1);
    case 'a': {
      const claim = document.activeElement?.closest('[data-rows] li')?.querySelector('[data-row-claim]');
      if (claim && usable(claim)) { claim.click(); return true; }
      return press('a');
    }
    default: return press(name);
  }
}

// A page may take the focus away while somebody types (a conversation that opens, a window that closes): her next
// letters are words that went astray, not commands.
let typedAt = -Infinity;
const astrayFor = 1000;

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || (event.repeat && !/^[jk]$/i.test(event.key))) return;
  if (!document.querySelector('[data-desk]') || covered()) return;
  const name = nameOf(event);
  if (event.key === 'Escape') {
    if (document.querySelector('details[data-menu][open]')) return;
    typedAt = -Infinity;
    if (typing(event.target)) event.target.blur();
    else if (!press('escape')) return;
    event.preventDefault();
    return;
  }
  if (!event.altKey && (typing(event.target) || !singleKeysOn())) return;
  if (event.key.length !== 1) return;
  if (!event.altKey && performance.now() - typedAt < astrayFor) return;
  if (act(name)) event.preventDefault();
}

function onSwitch(event) {
  if (!event.target.matches?.('[data-single-keys]')) return;
  try { localStorage.setItem(store, event.target.checked ? 'on' : 'off'); } catch { /* storage may be forbidden */ }
}

document.addEventListener('keydown', onKey);
document.addEventListener('input', event => { if (typing(event.target)) typedAt = performance.now(); }, true);
// Says that the shortcuts listen: a key pressed before does nothing.
document.documentElement.dataset.shortcuts = 'ready';
document.addEventListener('change', onSwitch);

/** Shows the stored choice in the sheet. */
export function showSwitch(element) {
  if (element) element.checked = singleKeysOn();
}
