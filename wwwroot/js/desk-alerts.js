// Tells the reception that somebody waits: a sound that repeats until one is claimed, and a notice of the computer. The sounds
// are made here, so nothing is loaded; the choices stay in this browser. With several tabs open only one of them sounds.
const store = 'portal.desk.alerts';
const defaults = { sound: true, tune: 'sino', volume: 70, repeat: true, notify: false };
const tunes = {
  sino: [[880, 0, 1.1, 1], [1760, 0, .7, .35], [2640, 0, .35, .15]],
  notas: [[659.3, 0, .28, 1], [880, .22, .5, 1]],
  suave: [[523.3, 0, .9, .9], [659.3, .12, .8, .5]],
  mensagem: [[987.8, 0, .14, .7], [1318.5, .1, .2, .6]],
};

let audio;
let ringing;
let sounding = !navigator.locks;
let known = { waiting: 0, unread: 0 };
const panels = new Set();

navigator.locks?.request('portal.desk.sound', () => {
  sounding = true;
  return new Promise(() => {});
});

function settings() {
  try { return { ...defaults, ...JSON.parse(localStorage.getItem(store) ?? '{}') }; } catch { return { ...defaults }; }
}

function keep(changed) {
  try { localStorage.setItem(store, JSON.stringify({ ...settings(), ...changed })); } catch { /* lasts for the page only */ }
}

function play(tune) {
  audio ??= new AudioContext();
  audio.resume();
  const volume = Math.pow(settings().volume / 100, 1.6) * .5;
  for (const [pitch, after, length, share] of tunes[tune] ?? tunes.sino) {
    const start = audio.currentTime + after + .02;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(volume * share, start + .015);
    gain.gain.exponentialRampToValueAtTime(.0001, start + length);
    tone.connect(gain).connect(audio.destination);
    tone.start(start);
    tone.stop(start + length + .05);
  }
  showBlocked();
}

// Browsers keep a page silent until somebody has clicked or typed in it: say so instead of being silent without a word.
function showBlocked() {
  setTimeout(() => {
    const blocked = settings().sound && audio?.state === 'suspended';
    for (const panel of panels) panel.querySelector('[data-alert-blocked]')?.toggleAttribute('hidden', !blocked);
  }, 120);
}

function ring() {
  if (settings().sound && sounding) play(settings().tune);
}

function silence() {
  clearInterval(ringing);
  ringing = undefined;
}

function startRinging(pause) {
  silence();
  ring();
  ringing = setInterval(() => {
    if (settings().repeat) ring();
  }, pause * 1000);
}

function notify(count) {
  const chosen = settings();
  if (!chosen.notify || !document.hidden || !sounding || window.Notification?.permission !== 'granted') return;
  const notice = new Notification('Fila de atendimento', {
    body: count === 1 ? '1 pessoa aguardando atendimento.' : `${count} pessoas aguardando atendimento.`,
    icon: 'img/mark.svg', tag: 'portal-fila', renotify: true,
  });
  notice.onclick = () => { window.focus(); notice.close(); };
}

/** Somebody came, was claimed, or wrote. `pause`: seconds between two rings. */
export function update(waiting, unread, pause) {
  if (waiting > known.waiting) { startRinging(pause); notify(waiting); }
  else if (waiting < known.waiting || waiting === 0) silence();
  if (unread > known.unread && settings().sound && sounding) play('mensagem');
  known = { waiting, unread };
}

function show(panel) {
  const chosen = settings();
  for (const input of panel.querySelectorAll('[data-alert]')) {
    const value = chosen[input.dataset.alert];
    if (input.type === 'checkbox') input.checked = value === true;
    else input.value = value;
  }
  panel.querySelector('[data-alert-state]').textContent = chosen.sound ? 'Som ligado' : 'Som desligado';
  panel.toggleAttribute('data-muted', !chosen.sound);
}

async function onChange(event) {
  const input = event.target;
  const name = input.dataset.alert;
  if (!name) return;
  const panel = event.currentTarget;
  if (name === 'notify' && input.checked && await window.Notification?.requestPermission() !== 'granted') {
    input.checked = false;
    panel.querySelector('[data-alert-refused]').hidden = false;
  }
  keep({ [name]: input.type === 'checkbox' ? input.checked : name === 'volume' ? Number(input.value) : input.value });
  if (name === 'tune' || name === 'volume') play(settings().tune);
  if (name === 'sound' && !input.checked) silence();
  for (const each of panels) show(each);
}

export function attach(panel) {
  panels.add(panel);
  show(panel);
  panel.addEventListener('change', onChange);
  panel.querySelector('[data-alert-test]').addEventListener('click', () => play(settings().tune));
  if (settings().sound) {
    audio ??= new AudioContext();
    showBlocked();
  }
}

export function detach(panel) {
  panels.delete(panel);
  silence();
  known = { waiting: 0, unread: 0 };
}

for (const type of ['pointerdown', 'keydown']) {
  document.addEventListener(type, () => { if (audio?.state === 'suspended') { audio.resume(); showBlocked(); } }, { capture: true });
}
