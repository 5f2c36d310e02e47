// Keeps the page itself for reading without a connection. Nothing that is said passes through here.
const store = 'page-1';

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(fresh('/'));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  // The name of an asset changes with its content: what is kept is right.
  if (url.pathname.startsWith('/assets/'))
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(event.request)));
  else if (url.pathname === '/') event.respondWith(fresh('/'));
});

/** The page as it is now, else as it was last. */
async function fresh(path) {
  try {
    const answer = await fetch(path);
    if (answer.ok) await keep(path, answer.clone());
    return answer;
  } catch (error) {
    const old = await caches.match(path);
    if (old) return old;
    throw error;
  }
}

/** With the assets that it names, and no others. */
async function keep(path, answer) {
  const cache = await caches.open(store);
  const named = [...(await answer.clone().text()).matchAll(/"(\/assets\/[^"]+)"/g)].map(
    (it) => it[1],
  );
  const kept = (await cache.keys()).map((request) => new URL(request.url).pathname);
  await cache.addAll(named.filter((asset) => !kept.includes(asset)));
  await cache.put(path, answer);
  const gone = kept.filter((asset) => asset.startsWith('/assets/') && !named.includes(asset));
  await Promise.all(gone.map((asset) => cache.delete(asset)));
}
