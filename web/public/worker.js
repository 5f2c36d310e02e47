// Keeps the page itself for reading without a connection. Nothing that is said passes through here.
const store = 'page-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(kept(event.request));
  else if (url.pathname === '/' || url.pathname === '/icon.svg')
    event.respondWith(fresh(event.request));
});

/** Its name changes with its content: what is kept is right. */
async function kept(request) {
  return (await caches.match(request)) ?? fresh(request);
}

async function fresh(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) (await caches.open(store)).put(request, answer.clone());
    return answer;
  } catch (error) {
    const old = await caches.match(request);
    if (old) return old;
    throw error;
  }
}
