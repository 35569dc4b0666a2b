// The sheet that a list message opens.
import { element } from './dom.js';

const sheet = document.getElementById('sheet');
const title = document.getElementById('sheet-title');
const rows = document.getElementById('sheet-rows');

document.getElementById('sheet-close').addEventListener('click', () => sheet.close());
sheet.addEventListener('click', (event) => event.target === sheet && sheet.close());

export function openSheet(message, choose) {
  title.textContent = message.rotuloLista;
  rows.replaceChildren();
  let section = null;
  for (const option of message.opcoes) {
    if (option.secao && option.secao !== section) rows.append(element('h3', {}, option.secao));
    section = option.secao;
    rows.append(element('button', { type: 'button', onclick: () => {
      sheet.close();
      choose(option);
    } }, option.titulo, option.descricao ? element('small', {}, option.descricao) : null));
  }
  sheet.showModal();
  rows.querySelector('button')?.focus();
}
