// The composer. The text belongs to the browser, so that a slow line never swallows a letter; the server gets it as a draft and,
// once, as an answer: each answer has a key that is kept until the server has said yes, so that pressing again after a lost
// connection sends nothing twice.
import { settle } from './drafts.js';

const options = 'portal.desk.enter';
const draftAfter = 600;
const typingEvery = 2500;
const draftLimit = 8000;

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function enterSends() {
  try { return localStorage.getItem(options) !== 'off'; } catch { return true; }
}

class Composer {
  constructor(form, page, setup) {
    Object.assign(this, { form, page, setup });
    this.text = form.querySelector('[data-reply]');
    this.note = form.querySelector('[data-note]');
    this.hint = form.querySelector('[data-hint]');
    this.counter = form.querySelector('[data-counter]');
    this.menu = form.querySelector('[data-replies]');
    this.enter = form.querySelector('[data-enter]');
    this.keyStore = `portal.send.${setup.conversation}`;
    this.quoteStore = `portal.quote.${setup.conversation}`;
    this.sending = false;
    this.next = false;
    this.lastTyping = 0;
    this.saved = Promise.resolve();
    this.choice = -1;
    this.off = new AbortController();
    const on = (target, type, does) => target.addEventListener(type, does, { signal: this.off.signal });
    on(form, 'submit', event => { event.preventDefault(); this.submit(); });
    on(form, 'input', event => this.changed(event.target));
    on(form, 'keydown', event => this.key(event));
    on(form, 'click', event => this.click(event));
    on(form, 'change', event => {
      if (event.target.type === 'file') this.preview(event.target.files[0]);
      if (event.target === this.enter) try { localStorage.setItem(options, this.enter.checked ? 'on' : 'off'); } catch { /* as long as the page */ }
    });
    on(form, 'paste', event => this.files(event, event.clipboardData));
    on(form, 'dragover', event => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault(); });
    on(form, 'drop', event => this.files(event, event.dataTransfer));
    on(document, 'click', event => this.rewrite(event.target.closest('[data-rewrite]')));
    on(document, 'keydown', event => this.slash(event));
    on(this.text, 'blur', () => setTimeout(() => this.closeMenu(), 150));
    if (this.enter) this.enter.checked = enterSends();
    this.watch = new MutationObserver(changes => {
      if (changes.some(change => change.attributeName === 'data-quote')) this.keepQuote();
      if (!form.hasAttribute('data-file') && !form.hasAttribute('data-uploading')) this.preview(null);
      this.grow();
    });
    this.watch.observe(form, { attributes: true, attributeFilter: ['data-file', 'data-uploading', 'data-limit', 'data-quote'] });
    this.grow();
    this.restoreQuote();
  }

  get active() { return this.form.dataset.mode === 'note' ? this.note : this.text; }

  tell(words, fault) {
    this.hint.textContent = words;
    this.hint.toggleAttribute('data-fault', fault === true);
  }

  grow() {
    for (const area of [this.text, this.note]) {
      area.style.height = 'auto';
      if (area.offsetParent) area.style.height = `${Math.min(area.scrollHeight + 2, innerHeight * .4)}px`;
    }
    const limit = this.form.dataset.mode === 'note' ? 4000 : Number(this.form.dataset.limit) || this.setup.limit;
    const length = this.active.value.length;
    this.counter.textContent = length > limit * .8 ? `${length.toLocaleString('pt-BR')} de ${limit.toLocaleString('pt-BR')}` : '';
    this.counter.toggleAttribute('data-over', length > limit);
  }

  changed(target) {
    if (target !== this.text && target !== this.note) return;
    this.grow();
    if (target === this.note) return;
    this.tell('');
    this.offer();
    clearTimeout(this.draftTimer);
    this.draftTimer = setTimeout(() => this.saveDraft(), draftAfter);
    if (Date.now() - this.lastTyping > typingEvery && this.text.value) {
      this.lastTyping = Date.now();
      this.page.invokeMethodAsync('TypedAsync').catch(() => {});
    }
  }

  saveDraft() {
    const text = this.text.value.slice(0, draftLimit);
    this.saved = this.page.invokeMethodAsync('SaveDraftAsync', text)
      .then(() => { if (this.text.value.slice(0, draftLimit) === text && !this.sending) this.tell(text ? 'Rascunho salvo' : ''); })
      .catch(() => this.tell('Sem conexão: o rascunho está guardado neste navegador', true));
    return this.saved;
  }

  // The choice lives on the server's page; this tab keeps its number, so that a reload does not lose it.
  keepQuote() {
    const quote = this.form.dataset.quote;
    try {
      if (quote) sessionStorage.setItem(this.quoteStore, quote);
      else sessionStorage.removeItem(this.quoteStore);
    } catch { /* lasts for the page only */ }
    if (!quote || this.restoring) return;
    if (this.form.dataset.mode === 'note') this.switchNote();
    this.text.focus();
  }

  async restoreQuote() {
    let kept = null;
    try { kept = sessionStorage.getItem(this.quoteStore); } catch { /* nothing was kept */ }
    if (!kept || this.form.dataset.quote) return;
    this.restoring = true;
    try {
      if (!await this.page.invokeMethodAsync('Quote', Number(kept))) sessionStorage.removeItem(this.quoteStore);
    } catch { /* the circuit is lost; the next page tries again */ }
    finally { this.restoring = false; }
  }

  key(event) {
    if (event.isComposing) return;
    if (!this.menu.hidden && event.target === this.text && this.menuKey(event)) return;
    if (event.key === 'Escape' && event.target === this.text && this.form.dataset.quote) {
      event.preventDefault();
      this.page.invokeMethodAsync('Unquote').catch(() => {});
      return;
    }
    if (event.key !== 'Enter' || event.target.tagName !== 'TEXTAREA') return;
    const sends = enterSends() ? !event.shiftKey : event.ctrlKey || event.metaKey;
    if (!sends) return;
    event.preventDefault();
    this.submit();
  }

  submit() {
    return this.form.dataset.mode === 'note' ? this.saveNote() : this.send();
  }

  keyFor(text) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.keyStore) ?? 'null');
      if (kept?.text === text) return kept.key;
      const key = newKey();
      sessionStorage.setItem(this.keyStore, JSON.stringify({ key, text }));
      return key;
    } catch {
      return newKey();
    }
  }

  async send() {
    const text = this.text.value;
    const file = this.form.dataset.file ?? '';
    // Whoever is faster than the line has pressed for the next message: it goes as soon as this one is in.
    if (this.sending) { this.next = true; return; }
    if (!text.trim() && !file) return;
    if (this.form.hasAttribute('data-uploading')) { this.tell('Espere o anexo terminar de carregar.', true); return; }
    const limit = Number(this.form.dataset.limit) || this.setup.limit;
    if (text.trim().length > limit) {
      this.tell(`A mensagem passou do limite de ${limit.toLocaleString('pt-BR')} caracteres. Divida em duas.`, true);
      return;
    }
    this.sending = true;
    this.form.setAttribute('aria-busy', 'true');
    clearTimeout(this.draftTimer);
    this.closeMenu();
    this.text.value = '';
    this.grow();
    this.tell('Enviando…');
    document.dispatchEvent(new Event('desk-sent'));
    const key = this.keyFor(`${file} ${this.form.dataset.quote ?? ''} ${text}`);
    try {
      await this.saved;
      const answer = await this.page.invokeMethodAsync('SendAsync', key, text);
      if (!answer.done) throw new Error(answer.text);
      sessionStorage.removeItem(this.keyStore);
      settle(this.text.dataset.draftKey, text);
      this.tell('');
    } catch (fault) {
      this.next = false;
      this.text.value = this.text.value ? `${text}\n${this.text.value}` : text;
      this.grow();
      const known = fault.message && !/circuit|connection|invoke|cancel/i.test(fault.message);
      this.tell(known ? fault.message : 'Envio não confirmado. Tecle Enter de novo: a mensagem não sai duas vezes.', true);
    } finally {
      this.sending = false;
      this.form.removeAttribute('aria-busy');
      const next = this.next && this.text.value.trim();
      this.next = false;
      if (next) this.send();
    }
  }

  async saveNote() {
    const text = this.note.value;
    if (this.sending || !text.trim()) return;
    this.sending = true;
    this.form.setAttribute('aria-busy', 'true');
    try {
      const answer = await this.page.invokeMethodAsync('SaveNoteAsync', text);
      if (!answer.done) throw new Error(answer.text);
      if (this.note.value === text) { this.note.value = ''; this.switchNote(); }
      settle(this.note.dataset.draftKey, text);
      this.grow();
      this.tell('Nota salva. O assistido não a vê.');
    } catch (fault) {
      this.tell(fault.message || 'A nota não foi salva. Tente de novo.', true);
    } finally {
      this.sending = false;
      this.form.removeAttribute('aria-busy');
    }
  }

  insert(words) {
    const area = this.active;
    area.focus();
    area.setRangeText(words, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }

  // Done here and at once: a key on its way to the note must not act as a shortcut.
  switchNote() {
    const note = this.form.dataset.mode !== 'note';
    this.form.dataset.mode = note ? 'note' : 'reply';
    this.text.hidden = note;
    this.note.hidden = !note;
    this.form.querySelector('[data-note-switch]').setAttribute('aria-pressed', String(note));
    this.closeMenu();
    this.tell('');
    this.grow();
    this.active.focus();
  }

  click(event) {
    if (event.target.closest('[data-note-switch]')) this.switchNote();
    const emoji = event.target.closest('[data-emoji]');
    if (emoji) this.insert(emoji.dataset.emoji);
    const option = event.target.closest('[data-reply-option]');
    if (option) this.take(Number(option.dataset.replyOption));
    if (event.target.closest('[data-open-replies]')) {
      if (!this.text.value.startsWith('/')) { this.text.value = '/' + this.text.value; }
      this.text.focus();
      this.text.setSelectionRange(1, 1);
      this.offer();
    }
  }

  rewrite(button) {
    if (!button) return;
    this.text.value = this.text.value ? `${this.text.value}\n${button.dataset.rewrite}` : button.dataset.rewrite;
    this.text.dispatchEvent(new Event('input', { bubbles: true }));
    this.text.focus();
  }

  // "/" anywhere on the page goes to the quick replies.
  slash(event) {
    if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || this.form.dataset.mode === 'note') return;
    if (/^(TEXTAREA|INPUT|SELECT)$/.test(document.activeElement?.tagName) || document.querySelector('.mud-dialog, dialog[open]')) return;
    event.preventDefault();
    this.text.focus();
    if (!this.text.value) { this.text.value = '/'; this.offer(); }
  }

  preview(file) {
    const holder = this.form.querySelector('[data-preview]');
    holder.replaceChildren();
    if (!file?.type.startsWith('image/')) return;
    const image = document.createElement('img');
    image.alt = 'Prévia do anexo';
    image.src = URL.createObjectURL(file);
    image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
    holder.append(image);
  }

  files(event, from) {
    const input = this.form.querySelector('input[type=file]');
    if (!from?.files?.length || !input) return;
    event.preventDefault();
    const picked = new DataTransfer();
    picked.items.add(from.files[0]);
    input.files = picked.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  // Quick replies: offered while the text begins with "/".
  offer() {
    const asked = /^\/([\p{L}\d-]*)/u.exec(this.text.value);
    if (!asked || this.text.selectionStart > asked[0].length) { this.closeMenu(); return; }
    const plain = words => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const wanted = plain(asked[1]);
    this.shown = this.setup.replies.filter(reply => plain(reply.shortcut).startsWith(wanted))
      .concat(this.setup.replies.filter(reply => !plain(reply.shortcut).startsWith(wanted) && wanted && plain(`${reply.shortcut} ${reply.text}`).includes(wanted)));
    this.menu.replaceChildren(...this.shown.map((reply, index) => {
      const option = document.createElement('li');
      option.id = `resposta-${index}`;
      option.setAttribute('role', 'option');
      option.dataset.replyOption = index;
      const name = document.createElement('strong');
      name.textContent = `/${reply.shortcut}`;
      const words = document.createElement('span');
      words.textContent = reply.text;
      option.append(name, words);
      return option;
    }));
    if (this.shown.length === 0) {
      const none = document.createElement('li');
      none.textContent = this.setup.replies.length ? 'Nenhuma resposta rápida com este nome.' : 'Ainda não há respostas rápidas cadastradas. A CDI as cadastra na administração.';
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      this.menu.append(none);
    }
    this.menu.hidden = false;
    this.mark(this.shown.length ? 0 : -1);
  }

  mark(index) {
    this.choice = index;
    [...this.menu.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    const option = this.menu.children[index];
    if (option) this.text.setAttribute('aria-activedescendant', option.id);
    else this.text.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  menuKey(event) {
    const last = (this.shown?.length ?? 0) - 1;
    switch (event.key) {
      case 'ArrowDown': this.mark(this.choice >= last ? 0 : this.choice + 1); break;
      case 'ArrowUp': this.mark(this.choice <= 0 ? last : this.choice - 1); break;
      case 'Enter':
      case 'Tab':
        if (this.choice < 0) return false;
        this.take(this.choice);
        break;
      case 'Escape': this.closeMenu(); break;
      default: return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  take(index) {
    const reply = this.shown?.[index];
    if (!reply) return;
    this.text.value = reply.text + this.text.value.replace(/^\/[\p{L}\d-]*/u, '');
    this.text.setSelectionRange(this.text.value.length, this.text.value.length);
    this.closeMenu();
    this.text.focus();
    this.text.dispatchEvent(new Event('input', { bubbles: true }));
  }

  closeMenu() {
    this.menu.hidden = true;
    this.menu.replaceChildren();
    this.text.removeAttribute('aria-activedescendant');
  }

  close() {
    this.off.abort();
    this.watch.disconnect();
    // What was typed within the last moment still goes to the server.
    if (this.draftTimer && !this.sending) { clearTimeout(this.draftTimer); }
  }
}

const composers = new WeakMap();

export function attach(form, page, setup) {
  composers.set(form, new Composer(form, page, setup));
}

export function setReplies(form, replies) {
  const composer = composers.get(form);
  if (composer) composer.setup.replies = replies;
}

export function detach(form) {
  composers.get(form)?.close();
  composers.delete(form);
}
