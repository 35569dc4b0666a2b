// Writing and attaching.
import * as api from './api.js';
import { element } from './dom.js';

const form = document.getElementById('composer');
const text = document.getElementById('text');
const button = document.getElementById('attach-button');
const menu = document.getElementById('attach-menu');
const picker = document.getElementById('file');
const error = document.getElementById('send-error');

export const HomePlace = { latitude: -15.59611, longitude: -56.09667, nome: 'Praça do Exemplo', endereco: 'Centro, Cuiabá – MT' };

const Attachments = [
  ['Foto', { midia: { tipo: 'imagem' } }],
  ['Áudio', { midia: { tipo: 'audio' } }],
  ['Vídeo', { midia: { tipo: 'video' } }],
  ['Documento', { midia: { tipo: 'documento' } }],
  ['Figurinha', { midia: { tipo: 'figurinha' } }],
  ['Localização', { localizacao: HomePlace }],
];

export class Composer {
  #phone;

  constructor(phone) {
    this.#phone = phone;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#sendText();
    });
    text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void this.#sendText();
    });
    text.addEventListener('input', grow);
    this.#buildMenu();
  }

  focus() {
    if (matchMedia('(min-width: 761px)').matches) text.focus();
  }

  async send(order) {
    return this.#guarded(() => api.write(this.#phone(), order));
  }

  async #sendText() {
    const texto = text.value.trim();
    if (!texto) return;
    text.value = '';
    grow();
    if (!(await this.send({ texto }))) {
      text.value = texto;
      grow();
    }
  }

  #buildMenu() {
    for (const [label, order] of Attachments) menu.append(this.#item(label, () => this.send(order)));
    menu.append(this.#item('Arquivo do computador…', () => picker.click()));
    picker.addEventListener('change', async () => {
      if (picker.files[0]) await this.#guarded(() => api.sendFile(this.#phone(), picker.files[0]));
      picker.value = '';
    });
    button.addEventListener('click', () => toggle(menu.hidden));
    menu.addEventListener('keydown', (event) => {
      const items = [...menu.children];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
      else if (event.key === 'Escape') button.focus();
      else return;
      event.preventDefault();
      if (event.key === 'Escape') toggle(false);
    });
    document.addEventListener('click', (event) => menu.parentElement.contains(event.target) || toggle(false));
  }

  #item(label, run) {
    return element('button', { type: 'button', role: 'menuitem', onclick: () => {
      toggle(false);
      button.focus();
      void run();
    } }, label);
  }

  async #guarded(run) {
    error.hidden = true;
    try {
      await run();
      return true;
    } catch (fault) {
      error.textContent = fault instanceof TypeError ? 'O simulador não está no ar. A mensagem não foi enviada.' : fault.message;
      error.hidden = false;
      return false;
    }
  }
}

function grow() {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight + 2, 132)}px`;
}

function toggle(open) {
  menu.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  if (open) menu.firstElementChild.focus();
}
