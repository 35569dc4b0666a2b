// Calls of the phone page. A refusal throws an Error with the server's words.

async function call(path, options) {
  const response = await fetch(path, options);
  if (response.ok) return response.json();
  let detail = 'O simulador não respondeu como esperado.';
  try {
    detail = (await response.json()).detail ?? detail;
  } catch {
    // The answer had no words of its own.
  }
  throw new Error(detail);
}

const asJson = (body) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const people = () => call('/telefone/cidadaos');
export const addPerson = (telefone) => call('/telefone/cidadaos', asJson({ telefone }));
export const messages = (phone) => call(`/telefone/${phone}/mensagens`);
export const write = (phone, order) => call(`/controle/cidadaos/${phone}/mensagens`, asJson(order));

export function sendFile(phone, file) {
  const form = new FormData();
  form.append('arquivo', file, file.name);
  return call(`/telefone/${phone}/arquivos`, { method: 'POST', body: form });
}

export const events = (phone) => new EventSource(`/telefone/${phone}/eventos`);
