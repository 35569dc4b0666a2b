const list = document.getElementById('mails');
const none = document.getElementById('none');
let shown = '';

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function show() {
  const answer = await fetch('/controle/emails').catch(() => null);
  if (!answer?.ok) return;
  const text = await answer.text();
  if (text === shown) return;
  shown = text;
  const mails = JSON.parse(text).reverse();
  none.hidden = mails.length > 0;
  list.replaceChildren(...mails.map(mail => {
    const item = document.createElement('li');
    item.append(
      element('h2', mail.assunto),
      element('p', `${new Date(mail.em).toLocaleString('pt-BR')} · de ${mail.de} para ${mail.para.join(', ')}`, 'who'),
      element('pre', mail.texto));
    return item;
  }));
}

document.getElementById('clear').addEventListener('click', async () => {
  await fetch('/controle/emails', { method: 'DELETE' });
  await show();
});
show();
setInterval(show, 2000);
