// The history of a conversation: keeps the place of the reader while lines come, offers the way down to new ones, asks for older
// ones near the top, enlarges pictures and changes the speed of audio.
const threads = new WeakMap();
const near = 60;

function atBottom(thread) {
  return thread.scrollHeight - thread.scrollTop - thread.clientHeight < near;
}

function chipOf(thread) {
  return thread.parentElement.querySelector('[data-thread-new]');
}

// Headings are made anew when older lines come above them, so only a message or a note can hold the place.
function firstInSight(thread) {
  const top = thread.getBoundingClientRect().top;
  for (const line of thread.children) {
    const box = line.getBoundingClientRect();
    if (line.matches('article') && box.bottom > top) return { line, at: box.top };
  }
  return null;
}

function remember(thread, state) {
  state.bottom = atBottom(thread);
  state.anchor = firstInSight(thread);
  if (state.bottom) chipOf(thread).hidden = true;
}

function settle(thread, state, grown) {
  if (state.bottom) {
    thread.scrollTop = thread.scrollHeight;
  } else if (state.anchor?.line.isConnected) {
    thread.scrollTop += state.anchor.line.getBoundingClientRect().top - state.anchor.at;
    if (grown && thread.lastElementChild !== state.last) chipOf(thread).hidden = false;
  }
  state.last = thread.lastElementChild;
  remember(thread, state);
}

function nextSpeed(button) {
  const audio = button.closest('[data-audio]').querySelector('audio');
  const speeds = [1, 1.5, 2];
  const next = speeds[(speeds.indexOf(audio.playbackRate) + 1) % speeds.length] ?? 1;
  audio.playbackRate = next;
  audio.defaultPlaybackRate = next;
  const words = String(next).replace('.', ',') + '×';
  button.textContent = words;
  button.setAttribute('aria-label', `${words}, velocidade do áudio`);
}

function enlarge(address, alternative, opener) {
  const dialog = document.createElement('dialog');
  dialog.className = 'zoom';
  dialog.setAttribute('aria-label', alternative);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button secondary compact';
  close.textContent = 'Fechar';
  const image = document.createElement('img');
  image.src = address;
  image.alt = alternative;
  image.addEventListener('click', () => dialog.classList.toggle('zoom-whole'));
  dialog.append(close, image);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => { dialog.remove(); opener.focus(); });
  document.body.append(dialog);
  dialog.showModal();
}

// From one message's "responder" to the next: only the last one is a stop of the Tab key.
function onKey(event) {
  if (!event.target.matches('[data-quote-message]')) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    document.querySelector('textarea[data-reply]')?.focus();
    return;
  }
  const buttons = [...event.currentTarget.querySelectorAll('[data-quote-message]')];
  const at = buttons.indexOf(event.target);
  const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const button = buttons[next];
  if (!button) return;
  button.focus({ preventScroll: true });
  button.closest('.bubble').scrollIntoView({ block: 'nearest' });
}

export function attach(thread, page) {
  const state = { bottom: true, anchor: null, last: thread.lastElementChild, asking: false };
  const onScroll = async () => {
    remember(thread, state);
    if (thread.scrollTop > 200 || state.asking || !thread.querySelector('[data-older]')) return;
    state.asking = true;
    try { await page.invokeMethodAsync('ReachedTopAsync'); } catch { /* the circuit is lost; the button remains */ }
    finally { state.asking = false; }
  };
  const onClick = event => {
    const zoom = event.target.closest('[data-zoom]');
    if (zoom) enlarge(zoom.dataset.zoom, zoom.querySelector('img').alt, zoom);
    const speed = event.target.closest('[data-speed]');
    if (speed) nextSpeed(speed);
    if (event.target.closest('[data-to-templates]')) document.getElementById('modelo')?.focus();
  };
  const onChip = () => {
    state.bottom = true;
    settle(thread, state, false);
  };
  const lines = new MutationObserver(() => settle(thread, state, true));
  const size = new ResizeObserver(() => settle(thread, state, false));
  lines.observe(thread, { childList: true, subtree: true, characterData: true });
  size.observe(thread);
  thread.addEventListener('scroll', onScroll, { passive: true });
  thread.addEventListener('click', onClick);
  thread.addEventListener('keydown', onKey);
  // Pictures have no height before they are loaded.
  thread.addEventListener('load', () => settle(thread, state, false), true);
  chipOf(thread).addEventListener('click', onChip);
  // What one sends oneself is always looked at.
  document.addEventListener('desk-sent', onChip);
  threads.set(thread, () => { lines.disconnect(); size.disconnect(); document.removeEventListener('desk-sent', onChip); });
  settle(thread, state, false);
}

export function detach(thread) {
  threads.get(thread)?.();
  threads.delete(thread);
}
