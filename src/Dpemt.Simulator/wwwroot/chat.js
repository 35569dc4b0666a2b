// The conversation: messages in order with day separators, kept up to date by the event stream.
import * as api from './api.js';
import { bubble, ticks } from './bubbles.js';
import { dayOf, element } from './dom.js';

const list = document.getElementById('chat');
const linkState = document.getElementById('link-state');
const KeptOnScreen = 500;

export class Chat {
  #phone = null;
  #stream = null;
  #messages = new Map();
  #actions;

  constructor(actions) {
    this.#actions = actions;
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#disconnect() : this.#connect()));
  }

  get phone() {
    return this.#phone;
  }

  open(phone) {
    this.#disconnect();
    this.#phone = phone;
    this.#messages.clear();
    list.replaceChildren();
    this.#connect();
  }

  close() {
    this.#disconnect();
    this.#phone = null;
  }

  #connect() {
    if (!this.#phone || this.#stream || document.hidden) return;
    const phone = this.#phone;
    const stream = api.events(phone);
    this.#stream = stream;
    stream.onopen = async () => {
      linkState.hidden = true;
      const all = await api.messages(phone);
      if (this.#stream === stream) this.#showAll(all.slice(-KeptOnScreen));
    };
    stream.onmessage = (event) => this.#show(JSON.parse(event.data), true);
    stream.onerror = () => {
      linkState.hidden = false;
    };
  }

  #disconnect() {
    this.#stream?.close();
    this.#stream = null;
  }

  #showAll(messages) {
    const atEnd = this.#atEnd();
    // After a restart of the simulator the page must not show what nobody else remembers.
    const known = new Set(messages.map((message) => message.id));
    if ([...this.#messages.keys()].some((id) => !known.has(id))) {
      this.#messages.clear();
      list.replaceChildren();
    }
    for (const message of messages) this.#show(message, false);
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  #show(message, fresh) {
    const known = this.#messages.get(message.id);
    this.#messages.set(message.id, message);
    if (known) {
      const item = list.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
      item.dataset.situacao = message.situacao;
      if (message.minha) item.querySelector('.ticks').replaceWith(ticks(message));
      return;
    }
    const atEnd = this.#atEnd() || message.minha;
    const day = dayOf(message.em);
    if (list.lastElementChild?.dataset.day !== day) list.append(element('li', { class: 'day', 'data-day': day }, day));
    const item = bubble(message, this.#textOf(message.citada), this.#actions);
    item.dataset.day = day;
    if (fresh) item.classList.add('new');
    list.append(item);
    if (atEnd) list.scrollTop = list.scrollHeight;
    // Pictures grow the list when they have loaded.
    for (const picture of item.querySelectorAll('img, video')) {
      const grown = () => atEnd && (list.scrollTop = list.scrollHeight);
      picture.addEventListener('load', grown);
      picture.addEventListener('loadedmetadata', grown);
    }
  }

  #textOf(id) {
    const quoted = id ? this.#messages.get(id) : null;
    return quoted ? quoted.texto || quoted.midia?.nome || quoted.tipo : null;
  }

  #atEnd() {
    return list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  }
}
