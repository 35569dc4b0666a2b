// The bar that appears while the circuit is lost. Blazor tries again by itself; when the server no longer knows the
// circuit (it was restarted), the page is loaded anew as soon as the server answers. Typed text is kept by drafts.js.
const bar = document.getElementById('components-reconnect-modal');
const text = bar.querySelector('.reconnect-text');
const retry = bar.querySelector('.reconnect-retry');
let reloading = false;

// These options replace Blazor's own as a whole, so the id of the bar has to be named again.
export const reconnection = {
  dialogId: bar.id,
  maxRetries: 100000,
  retryIntervalMilliseconds: attempt => attempt < 20 ? 1000 : 5000,
};

function show(state, words) {
  bar.dataset.state = state;
  text.textContent = words;
  bar.hidden = false;
  document.documentElement.toggleAttribute('data-disconnected', true);
}

function hide() {
  bar.hidden = true;
  document.documentElement.removeAttribute('data-disconnected');
}

async function serverAnswers() {
  try {
    return (await fetch('img/mark.svg', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

async function reloadWhenServerAnswers() {
  if (reloading) return;
  reloading = true;
  show('reloading', 'A sessão desta página terminou. Recarregando assim que o servidor responder; o que você digitou será mantido.');
  while (!await serverAnswers()) await new Promise(resolve => setTimeout(resolve, 2000));
  location.reload();
}

async function tryNow() {
  if (reloading) return;
  try {
    if (!await Blazor.reconnect()) await reloadWhenServerAnswers();
  } catch {
    show('waiting', 'O servidor ainda não respondeu. Novas tentativas seguem automaticamente.');
  }
}

bar.addEventListener('components-reconnect-state-changed', event => {
  switch (event.detail.state) {
    case 'hide': if (!reloading) hide(); break;
    case 'failed':
    case 'rejected':
    case 'resume-failed': reloadWhenServerAnswers(); break;
    default: if (!reloading) show('waiting', 'Sem conexão com o servidor. Reconectando… O que você digitou continua aqui.');
  }
});
retry.addEventListener('click', tryNow);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !bar.hidden) tryNow();
});

// While the circuit is lost a click or Enter would vanish without a word: hold it back and point at the bar instead.
function holdBack(event) {
  if (!document.documentElement.hasAttribute('data-disconnected') || bar.contains(event.target)) return;
  if (event.type === 'keydown' && (event.key !== 'Enter' || event.shiftKey)) return;
  if (event.type === 'click' && !event.target.closest('main button, main [role=button], main input[type=checkbox], main [role=option], .mud-dialog button')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  bar.classList.remove('reconnect-nudge');
  void bar.offsetWidth;
  bar.classList.add('reconnect-nudge');
}
for (const type of ['click', 'keydown', 'submit']) window.addEventListener(type, holdBack, true);
