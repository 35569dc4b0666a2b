// Builds elements; every text goes in as text, never as markup.

const Svg = 'http://www.w3.org/2000/svg';

export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function drawing(viewBox, className, label, ...paths) {
  const svg = document.createElementNS(Svg, 'svg');
  svg.setAttribute('viewBox', viewBox);
  if (className) svg.setAttribute('class', className);
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  for (const d of paths) {
    const path = document.createElementNS(Svg, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

const Marks = { '*': 'strong', _: 'em', '~': 's' };
const Token = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|(?<![\p{L}\p{N}])([*_~])(?=\S)(.+?)(?<=\S)\2(?![\p{L}\p{N}])/gu;

/** Text with the messenger's own marks (*bold*, _italic_, ~struck~) and links. */
export function formatted(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(Token)) {
    nodes.push(text.slice(at, match.index));
    if (match[1]) nodes.push(element('a', { href: match[1], target: '_blank', rel: 'noopener noreferrer' }, match[1]));
    else nodes.push(element(Marks[match[2]], {}, match[3]));
    at = match.index + match[0].length;
  }
  nodes.push(text.slice(at));
  return nodes;
}

const zone = { timeZone: 'America/Cuiaba' };
const hour = new Intl.DateTimeFormat('pt-BR', { ...zone, hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('pt-BR', { ...zone, day: '2-digit', month: '2-digit', year: 'numeric' });

export const hourOf = (instant) => hour.format(new Date(instant));

export function dayOf(instant) {
  const name = day.format(new Date(instant));
  const now = Date.now();
  if (name === day.format(now)) return 'Hoje';
  return name === day.format(now - 86_400_000) ? 'Ontem' : name;
}

export const initials = (name) => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? words.at(-1)[0] : '')).toUpperCase();
};
