import { h } from '../dom.js';

/** Asks for an access token until one is entered. It stays in this tab until the tab is closed. */
export function askToken(reason) {
  return new Promise((resolve) => {
    const input = h('input', { id: 'token', type: 'password', autocomplete: 'off', required: true });
    const dialog = h('dialog', { 'aria-labelledby': 'token-title', oncancel: (event) => event.preventDefault() },
      h('form', {
        method: 'dialog',
        onsubmit: (event) => {
          event.preventDefault();
          const token = input.value.trim();
          if (token) {
            dialog.close();
            dialog.remove();
            resolve(token);
          }
        },
      },
      h('h2', { id: 'token-title' }, 'Access token'),
      h('p', {}, 'This server asks for a token before it shows data. Your administrator has it (http.token.read).'),
      reason ? h('p.error', { role: 'alert' }, reason) : null,
      h('label', { for: 'token' }, 'Token'),
      input,
      h('button.primary', { type: 'submit' }, 'Continue')));
    document.body.append(dialog);
    dialog.showModal();
  });
}
