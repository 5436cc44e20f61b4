// Healthy: nothing is kept. Once, the system says that it has no more for the moment.
export function iteration({ index }) {
  if (index === 110)
    throw Object.assign(new Error('connect EADDRNOTAVAIL 127.0.0.1:80'), { code: 'EADDRNOTAVAIL' });
}
