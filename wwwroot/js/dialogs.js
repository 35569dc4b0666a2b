// Where the focus goes when a dialog opens and closes. It is moved here, at once: MudBlazor would ask the server first and take the focus
// when the answer comes, and on a slow line the letters typed until then went astray, or were taken for commands of the desk.
const openers = new Map();

function enter(dialog) {
  if (openers.has(dialog)) return;
  const before = document.activeElement;
  openers.set(dialog, before);
  if (dialog.contains(before)) return;
  const start = dialog.querySelector('[autofocus]') ?? dialog.querySelector('.mud-focus-trap > .fixed[tabindex="-1"]') ?? dialog;
  start.focus({ preventScroll: true });
}

function leave(dialog) {
  const opener = openers.get(dialog);
  openers.delete(dialog);
  // Whoever has the focus by now keeps it.
  if (opener?.isConnected && (!document.activeElement || document.activeElement === document.body)) opener.focus({ preventScroll: true });
}

export function watchDialogs() {
  new MutationObserver(() => {
    for (const dialog of openers.keys()) if (!dialog.isConnected) leave(dialog);
    document.querySelectorAll('.mud-dialog[role=dialog]').forEach(enter);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
