// The list of phones.
import * as api from './api.js';
import { element, hourOf, initials } from './dom.js';

const list = document.getElementById('people-list');
const form = document.getElementById('people-add');
const error = document.getElementById('people-error');
const Refresh = 3000;

export class People {
  #current = null;
  #known = [];
  #choose;

  constructor(choose) {
    this.#choose = choose;
    form.addEventListener('submit', (event) => this.#add(event));
    setInterval(() => document.hidden || this.refresh(), Refresh);
  }

  async refresh() {
    try {
      this.#known = await api.people();
      this.#draw();
    } catch {
      // The chat tells that the simulator is away; the list stays as it was.
    }
  }

  select(phone) {
    this.#current = phone;
    this.#draw();
  }

  /** The phone as the simulator writes it; one that it does not know yet becomes a citizen. Null when it is no number. */
  async ensure(phone) {
    if (this.#known.some((person) => person.telefone === phone)) return phone;
    try {
      const person = await api.addPerson(phone);
      await this.refresh();
      return person.telefone;
    } catch {
      return null;
    }
  }

  nameOf(phone) {
    return this.#known.find((person) => person.telefone === phone)?.nome ?? phone;
  }

  #draw() {
    const focused = document.activeElement?.dataset?.phone;
    list.replaceChildren(...this.#known.map((person) => element('li', {}, this.#button(person))));
    if (focused) list.querySelector(`[data-phone="${focused}"]`)?.focus();
  }

  #button(person) {
    const last = person.ultima === null ? person.telefone : (person.minha ? 'Você: ' : '') + person.ultima;
    return element('button', { class: 'person', type: 'button', 'data-phone': person.telefone, 'aria-current': String(person.telefone === this.#current), onclick: () => this.#choose(person.telefone) },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(person.nome)),
      element('strong', {}, person.nome),
      person.em ? element('time', { datetime: person.em }, hourOf(person.em)) : element('span', {}),
      element('span', { class: 'last' }, last),
      person.naoLidas > 0 && person.telefone !== this.#current ? element('span', { class: 'badge', 'aria-label': `${person.naoLidas} não lidas` }, String(person.naoLidas)) : null);
  }

  async #add(event) {
    event.preventDefault();
    error.hidden = true;
    try {
      const person = await api.addPerson(form.telefone.value);
      form.reset();
      await this.refresh();
      this.#choose(person.telefone);
    } catch (fault) {
      error.textContent = fault.message;
      error.hidden = false;
    }
  }
}
