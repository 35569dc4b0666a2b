// One message as a list item: bubble, options, ticks.
import { drawing, element, formatted, hourOf } from './dom.js';

const FileIcon = ['M6 3h8l4 4v14H6z', 'M14 3v4h4', 'M9 12h6M9 16h6'];
const PinIcon = ['M12 21s-7-6.5-7-11a7 7 0 0 1 14 0c0 4.5-7 11-7 11z', 'M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z'];
const Single = 'M2 6l4 4 8-8';
const Double = ['M1 6l3.5 4L12 2', 'M7.5 9.5l1 .8L16 2'];
const States = { aceita: 'na fila', enviada: 'enviada', entregue: 'entregue', lida: 'lida', falhou: 'não entregue' };

function ticks(message) {
  const label = States[message.situacao] ?? message.situacao;
  if (message.situacao === 'entregue' || message.situacao === 'lida') return drawing('0 0 17 12', message.situacao === 'lida' ? 'ticks read' : 'ticks', label, ...Double);
  return drawing('0 0 17 12', 'ticks', label, Single);
}

function file(media, icon, name, note) {
  const inside = [drawing('0 0 24 24', '', null, ...icon), element('span', {}, name, element('small', {}, note))];
  return media?.url
    ? element('a', { class: 'file', href: media.url, target: '_blank', rel: 'noopener' }, ...inside)
    : element('div', { class: 'file' }, ...inside);
}

function media(message) {
  const { midia } = message;
  if (!midia) return null;
  const type = midia.tipo.split(';')[0];
  if (!midia.url) return file(midia, FileIcon, midia.nome, 'enviado por endereço');
  if (type === 'image/webp') return element('img', { class: 'sticker', src: midia.url, alt: 'Figurinha' });
  if (/^image\/(png|jpeg|gif)$/.test(type)) return element('img', { src: midia.url, alt: message.texto || midia.nome });
  if (type.startsWith('audio/')) return element('audio', { controls: true, preload: 'metadata', src: midia.url, 'aria-label': 'Áudio' });
  if (type.startsWith('video/')) return element('video', { controls: true, preload: 'metadata', src: midia.url, 'aria-label': 'Vídeo' });
  return file(midia, FileIcon, midia.nome, 'documento');
}

function place(message) {
  const { lugar } = message;
  if (!lugar) return null;
  const where = `${lugar.latitude.toFixed(5)}, ${lugar.longitude.toFixed(5)}`;
  return file(null, PinIcon, lugar.nome ?? 'Localização', lugar.endereco ?? where);
}

function options(message, actions) {
  const buttons = [];
  if (message.tipo === 'lista') {
    buttons.push(element('button', { type: 'button', 'aria-haspopup': 'dialog', onclick: () => actions.openList(message) },
      drawing('0 0 24 24', '', null, 'M5 7h14M5 12h14M5 17h14'), message.rotuloLista));
  } else {
    for (const option of message.opcoes) {
      buttons.push(element('button', { type: 'button', onclick: () => actions.tap(message, option) }, option.titulo));
    }
  }
  if (message.pedeLocalizacao) {
    buttons.push(element('button', { type: 'button', onclick: () => actions.sendPlace(message) }, drawing('0 0 24 24', '', null, ...PinIcon), 'Enviar localização'));
  }
  if (message.link && /^https?:/.test(message.link.url)) {
    buttons.push(element('a', { href: message.link.url, target: '_blank', rel: 'noopener noreferrer' }, message.link.rotulo));
  }
  return buttons.length > 0 ? element('div', { class: 'options' }, ...buttons) : null;
}

/** The list item of a message; `quoted` is the text that it answers, if any. */
export function bubble(message, quoted, actions) {
  const showsText = message.texto && !(message.lugar && message.texto === message.lugar.nome);
  const bare = message.tipo === 'figurinha';
  const inside = element('div', { class: bare ? 'bubble bare' : 'bubble' },
    quoted ? element('span', { class: 'quote' }, quoted) : null,
    message.cabecalho ? element('div', { class: 'header' }, message.cabecalho) : null,
    media(message),
    place(message),
    showsText ? element('div', { class: 'body' }, ...formatted(message.texto)) : null,
    message.rodape ? element('div', { class: 'footer' }, message.rodape) : null,
    element('div', { class: 'meta' }, element('time', { datetime: message.em }, hourOf(message.em)), message.minha ? ticks(message) : null));
  const kind = ['message', message.minha ? 'mine' : '', message.tipo === 'sistema' ? 'system' : ''].filter(Boolean).join(' ');
  return element('li', { class: kind, 'data-id': message.id, 'data-situacao': message.situacao }, inside, message.minha ? null : options(message, actions));
}

export { ticks };
