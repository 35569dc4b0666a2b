// Joins list, conversation and composer; the open phone stands in the address.
import { Chat } from './chat.js';
import { Composer, HomePlace } from './composer.js';
import { People } from './people.js';
import { openSheet } from './sheet.js';

const owner = document.getElementById('owner');
const nobody = document.getElementById('nobody');

const composer = new Composer(() => chat.phone);
const chat = new Chat({
  tap: (message, option) => composer.send({ botao: option.id, respondeA: message.id }),
  openList: (message) => openSheet(message, (option) => composer.send({ lista: option.id, respondeA: message.id })),
  sendPlace: (message) => composer.send({ localizacao: HomePlace, respondeA: message.id }),
});
const people = new People((phone) => go(phone));

async function show(asked) {
  const phone = asked ? await people.ensure(asked) : null;
  document.body.classList.toggle('open', Boolean(phone));
  nobody.hidden = Boolean(phone);
  people.select(phone);
  if (!phone) {
    chat.close();
    return;
  }
  const name = people.nameOf(phone);
  owner.textContent = name === phone ? `telefone ${phone}` : `telefone de ${name}`;
  document.title = `${name} · Telefone do cidadão`;
  chat.open(phone);
  composer.focus();
}

function go(phone) {
  history.pushState(null, '', phone ? `/?telefone=${phone}` : '/');
  void show(phone);
}

function fromAddress() {
  const phone = new URLSearchParams(location.search).get('telefone');
  return phone && /^\d{8,15}$/.test(phone) ? phone : null;
}

document.getElementById('back').addEventListener('click', () => go(null));
window.addEventListener('popstate', () => void show(fromAddress()));
await people.refresh();
await show(fromAddress());
