// Healthy: nothing is kept. Once, at the iteration that the variant names, the system has no more for the moment.
export function iteration({ index, variant }) {
  if (index === Number(variant)) throw Object.assign(new Error('spawn EAGAIN'), { code: 'EAGAIN' });
}
