// Counts <span data-clock-limit="…" data-clock-now="…"> once a second. `now` is the server's time at rendering, so that a wrong
// clock of this machine does not show; what the text says is in the page's own words too.
const offsets = new WeakMap();

function offsetOf(element) {
  const known = offsets.get(element);
  if (known?.now === element.dataset.clockNow) return known.offset;
  const offset = Date.parse(element.dataset.clockNow) - Date.now();
  offsets.set(element, { now: element.dataset.clockNow, offset });
  return offset;
}

function words(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const two = value => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function tick() {
  for (const element of document.querySelectorAll('[data-clock-limit]')) {
    const left = Date.parse(element.dataset.clockLimit) - (Date.now() + offsetOf(element));
    const text = left >= 0 ? `faltam ${words(left)}` : `estourado há ${words(left)}`;
    if (element.textContent !== text) element.textContent = text;
    element.classList.toggle('late', left < 0);
  }
}

export function startClocks() {
  tick();
  setInterval(tick, 1000);
}
