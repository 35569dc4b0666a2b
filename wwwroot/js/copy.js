// <button data-copy-from="id"> copies the text of that element; works without a circuit and says what it did.
export function startCopying() {
  document.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy-from]');
    if (!button) return;
    const source = document.getElementById(button.dataset.copyFrom);
    let done = true;
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      // Without https or permission there is no clipboard: the selected text can be copied by keyboard.
      source.focus();
      source.select();
      done = false;
    }
    const status = document.querySelector(`[data-copied-for="${button.dataset.copyFrom}"]`);
    if (status) status.textContent = done ? 'Copiado.' : 'Selecionado: copie com Ctrl+C.';
  });
}
