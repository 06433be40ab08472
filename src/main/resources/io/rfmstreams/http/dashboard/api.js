// Asks the API. A failed request is an ApiError with the plain text of the server's problem document.

const TOKEN = 'token';

export class ApiError extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

function headers(accept, body) {
  const all = { Accept: accept };
  const token = sessionStorage.getItem(TOKEN);
  if (token) {
    all.Authorization = `Bearer ${token}`;
  }
  if (body !== undefined) {
    all['Content-Type'] = 'application/json';
  }
  return all;
}

/** Sends a request and returns the response. Asks for a token where one is needed, and sends the request again. */
export async function send(path, { method = 'GET', body, accept = 'application/json', signal } = {}) {
  for (;;) {
    const response = await fetch(path, {
      method,
      headers: headers(accept, body),
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    }).catch((failure) => {
      if (failure.name === 'AbortError') {
        throw failure;
      }
      throw new ApiError(0, 'No connection', 'The server does not answer. Is it still running?');
    });
    if (response.ok) {
      return response;
    }
    if (response.status === 401) {
      await askForToken(sessionStorage.getItem(TOKEN) ? 'The token is not valid.' : null);
      continue;
    }
    const problem = await response.json().catch(() => ({}));
    throw new ApiError(response.status, problem.title ?? `Error ${response.status}`, problem.detail);
  }
}

/** Returns the JSON of an answer. */
export async function get(path, signal) {
  const response = await send(path, { signal });
  return response.json();
}

/** Like get, but returns null where there is nothing: 404, or 409 as long as there is no model. */
export async function getIfAny(path, signal) {
  try {
    return await get(path, signal);
  } catch (failure) {
    if (failure instanceof ApiError && (failure.status === 404 || failure.status === 409)) {
      return null;
    }
    throw failure;
  }
}

export async function post(path, body, signal) {
  const response = await send(path, { method: 'POST', body, signal });
  return response.json();
}

/** Saves an answer of the API as a CSV file. A link cannot do this, because it cannot send the token. */
export async function downloadCsv(path, fileName) {
  const response = await send(path, { accept: 'text/csv' });
  saveFile(await response.blob(), fileName);
}

export function saveFile(blob, fileName) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Returns a path with its parameters; those that are null or empty are left out. */
export function query(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

export function segmentPath(id) {
  return `v1/segments/${encodeURIComponent(id)}`;
}

export function customerPath(id) {
  return `v1/customers/${encodeURIComponent(id)}`;
}

let asking = null;

/** Shows the form for the token. All requests that wait share one form. */
function askForToken(reason) {
  asking ??= import('./elements/token-dialog.js')
    .then(({ askToken }) => askToken(reason))
    .then((token) => sessionStorage.setItem(TOKEN, token))
    .finally(() => { asking = null; });
  return asking;
}
