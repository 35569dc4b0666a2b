// Buttons <button data-copy="id"> copy the text of the element with that id and say so in the [data-copy-status] beside them.
// Works without a circuit.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// Without https or permission there is no clipboard: the selected text can be copied by keyboard.
function select(source) {
  if (source.select) {
    source.focus();
    source.select();
  } else {
    getSelection().selectAllChildren(source);
  }
}

export function watchCopyButtons() {
  document.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy]');
    const source = button && document.getElementById(button.dataset.copy);
    if (!source) return;
    const done = await copy(source.value ?? source.textContent);
    if (!done) select(source);
    const status = button.parentElement.querySelector('[data-copy-status]');
    if (status) status.textContent = done ? 'Copiado.' : 'Selecionado: use Ctrl+C para copiar.';
  });
}
