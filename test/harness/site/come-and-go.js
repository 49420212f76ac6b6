// A ledger of what scripts keep running: timers, requests whose answer is still read, listeners of the page.
const timers = new Map();
const requests = new Set();
let listeners = 0;
window.kept = () => ({ timers: [...timers.values()], requests: [...requests], listeners });
window.asked = [];

const { setTimeout: start, clearTimeout: stop, setInterval: repeat, clearInterval: end, fetch: send } = window;
window.setTimeout = (run, wait, ...rest) => {
  const id = start(() => {
    timers.delete(id);
    run(...rest);
  }, wait);
  timers.set(id, `${wait} ms ${new Error('set here').stack}`);
  return id;
};
window.clearTimeout = (id) => {
  timers.delete(id);
  stop(id);
};
window.setInterval = (run, wait) => {
  const id = repeat(run, wait);
  timers.set(id, `every ${wait} ms ${new Error('set here').stack}`);
  return id;
};
window.clearInterval = (id) => {
  timers.delete(id);
  end(id);
};
window.fetch = async (url, init) => {
  window.asked.push(String(url));
  requests.add(String(url));
  init?.signal?.addEventListener('abort', () => requests.delete(String(url)));
  try {
    const answer = await send(url, init);
    // A stream goes on until it is given up.
    if (!String(url).endsWith('/v1/events')) requests.delete(String(url));
    return answer;
  } catch (error) {
    requests.delete(String(url));
    throw error;
  }
};
for (const target of [window, document]) {
  const known = new Map();
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  target.addEventListener = (type, listener, options) => {
    const of = known.get(type) ?? known.set(type, new Set()).get(type);
    if (!of.has(listener)) listeners += 1;
    of.add(listener);
    add.call(target, type, listener, options);
  };
  target.removeEventListener = (type, listener, options) => {
    if (known.get(type)?.delete(listener)) listeners -= 1;
    remove.call(target, type, listener, options);
  };
}

addEventListener('DOMContentLoaded', () => {
  const [main, aside] = ['main', 'aside'].map((name) => document.querySelector(name));
  const on = (id, act) => document.getElementById(id).addEventListener('click', act);
  on('add', () => (main.innerHTML = '<hc-domain-manager></hc-domain-manager>'));
  on('move', () => aside.append(main.firstElementChild));
  on('remove', () => aside.replaceChildren());
});
